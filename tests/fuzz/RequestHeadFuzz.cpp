// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "http/HeadParser.h"

#include <boost/beast/http.hpp>

#include <map>
#include <optional>

/// Request heads: what parseRequestHead() takes is what a slow and simple reading of RFC 9112
/// takes, and Beast reads the same fields in it; the verdict does not depend on how the bytes
/// arrive.

using namespace gatehouse;
using namespace gatehouse::fuzz;

namespace {

struct Reading
{
    bool good = false;
    bool waiting = false;
    std::size_t size = 0;
    http::RequestHead head;
    std::string told; ///< Everything that the head says, for comparison.
};

std::string tell(const http::RequestHead& head)
{
    std::string out;
    const auto add = [&out](std::string_view text) { out.append(text).append("|"); };
    add(head.method);
    add(head.rawTarget);
    add(head.target.path);
    add(head.target.hasQuery ? head.target.query : "none");
    add(head.target.authority);
    add(head.authority);
    add(head.upgrade);
    add(std::to_string(head.minor) + std::to_string(static_cast<int>(head.body)) +
        std::to_string(static_cast<int>(head.target.form)) + (head.keepAlive ? "k" : "c") +
        (head.expectsContinue ? "e" : "-") + std::to_string(head.length));
    for (const auto& field : head.fields) {
        add(field.name);
        add(field.value);
    }
    return out;
}

/// Bytes that arrive piece by piece, as in a connection's buffer, which may move.
Reading read(std::string_view bytes, const http::Limits& limits, Cut cut, Choice& choice)
{
    Reading reading;
    std::size_t scanned = 0;
    std::size_t here = 0;
    for (const auto size : cutSizes(bytes.size(), cut, choice)) {
        here += size;
        const Piece buffer(bytes.substr(0, here));
        const auto result = parseRequestHead(buffer.text(), limits, scanned, reading.head);
        if (result.state == http::ParseState::NeedMore)
            continue;
        if (result.state == http::ParseState::Done) {
            check(result.size > 0 && result.size <= here, "the head's size is inside what is here");
            reading.good = true;
            reading.size = result.size;
            reading.told = tell(reading.head);
        } else {
            check(result.status >= 400 && result.status <= 505 && *result.what != '\0',
                  "a refusal has a status and a reason");
        }
        return reading;
    }
    reading.waiting = true;
    return reading;
}

bool isIn(char c, std::string_view set)
{
    return set.find(c) != std::string_view::npos;
}

constexpr std::string_view kToken =
    "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
}

std::string stripped(std::string_view text)
{
    while (!text.empty() && isIn(text.front(), " \t"))
        text.remove_prefix(1);
    while (!text.empty() && isIn(text.back(), " \t"))
        text.remove_suffix(1);
    return std::string(text);
}

std::optional<std::vector<std::string>> linesOf(std::string_view text)
{
    std::vector<std::string> lines(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
            lines.emplace_back();
            ++i;
        } else if (text[i] == '\r' || text[i] == '\n' || text[i] == '\0') {
            return std::nullopt;
        } else {
            lines.back() += text[i];
        }
    }
    return lines;
}

/// Whether a whole head, up to its empty line, is one by RFC 9112, 2.2 to 6.1: the slow way.
/// Targets are TargetFuzz's; here they count as whatever parseTarget() takes.
bool isHead(std::string_view text)
{
    const auto lines = linesOf(text);
    if (!lines || lines->size() < 3)
        return false;
    std::size_t at = 0;
    while (at < 4 && (*lines)[at].empty())
        ++at;
    const std::string& start = (*lines)[at];
    const auto one = start.find(' ');
    const auto two = start.find(' ', one + 1);
    if (one == 0 || one == std::string::npos || two == std::string::npos)
        return false;
    const std::string method = start.substr(0, one);
    const std::string version = start.substr(two + 1);
    if (method.find_first_not_of(kToken) != std::string::npos || method.size() > 64 ||
        method == "CONNECT" || (version != "HTTP/1.1" && version != "HTTP/1.0") ||
        !http::parseTarget(method, std::string_view(start).substr(one + 1, two - one - 1)))
        return false;
    std::vector<std::string> hosts;
    std::vector<std::string> lengths;
    std::vector<std::string> codings;
    for (++at; at < lines->size() && !(*lines)[at].empty(); ++at) {
        const std::string& line = (*lines)[at];
        const auto colon = line.find(':');
        if (colon == 0 || colon == std::string::npos ||
            line.substr(0, colon).find_first_not_of(kToken) != std::string::npos)
            return false;
        const auto value = stripped(std::string_view(line).substr(colon + 1));
        for (const char c : value) {
            if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F)
                return false;
        }
        const auto name = lowered(line.substr(0, colon));
        if (name == "host")
            hosts.push_back(value);
        else if (name == "content-length")
            lengths.push_back(value);
        else if (name == "transfer-encoding")
            codings.push_back(lowered(value));
        else if (name == "expect" && lowered(value) != "100-continue")
            return false;
    }
    if (hosts.size() > 1 || (hosts.empty() && version == "HTTP/1.1") ||
        (hosts.size() == 1 && !http::parseAuthority(hosts[0])))
        return false;
    if (!codings.empty())
        return codings.size() == 1 && codings[0] == "chunked" && lengths.empty() &&
               version == "HTTP/1.1";
    if (lengths.empty())
        return true;
    const std::string& digits = lengths[0];
    if (lengths.size() > 1 || digits.empty() || digits.size() > 19 ||
        digits.find_first_not_of("0123456789") != std::string::npos)
        return false;
    return digits.size() < 19 || digits <= "9223372036854775807";
}

