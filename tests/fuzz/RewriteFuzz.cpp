// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "base/Text.h"
#include "http/Forwarding.h"
#include "http/HeadParser.h"

#include <algorithm>
#include <set>

/// Header fields on their way through: whatever a request and the changes of an API say, what is
/// written is a head with exactly the fields that were added, without framing, hop-by-hop or
/// forged forwarding fields.
///
/// Input: a request head, then lines `remove NAME`, `set NAME VALUE`, `add NAME VALUE`.

using namespace gatehouse;
using namespace gatehouse::fuzz;

namespace {

struct Line
{
    std::string name;
    std::string value;
};

/// The same block, kept as a list.
class SlowBlock
{
public:
    void add(std::string_view name, std::string_view value)
    {
        m_lines.push_back({std::string(name), std::string(value)});
    }
    void remove(std::string_view name)
    {
        std::erase_if(m_lines, [name](const Line& line) {
            return text::toLower(line.name) == text::toLower(name);
        });
    }
    [[nodiscard]] std::string text() const
    {
        std::string out;
        for (const auto& line : m_lines)
            out += line.name + ": " + line.value + "\r\n";
        return out;
    }
    [[nodiscard]] std::size_t size() const { return m_lines.size(); }

private:
    std::vector<Line> m_lines;
};

/// What may not be sent, by characters only.
bool maySend(std::string_view name, std::string_view value)
{
    constexpr std::string_view kToken =
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if (name.empty() || name.find_first_not_of(kToken) != std::string_view::npos)
        return false;
    for (const char c : value) {
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F)
            return false;
    }
    static const std::set<std::string> framing{"content-length", "transfer-encoding",
                                               "connection",     "keep-alive",
                                               "upgrade",        "te",
                                               "trailer",        "host",
                                               "expect",         "proxy-connection"};
    auto plain = text::toLower(name);
    std::ranges::replace(plain, '_', '-');
    return !framing.contains(plain);
}

void change(std::string_view line, http::FieldBlock& block, SlowBlock& slow)
{
    const auto one = line.find(' ');
    if (one == std::string_view::npos)
        return;
    const auto word = line.substr(0, one);
    const auto rest = line.substr(one + 1);
    const auto two = std::min(rest.find(' '), rest.size());
    const auto name = rest.substr(0, two);
    const auto value = two < rest.size() ? rest.substr(two + 1) : std::string_view{};
    if (word == "remove") {
        block.remove(rest);
        slow.remove(rest);
    } else if (word == "set" || word == "add") {
        const bool set = word == "set";
        const bool done = set ? block.set(name, value) : block.add(name, value);
        check(done == maySend(name, value), "what may be sent");
        if (set)
            slow.remove(name);
        if (done)
            slow.add(name, value);
        if (done && set)
            check(block.find(name) == value, "what was set is found");
    }
}

/// The forwarded head, read as strictly as the next gateway reads it.
void readBack(const std::string& fields, std::size_t count)
{
    const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
    http::Limits limits;
    limits.head = 1u << 20;
    limits.fields = 100'000;
    std::size_t scanned = 0;
    http::RequestHead again;
    const auto result = parseRequestHead(head, limits, scanned, again);
    check(result.state == http::ParseState::Done && result.size == head.size(),
          "what is written is one head");
    check(again.fields.size() == count + 1, "no field more and none less");
    check(again.body == http::BodyKind::None && again.keepAlive && again.upgrade.empty() &&
              !again.expectsContinue,
          "no field says anything about the framing");
}

void forward(const http::RequestHead& request, std::string_view changes, Choice& choice)
{
    http::FieldBlock block;
    SlowBlock slow;
    const http::HopFilter hops(request.fields);
    std::set<std::string> named;
    for (const auto& field : request.fields) {
        if (!text::equalsIgnoreCase(field.name, "connection"))
            continue;
        for (const auto option : text::split(field.value, ','))
            named.insert(text::toLower(text::trim(option)));
    }
    for (const auto& field : request.fields) {
        const bool keeps = hops.keeps(field.name) && !http::isForwardingName(field.name);
        if (keeps) {
            check(maySend(field.name, field.value), "what is kept may be sent");
            const auto lower = text::toLower(field.name);
            check(!named.contains(lower) || lower == "close", "what Connection names is dropped");
            check(block.add(field.name, field.value), "what is kept is added");
            slow.add(field.name, field.value);
        }
    }
    checkEqual(block.text(), slow.text(), "the fields that are kept");
    for (const auto line : text::split(changes, '\n'))
        change(line, block, slow);
    checkEqual(block.text(), slow.text(), "the fields after the changes");
    readBack(block.text(), slow.size());

    const bool trusted = choice.coin();
    const auto before = slow.size();
    addForwarding(request.fields, request.minor,
                  {.address = choice.coin() ? "192.0.2.7" : "2001:db8::7",
                   .authority = request.authority,
                   .tls = choice.coin(),
                   .trusted = trusted},
                  block);
    const bool host =
        !request.authority.empty() || (trusted && !request.fields.get("x-forwarded-host").empty());
    readBack(block.text(), before + (host ? 5 : 4));
    if (!trusted)
        check(block.text().find("for=192.0.2.7") != std::string::npos ||
                  block.text().find("for=\"[2001:db8::7]\"") != std::string::npos,
              "the client's own address is told");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 4096)
        return 0;
    const auto bytes = textOf(data, size);
    Choice choice(bytes);
    http::RequestHead request;
    std::size_t scanned = 0;
    const auto result = parseRequestHead(bytes, {}, scanned, request);
    if (result.state == http::ParseState::Done)
        forward(request, bytes.substr(result.size), choice);

    // The whole input as names and values, whatever it is.
    http::FieldBlock block;
    SlowBlock slow;
    for (const auto line : text::split(bytes, '\n'))
        change(line, block, slow);
    checkEqual(block.text(), slow.text(), "the fields after the changes");
    readBack(block.text(), slow.size());
    return 0;
}
