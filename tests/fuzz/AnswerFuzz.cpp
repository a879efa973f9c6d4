// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "http/BodyDecoder.h"
#include "http/HeadParser.h"

#include <boost/beast/http.hpp>

/// Answers of an upstream, read as the client does: interim heads, the head, the body up to its
/// end. Nothing depends on how the bytes arrive, and Beast finds the same answer in what we take.
/// The input's first line is the request's method.

using namespace gatehouse;
using namespace gatehouse::fuzz;

namespace {

enum class End : std::uint8_t
{
    Waiting,
    BadHead,
    BadBody,
    Whole
};

struct Answer
{
    End end = End::Waiting;
    std::string told;
    std::string data;
    std::size_t begin = 0; ///< Of the final head.
    std::size_t used = 0;
    unsigned status = 0;
    http::BodyKind kind = http::BodyKind::None;
    bool keepAlive = false;
};

std::string tell(const http::ResponseHead& head)
{
    std::string out = std::to_string(head.status) + std::to_string(head.minor) +
                      std::to_string(static_cast<int>(head.body)) + std::to_string(head.length) +
                      (head.hasLength ? "l" : "-") + (head.keepAlive ? "k|" : "c|");
    out.append(head.reason).append("|");
    for (const auto& field : head.fields)
        out.append(field.name).append("|").append(field.value).append("|");
    return out;
}

/// The loop of the upstream client over bytes instead of a socket.
Answer read(std::string_view bytes, std::string_view method, const http::Limits& limits, Cut cut,
            Choice& choice)
{
    Answer answer;
    http::BodyDecoder body(limits);
    http::ResponseHead head;
    std::size_t scanned = 0;
    std::size_t here = 0;
    std::size_t interims = 0;
    bool inBody = false;
    for (const auto size : cutSizes(bytes.size(), cut, choice)) {
        here += size;
        while (!inBody) {
            const Piece buffer(bytes.substr(answer.used, here - answer.used));
            if (buffer.text().empty())
                break;
            const auto result = parseResponseHead(buffer.text(), limits, method, scanned, head);
            if (result.state == http::ParseState::Bad) {
                check(result.status == 502 || result.status == 431, "the status of a bad answer");
                answer.end = End::BadHead;
                return answer;
            }
            if (result.state == http::ParseState::NeedMore)
                break;
            check(result.size > 0 && result.size <= buffer.text().size(), "the head's size");
            scanned = 0;
            answer.begin = answer.used;
            answer.used += result.size;
            answer.told += tell(head);
            check(head.status >= 100 && head.status <= 599, "the status");
            if (head.status < 200 && head.status != 101) {
                check(head.body == http::BodyKind::None, "an interim answer has no body");
                if (++interims > limits.interims) {
                    answer.end = End::BadHead;
                    return answer;
                }
                continue;
            }
            answer.status = head.status;
            answer.kind = head.body;
            answer.keepAlive = head.keepAlive;
            body.start(limits, head.body, head.length);
            inBody = true;
        }
        if (!inBody)
            continue;
        // As the client does, until more is needed: what was wrong with the last bytes is told by
        // the step behind them.
        while (!body.done()) {
            const Piece piece(bytes.substr(answer.used, here - answer.used));
            const auto step = body.next(piece.text());
            answer.used += step.used;
            answer.data += step.data;
            if (step.state == http::BodyDecoder::Step::State::Bad) {
                answer.end = End::BadBody;
                return answer;
            }
            if (step.state == http::BodyDecoder::Step::State::NeedMore)
                break;
        }
        if (body.done()) {
            answer.end = End::Whole;
            return answer;
        }
    }
    return answer;
}

void compareWithBeast(std::string_view bytes, std::string_view method, const Answer& ours)
{
    namespace bh = boost::beast::http;
    bh::response_parser<bh::string_body> parser;
    parser.header_limit(1u << 30);
    parser.body_limit(boost::none);
    parser.eager(true);
    // Beast does not know that a 204 and a 304 have no body where they announce one.
    // A body that is not whole is not looked at: Beast makes room for all that is announced.
    parser.skip(ours.kind == http::BodyKind::None || ours.end != End::Whole);
    const auto message = bytes.substr(ours.begin, ours.used - ours.begin);
    // It wants the space before an empty reason, which we do not.
    if (message.find('\r') == std::string_view("HTTP/1.1 200").size())
        return;
    std::size_t at = 0;
    boost::system::error_code error;
    while (!error && !parser.is_done() && at < message.size())
        at += parser.put(boost::asio::buffer(message.data() + at, message.size() - at), error);
    if (error && parser.is_header_done())
        return; // Its grammar of extensions and trailers is narrower.
    // It also reads Connection and Upgrade as lists of tokens.
    if (error == bh::error::bad_value)
        return;
    check(!error && parser.is_header_done(), "Beast takes the head as well");
    check(parser.get().result_int() == ours.status, "the status");
    check(parser.chunked() == (ours.kind == http::BodyKind::Chunked ||
                               (ours.kind == http::BodyKind::None && parser.chunked())),
          "chunked");
    if (ours.kind == http::BodyKind::None && method != "HEAD")
        check(ours.data.empty(), "no body");
    if (ours.end == End::Whole && ours.kind != http::BodyKind::None) {
        check(parser.is_done(), "Beast sees the same end");
        checkEqual(ours.data, parser.get().body(), "Beast sees the same data");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 8192)
        return 0;
    const auto text = textOf(data, size);
    const auto line = std::min(text.find('\n'), size);
    const auto method = text.substr(0, line);
    const auto bytes = text.substr(std::min(line + 1, size));
    Choice choice(text);
    http::Limits limits;
    if (choice.upTo(4) == 0)
        limits = {.head = 200, .fields = 5, .chunkLine = 24, .trailers = 48, .interims = 2};

    const auto whole = read(bytes, method, limits, Cut::Whole, choice);
    for (const Cut cut : {Cut::Pieces, Cut::Bytes}) {
        if (cut == Cut::Bytes && size > 1024)
            continue;
        const auto cutUp = read(bytes, method, limits, cut, choice);
        check(cutUp.end == whole.end, "the verdict depends on how the bytes arrive");
        checkEqual(cutUp.told, whole.told, "the head depends on how the bytes arrive");
        checkEqual(cutUp.data, whole.data, "the data depends on how the bytes arrive");
        if (whole.end == End::Whole)
            check(cutUp.used == whole.used, "the end depends on how the bytes arrive");
    }
    if (whole.status != 0) {
        compareWithBeast(bytes, method, whole);
        if (whole.kind == http::BodyKind::UntilClose)
            check(!whole.keepAlive, "a connection that ends with its answer is kept");
        if (method == "HEAD" || whole.status == 204 || whole.status == 304 || whole.status < 200)
            check(whole.kind == http::BodyKind::None, "an answer that has no body has one");
    }
    return 0;
}