/// What goes on is read by somebody else: he must find the same in it.
void compareWithBeast(std::string_view text, const Reading& ours)
{
    namespace bh = boost::beast::http;
    bh::request_parser<bh::empty_body> parser;
    parser.header_limit(1u << 30);
    parser.body_limit(boost::none);
    parser.skip(true);
    boost::system::error_code error;
    while (text.starts_with("\r\n"))
        text.remove_prefix(2);
    parser.put(boost::asio::buffer(text.data(), text.size()), error);
    // It also reads Connection and Upgrade as lists of tokens; what we do not know in them is
    // dropped.
    if (error == bh::error::bad_value)
        return;
    check(!error && parser.is_header_done(), "Beast takes the head as well");
    const auto& theirs = parser.get();
    checkEqual(ours.head.method, theirs.method_string(), "the method");
    checkEqual(ours.head.rawTarget, theirs.target(), "the target");
    check(theirs.version() == static_cast<unsigned>(10 + ours.head.minor), "the version");
    std::multimap<std::string, std::string> wanted;
    std::multimap<std::string, std::string> got;
    for (const auto& field : theirs)
        wanted.emplace(lowered(std::string_view(field.name_string())), field.value());
    for (const auto& field : ours.head.fields)
        got.emplace(lowered(field.name), field.value);
    check(got == wanted, "the fields");
    check(parser.chunked() == (ours.head.body == http::BodyKind::Chunked), "chunked");
    const auto length = parser.content_length();
    if (ours.head.body == http::BodyKind::Length)
        check(length && *length == ours.head.length, "the length");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 8192)
        return 0;
    const auto bytes = textOf(data, size);
    Choice choice(bytes);
    http::Limits limits;
    if (choice.upTo(4) == 0)
        limits = {.head = 256, .requestLine = 48, .fields = 6};

    const auto whole = read(bytes, limits, Cut::Whole, choice);
    for (const Cut cut : {Cut::Pieces, Cut::Bytes}) {
        if (cut == Cut::Bytes && size > 1024)
            continue;
        const auto cutUp = read(bytes, limits, cut, choice);
        check(cutUp.good == whole.good, "the verdict depends on how the bytes arrive");
        check(cutUp.waiting == whole.waiting, "the wait depends on how the bytes arrive");
        check(cutUp.size == whole.size, "the size depends on how the bytes arrive");
        checkEqual(cutUp.told, whole.told, "the head depends on how the bytes arrive");
    }

    if (whole.good) {
        const Piece exact(bytes.substr(0, whole.size));
        Reading again = read(exact.text(), limits, Cut::Whole, choice);
        check(again.good, "what follows a head decides about it");
        check(isHead(exact.text()), "a head was taken that is none");
        // The views of `again` are gone with its buffer.
        std::size_t scanned = 0;
        const auto result = parseRequestHead(exact.text(), limits, scanned, again.head);
        check(result.state == http::ParseState::Done, "a second look is not the first");
        const auto upgrade = lowered(again.head.upgrade);
        check(upgrade != "h2c" && !upgrade.starts_with("http/") &&
                  upgrade.find_first_of(", \t") == std::string::npos,
              "a tunnel for HTTP, or for one of several");
        compareWithBeast(exact.text(), again);
    } else if (!whole.waiting && limits.head > 256) {
        const auto start = bytes.find_first_not_of("\r\n");
        const auto end = bytes.find("\r\n\r\n", std::min(start, bytes.size()));
        if (end != std::string_view::npos)
            check(!isHead(bytes.substr(0, end + 4)), "a good head was refused");
    }
    return 0;
}
