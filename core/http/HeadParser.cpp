// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/HeadParser.h"

#include "base/Text.h"
#include "http/Syntax.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>
#include <optional>

namespace gatehouse::http {

namespace {

ParseResult refuse(unsigned status, const char* what)
{
    return {ParseState::Bad, 0, status, what};
}

/// What the framing fields of a head said, gathered while the fields are read.
struct Framing
{
    std::string_view contentLength;
    std::string_view transferEncoding;
    std::string_view host;
    std::string_view upgrade;
    unsigned contentLengths = 0;
    unsigned transferEncodings = 0;
    unsigned hosts = 0;
    unsigned upgrades = 0;
    bool close = false;
    bool keepAlive = false;
    bool upgradeNamed = false;
    bool expectsContinue = false;
    bool expectsOther = false;
    std::uint64_t length = 0;
};

void readConnection(std::string_view list, Framing& framing)
{
    while (true) {
        const auto comma = list.find(',');
        const auto option = text::trim(list.substr(0, comma));
        framing.close |= text::equalsIgnoreCase(option, "close");
        framing.keepAlive |= text::equalsIgnoreCase(option, "keep-alive");
        framing.upgradeNamed |= text::equalsIgnoreCase(option, "upgrade");
        if (comma == std::string_view::npos)
            return;
        list.remove_prefix(comma + 1);
    }
}

void note(std::string_view name, std::string_view value, Framing& framing)
{
    switch (name.size()) {
    case 4:
        if (text::equalsIgnoreCase(name, "host")) {
            ++framing.hosts;
            framing.host = value;
        }
        break;
    case 6:
        if (text::equalsIgnoreCase(name, "expect")) {
            if (text::equalsIgnoreCase(value, "100-continue"))
                framing.expectsContinue = true;
            else
                framing.expectsOther = true;
        }
        break;
    case 7:
        if (text::equalsIgnoreCase(name, "upgrade")) {
            ++framing.upgrades;
            framing.upgrade = value;
        }
        break;
    case 10:
        if (text::equalsIgnoreCase(name, "connection"))
            readConnection(value, framing);
        break;
    case 14:
        if (text::equalsIgnoreCase(name, "content-length")) {
            ++framing.contentLengths;
            framing.contentLength = value;
        }
        break;
    case 17:
        if (text::equalsIgnoreCase(name, "transfer-encoding")) {
            ++framing.transferEncodings;
            framing.transferEncoding = value;
        }
        break;
    default:
        break;
    }
}

/// One field line without its CR LF; nullptr when it is good.
const char* splitField(std::string_view line, Field& field)
{
    if (line.front() == ' ' || line.front() == '\t')
        return "obsolete line folding";
    std::size_t colon = 0;
    while (colon < line.size() && syntax::is(line[colon], syntax::Token))
        ++colon;
    if (colon == line.size() || line[colon] != ':')
        return colon < line.size() && (line[colon] == ' ' || line[colon] == '\t')
                   ? "white space before a colon"
                   : "malformed field name";
    if (colon == 0)
        return "field without a name";
    field.name = line.substr(0, colon);
    field.value = text::trim(line.substr(colon + 1));
    if (!syntax::isValue(field.value))
        return "control character in a field value";
    return nullptr;
}

/// Reads the field lines up to the empty line that ends `bytes`. Nothing when all is well.
std::optional<ParseResult> readFields(std::string_view bytes, const Limits& limits, Fields& fields,
                                      Framing& framing)
{
    fields.clear();
    while (bytes.size() > 2) {
        const auto end = bytes.find("\r\n");
        Field field;
        if (const char* what = splitField(bytes.substr(0, end), field))
            return refuse(400, what);
        if (fields.size() == limits.fields)
            return refuse(431, "too many header fields");
        fields.add(field.name, field.value);
        note(field.name, field.value, framing);
        bytes.remove_prefix(end + 2);
    }
    return std::nullopt;
}

/// The checks on lengths and codings that requests and answers share; nullptr when all is well.
const char* checkFraming(Framing& framing, int minor)
{
    if (framing.transferEncodings > 0) {
        if (framing.contentLengths > 0)
            return "Content-Length beside Transfer-Encoding";
        if (minor == 0)
            return "Transfer-Encoding in HTTP/1.0";
        if (framing.transferEncodings > 1)
            return "repeated Transfer-Encoding";
        if (!text::equalsIgnoreCase(framing.transferEncoding, "chunked"))
            return "transfer coding other than chunked";
    }
    if (framing.contentLengths == 0)
        return nullptr;
    if (framing.contentLengths > 1)
        return "repeated Content-Length";
    const auto digits = framing.contentLength;
    const char* last = digits.data() + digits.size();
    const auto [end, error] = std::from_chars(digits.data(), last, framing.length);
    if (digits.empty() || digits.size() > 19 || error != std::errc{} || end != last ||
        framing.length > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return "invalid Content-Length";
    return nullptr;
}

/// The protocol that a tunnel may be opened for; empty = none. Never HTTP itself, in the clear
/// (h2c) or below TLS: in such a tunnel requests would pass that nobody looks at.
std::string_view askedUpgrade(const Framing& framing, int minor)
{
    if (!framing.upgradeNamed || minor == 0 || framing.upgrades != 1)
        return {};
    const auto name = framing.upgrade.substr(0, framing.upgrade.find('/'));
    for (const std::string_view own : {"h2", "h2c", "http", "tls"})
        if (text::equalsIgnoreCase(name, own))
            return {};
    const auto version = framing.upgrade.substr(std::min(name.size() + 1, framing.upgrade.size()));
    const bool one = isToken(name) && (name.size() == framing.upgrade.size() || isToken(version));
    return one ? framing.upgrade : std::string_view{};
}

/// `HTTP/1.0` or `HTTP/1.1`; -1 = another version, -2 = none.
int readVersion(std::string_view text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 8 || !text.starts_with("HTTP/") || !isDigit(text[5]) || text[6] != '.' ||
        !isDigit(text[7]))
        return -2;
    if (text[5] != '1' || text[7] > '1')
        return -1;
    return text[7] - '0';
}

std::optional<ParseResult> readRequestLine(std::string_view line, RequestHead& out)
{
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
        return refuse(400, "malformed request line");
    out.method = line.substr(0, first);
    out.rawTarget = line.substr(first + 1, last - first - 1);
    if (!isToken(out.method) || out.method.size() > 64)
        return refuse(400, "malformed method");
    const int minor = readVersion(line.substr(last + 1));
    if (minor == -2)
        return refuse(400, "malformed HTTP version");
    if (minor == -1)
        return refuse(505, "HTTP version is not supported");
    out.minor = minor;
    if (out.method == "CONNECT")
        return refuse(501, "CONNECT is not supported");
    const auto target = parseTarget(out.method, out.rawTarget);
    if (!target)
        return refuse(400, "malformed request target");
    out.target = *target;
    return std::nullopt;
}

/// Looks for the empty line that ends a head, from where a former call stopped. 0 = not there yet.
std::size_t findEnd(std::string_view bytes, std::size_t start, std::size_t& scanned, bool& bareLf)
{
    std::size_t at = std::max(scanned, start);
    while (true) {
        const void* found =
            at < bytes.size() ? std::memchr(bytes.data() + at, '\n', bytes.size() - at) : nullptr;
        if (!found) {
            scanned = bytes.size();
            return 0;
        }
        const auto lf = static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
        if (lf == start || bytes[lf - 1] != '\r') {
            bareLf = true;
            return 0;
        }
        if (lf >= start + 3 && bytes[lf - 2] == '\n')
            return lf + 1;
        if (lf == start + 1) // An empty line where the start line should be.
            return lf + 1;
        at = lf + 1;
    }
}

} // namespace

ParseResult parseRequestHead(std::string_view bytes, const Limits& limits, std::size_t& scanned,
                             RequestHead& out)
{
    std::size_t start = 0;
    for (int skipped = 0; bytes.substr(start).starts_with("\r\n"); ++skipped, start += 2) {
        if (skipped == 4)
            return refuse(400, "too many empty lines before a request");
    }
    if (start == bytes.size() || (start + 1 == bytes.size() && bytes[start] == '\r'))
        return {};
    if (!syntax::is(bytes[start], syntax::Token))
        return refuse(400, "malformed request line");
    bool bareLf = false;
    const std::size_t end = findEnd(bytes, start, scanned, bareLf);
    if (bareLf)
        return refuse(400, "line feed without carriage return");
    const auto lineEnd = bytes.find("\r\n", start);
    const bool haveLine = lineEnd != std::string_view::npos;
    // A CR at the end may be the first half of the line's end.
    const std::size_t lineHere =
        haveLine ? lineEnd : bytes.size() - (bytes.ends_with('\r') ? 1 : 0);
    if (lineHere - start > limits.requestLine)
        return refuse(414, "request line too long");
    if (haveLine)
        if (const auto bad = readRequestLine(bytes.substr(start, lineEnd - start), out))
            return *bad;
    if ((end != 0 ? end : bytes.size()) > limits.head)
        return haveLine ? refuse(431, "request head too large")
                        : refuse(414, "request line too long");
    if (end == 0)
        return {};

    Framing framing;
    if (const auto bad =
            readFields(bytes.substr(lineEnd + 2, end - lineEnd - 2), limits, out.fields, framing))
        return *bad;
    if (const char* what = checkFraming(framing, out.minor))
        return refuse(400, what);
    if (framing.hosts > 1)
        return refuse(400, "repeated Host");
    if (framing.hosts == 0 && out.minor == 1)
        return refuse(400, "missing Host");
    if (framing.hosts == 1 && !parseAuthority(framing.host))
        return refuse(400, "malformed Host");
    if (framing.expectsOther)
        return refuse(417, "unknown expectation");

    out.authority = out.target.form == TargetForm::Absolute ? out.target.authority : framing.host;
    out.body = framing.transferEncodings > 0 ? BodyKind::Chunked
               : framing.length > 0          ? BodyKind::Length
                                             : BodyKind::None;
    out.length = framing.length;
    out.keepAlive = !framing.close && (out.minor == 1 || framing.keepAlive);
    out.expectsContinue = framing.expectsContinue && out.minor == 1 && out.body != BodyKind::None;
    out.upgrade = askedUpgrade(framing, out.minor);
    return {ParseState::Done, end, 0, ""};
}

ParseResult parseResponseHead(std::string_view bytes, const Limits& limits, std::string_view method,
                              std::size_t& scanned, ResponseHead& out)
{
    static constexpr std::string_view kProtocol = "HTTP/1.";
    const auto known = std::min(bytes.size(), kProtocol.size());
    if (bytes.substr(0, known) != kProtocol.substr(0, known))
        return refuse(502, "the answer is not HTTP/1.x");
    bool bareLf = false;
    const std::size_t end = findEnd(bytes, 0, scanned, bareLf);
    if (bareLf)
        return refuse(502, "line feed without carriage return in the answer's head");
    if ((end != 0 ? end : bytes.size()) > limits.head)
        return refuse(431, "the answer's head is too large");
    if (end == 0)
        return {};

    const auto lineEnd = bytes.find("\r\n");
    const auto line = bytes.substr(0, lineEnd);
    // "HTTP/1.1 200" at least; the space before an empty reason is often forgotten, and that is
    // harmless.
    if (line.size() < 12 || line[8] != ' ' || (line.size() > 12 && line[12] != ' '))
        return refuse(502, "malformed status line");
    out.minor = readVersion(line.substr(0, 8));
    if (out.minor < 0)
        return refuse(502, "the answer is not HTTP/1.0 or HTTP/1.1");
    out.status = 0;
    const auto [digitsEnd, error] = std::from_chars(line.data() + 9, line.data() + 12, out.status);
    if (error != std::errc{} || digitsEnd != line.data() + 12 || out.status < 100 ||
        out.status > 599)
        return refuse(502, "invalid status");
    out.reason = line.size() > 13 ? line.substr(13) : std::string_view{};
    if (!syntax::all(out.reason, syntax::Value))
        return refuse(502, "control character in the reason phrase");

    Framing framing;
    if (auto bad =
            readFields(bytes.substr(lineEnd + 2, end - lineEnd - 2), limits, out.fields, framing)) {
        bad->status = bad->status == 431 ? 431 : 502;
        return *bad;
    }
    if (const char* what = checkFraming(framing, out.minor))
        return refuse(502, what);

    out.hasLength = framing.contentLengths > 0;
    out.length = framing.length;
    out.keepAlive = !framing.close && (out.minor == 1 || framing.keepAlive);
    const bool never = out.status < 200 || out.status == 204;
    if (never || out.status == 304 || method == "HEAD") {
        out.body = BodyKind::None;
        // These two must not announce a body; whoever does so may send one as well.
        if (never && (framing.transferEncodings > 0 || framing.length > 0))
            out.keepAlive = false;
    } else if (framing.transferEncodings > 0) {
        out.body = BodyKind::Chunked;
    } else if (out.hasLength) {
        out.body = out.length > 0 ? BodyKind::Length : BodyKind::None;
    } else {
        out.body = BodyKind::UntilClose;
        out.keepAlive = false;
    }
    return {ParseState::Done, end, 0, ""};
}

bool areFieldLines(std::string_view lines, std::size_t most)
{
    std::size_t count = 0;
    while (!lines.empty()) {
        const auto end = lines.find("\r\n");
        Field field;
        if (end == std::string_view::npos || end == 0 || splitField(lines.substr(0, end), field) ||
            ++count > most)
            return false;
        lines.remove_prefix(end + 2);
    }
    return true;
}

} // namespace gatehouse::http
