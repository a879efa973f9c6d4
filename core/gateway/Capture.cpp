// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Capture.h"

#include "base/Text.h"

#include <algorithm>

namespace gatehouse::gateway {

namespace {

constexpr std::size_t kKept = 64u << 10;
/// Of all tries of an exchange together.
constexpr std::size_t kTries = 256u << 10;

void append(telemetry::CapturedBody& body, std::string_view bytes, std::size_t room = kKept)
{
    body.size += bytes.size();
    if (body.data.size() < kKept)
        body.data += bytes.substr(0, std::min(room, kKept - body.data.size()));
}

std::size_t roomForTries(const telemetry::Capture& capture)
{
    std::size_t held = 0;
    for (const auto& one : capture.tries)
        held += one.request.data.size() + one.response.data.size();
    return held < kTries ? kTries - held : 0;
}

/// Calls `each(name, value)` for the lines of a block.
template <typename Each>
void forEachField(std::string_view rest, Each&& each)
{
    while (!rest.empty()) {
        const auto end = rest.find("\r\n");
        const auto line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
        const auto colon = line.find(':');
        if (colon != std::string_view::npos)
            each(line.substr(0, colon), text::trim(line.substr(colon + 1)));
    }
}

/// Hands an answer on and keeps what is read of it.
class WatchedTry final : public ProviderAnswer
{
public:
    WatchedTry(const telemetry::RequestRecord& record, std::size_t which,
               std::unique_ptr<ProviderAnswer> inner)
        : ProviderAnswer(*inner)
        , m_record(record)
        , m_which(which)
        , m_inner(std::move(inner))
    {
    }

    [[nodiscard]] http::Task<http::BodyPiece> read() override
    {
        const auto piece = co_await m_inner->read();
        // Once the record was handed on, whoever still reads along keeps nothing.
        if (piece.ok() && m_record.capture)
            append(m_record.capture->tries[m_which].response, piece.data,
                   roomForTries(*m_record.capture));
        co_return piece;
    }
    [[nodiscard]] bool hasBuffered() const override { return m_inner->hasBuffered(); }
    void cancel() override { m_inner->cancel(); }

private:
    const telemetry::RequestRecord& m_record;
    std::size_t m_which;
    std::unique_ptr<ProviderAnswer> m_inner;
};

} // namespace

bool CaptureBudget::take(Instant now)
{
    if (now - m_second >= std::chrono::seconds(1)) {
        m_second = now;
        m_taken = 0;
    }
    return m_taken++ < kPerSecond;
}

std::string masked(std::string_view name, std::string_view value)
{
    for (const std::string_view secret : {"authorization", "proxy-authorization", "x-api-key",
                                          "x-goog-api-key", "api-key", "cookie", "set-cookie"}) {
        if (!text::equalsIgnoreCase(name, secret))
            continue;
        // Short secrets would be given away by four of their characters.
        return value.size() < 16 ? "***" : "***" + std::string(value.substr(value.size() - 4));
    }
    return std::string(value);
}

void captureRequestHead(Exchange& x)
{
    x.record.capture = std::make_unique<telemetry::Capture>();
    auto& headers = x.record.capture->requestHeaders;
    const auto& fields = x.http.request().fields;
    headers.reserve(fields.size());
    for (const auto& field : fields)
        headers.emplace_back(field.name, masked(field.name, field.value));
}

void captureRequest(Exchange& x, std::string_view bytes)
{
    if (x.record.capture)
        append(x.record.capture->request, bytes);
}

void captureAnswerHead(Exchange& x, const http::AnswerHead& head)
{
    if (!x.record.capture)
        return;
    auto& headers = x.record.capture->responseHeaders;
    headers.clear();
    forEachField(head.fields.text(), [&headers](std::string_view name, std::string_view value) {
        headers.emplace_back(name, masked(name, value));
    });
}

void captureAnswer(Exchange& x, std::string_view bytes)
{
    if (x.record.capture)
        append(x.record.capture->response, bytes);
}

std::size_t captureTry(Exchange& x, const CompiledProvider& provider,
                       const CompiledProviderKey* key, std::string_view path,
                       const http::FieldBlock* fields, std::string_view body)
{
    if (!x.record.capture)
        return 0;
    auto& capture = *x.record.capture;
    const auto room = roomForTries(capture);
    auto& one = capture.tries.emplace_back();
    one.attempt = static_cast<std::uint32_t>(x.record.attempts.size() - 1);
    if (!path.empty())
        one.url = provider.base.origin.text() + std::string(path.substr(0, path.find('?')));
    if (fields != nullptr) {
        // A provider may want its key in a field of any name.
        const auto hides = [key](std::string_view value) {
            return key != nullptr && !key->secret.empty() &&
                   value.find(key->secret) != std::string_view::npos;
        };
        forEachField(fields->text(), [&](std::string_view name, std::string_view value) {
            one.requestHeaders.emplace_back(name, masked(hides(value) ? "x-api-key" : name, value));
        });
    }
    one.sameRequest = body == x.body;
    if (one.sameRequest)
        one.request.size = body.size();
    else
        append(one.request, body, room);
    return capture.tries.size() - 1;
}

std::unique_ptr<ProviderAnswer> captureTryAnswer(Exchange& x, std::size_t which,
                                                 std::unique_ptr<ProviderAnswer> answer,
                                                 const http::Fields* fields)
{
    if (!x.record.capture || which >= x.record.capture->tries.size())
        return answer;
    auto& one = x.record.capture->tries[which];
    one.status = static_cast<std::uint16_t>(answer->status);
    if (fields != nullptr) {
        for (const auto& field : *fields)
            one.responseHeaders.emplace_back(field.name, masked(field.name, field.value));
    }
    return std::make_unique<WatchedTry>(x.record, which, std::move(answer));
}

void finishCapture(Exchange& x)
{
    if (!x.record.capture || x.record.capture->tries.empty())
        return;
    const auto& answer = x.record.capture->response;
    auto& last = x.record.capture->tries.back();
    if (last.response.size == 0 || last.response.size != answer.size ||
        last.response.data != answer.data)
        return;
    last.sameResponse = true;
    last.response.data.clear();
}

} // namespace gatehouse::gateway
