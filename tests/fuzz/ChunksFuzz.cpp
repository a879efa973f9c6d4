// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "http/BodyDecoder.h"

#include <boost/beast/http.hpp>

#include <optional>

/// Chunked bodies: data, end and verdict are those of a slow and simple reading of RFC 9112, 7.1,
/// however the bytes arrive; what we take, Beast reads the same; what is written as chunks is read
/// back.

using namespace gatehouse;
using namespace gatehouse::fuzz;

namespace {

using State = http::BodyDecoder::Step::State;

struct Body
{
    State state = State::NeedMore;
    std::string data;
    std::size_t used = 0;
};

Body decode(std::string_view bytes, const http::Limits& limits, http::BodyKind kind,
            std::uint64_t length, Cut cut, Choice& choice)
{
    http::BodyDecoder decoder(limits);
    decoder.start(limits, kind, length);
    Body body;
    std::size_t at = 0;
    for (const auto size : cutSizes(bytes.size(), cut, choice)) {
        const Piece piece(bytes.substr(at, size));
        at += size;
        std::size_t used = 0;
        while (true) {
            const auto rest = piece.text().substr(used);
            const auto step = decoder.next(rest);
            check(step.used <= rest.size(), "more was used than there was");
            check(step.data.empty() ||
                      (step.data.data() >= rest.data() &&
                       step.data.data() + step.data.size() <= rest.data() + step.used),
                  "data lies outside what was used");
            check(step.used > 0 || step.state != State::Data, "data without progress");
            used += step.used;
            body.data += step.data;
            body.state = step.state;
            if (step.state != State::Data)
                break;
        }
        body.used += used;
        check(decoder.done() == (body.state == State::Done), "done() tells the state");
        if (body.state == State::Done || body.state == State::Bad)
            return body;
        check(used == size, "bytes were left of a piece");
    }
    return body;
}

/// Reads one line that ends with CR LF, without them; nothing when the text ends or breaks before.
std::optional<std::string> takeLine(std::string_view& text, bool& broken)
{
    std::string line;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\r') {
            if (i + 1 == text.size())
                return std::nullopt;
            broken = text[i + 1] != '\n';
            text.remove_prefix(i + 2);
            return line;
        }
        if (c == '\n' || c == '\0') {
            broken = true;
            return std::nullopt;
        }
        line += c;
    }
    return std::nullopt;
}

/// The extensions behind a chunk's size, by characters only: `;` first, quotes closed, nothing
/// that no token or quoted string may hold.
bool areExtensions(const std::string& text)
{
    if (text.empty())
        return true;
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string::npos || text[first] != ';')
        return false;
    bool quoted = false;
    for (std::size_t i = first; i < text.size(); ++i) {
        const char c = text[i];
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F)
            return false;
        if (quoted && c == '\\')
            ++i;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && std::string_view("(),/:<>?@[\\]{}").find(c) != std::string_view::npos)
            return false;
        else if (!quoted && static_cast<unsigned char>(c) >= 0x80)
            return false;
        if (i < text.size() &&
            ((static_cast<unsigned char>(text[i]) < 0x20 && text[i] != '\t') || text[i] == 0x7F))
            return false;
    }
    return !quoted;
}

bool isTrailer(const std::string& line)
{
    constexpr std::string_view kToken =
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const auto colon = line.find(':');
    if (colon == 0 || colon == std::string::npos ||
        line.substr(0, colon).find_first_not_of(kToken) != std::string::npos)
        return false;
    for (const char c : line.substr(colon)) {
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F)
            return false;
    }
    return true;
}

/// The slow way. Nothing where the body is not whole, not well-formed or beyond a limit: which of
/// these is not told.
std::optional<Body> slowDecode(std::string_view text, const http::Limits& limits)
{
    const std::size_t size = text.size();
    std::size_t extensions = 0;
    Body body;
    bool broken = false;
    while (true) {
        const auto line = takeLine(text, broken);
        if (!line || broken)
            return std::nullopt;
        const auto digits =
            std::min(line->find_first_not_of("0123456789abcdefABCDEF"), line->size());
        if (digits < line->size())
            extensions += line->size() - digits + 1;
        if (digits == 0 || digits > 15 || !areExtensions(line->substr(digits)) ||
            line->size() + 1 > limits.chunkLine || extensions > limits.chunkExtensions)
            return std::nullopt;
        const auto length = std::strtoull(line->substr(0, digits).c_str(), nullptr, 16);
        if (length == 0)
            break;
        if (length > text.size() || text.size() - length < 2 || text.substr(length, 2) != "\r\n")
            return std::nullopt;
        body.data += text.substr(0, length);
        text.remove_prefix(length + 2);
    }
    const std::size_t before = text.size();
    for (std::size_t fields = 0;; ++fields) {
        const auto line = takeLine(text, broken);
        if (!line || broken || (!line->empty() && !isTrailer(*line)))
            return std::nullopt;
        if (line->empty())
            break;
        if (fields == limits.fields)
            return std::nullopt;
    }
    if (before - text.size() > limits.trailers)
        return std::nullopt;
    body.state = State::Done;
    body.used = size - text.size();
    return body;
}

void compareWithBeast(std::string_view bytes, const Body& ours)
{
    namespace bh = boost::beast::http;
    bh::request_parser<bh::string_body> parser;
    parser.header_limit(1u << 30);
    parser.body_limit(boost::none);
    parser.eager(true);
    const std::string message = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" +
                                std::string(bytes.substr(0, ours.used));
    std::size_t at = 0;
    boost::system::error_code error;
    while (!error && !parser.is_done() && at < message.size())
        at += parser.put(boost::asio::buffer(message.data() + at, message.size() - at), error);
    // Its grammar of extensions and trailers is narrower than ours is generous.
    if (error)
        return;
    check(parser.is_done(), "Beast sees the same end");
    checkEqual(ours.data, parser.get().body(), "Beast sees the same data");
}

void writeAndReadBack(std::string_view bytes, const http::Limits& limits, Choice& choice)
{
    std::string written;
    std::string wanted;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto part = bytes.substr(at, 1 + choice.upTo(20));
        at += part.size();
        char line[24];
        std::snprintf(line, sizeof line, "%zx\r\n", part.size());
        written.append(line).append(part).append("\r\n");
        wanted += part;
    }
    written += "0\r\n\r\n";
    const auto body = decode(written, limits, http::BodyKind::Chunked, 0, Cut::Pieces, choice);
    check(body.state == State::Done && body.used == written.size(), "what was written is whole");
    checkEqual(body.data, wanted, "what was written is read back");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 4096)
        return 0;
    const auto bytes = textOf(data, size);
    Choice choice(bytes);
    http::Limits limits;
    if (choice.upTo(4) == 0)
        limits = {.fields = 3, .chunkLine = 24, .chunkExtensions = 40, .trailers = 48};

    const auto whole = decode(bytes, limits, http::BodyKind::Chunked, 0, Cut::Whole, choice);
    for (const Cut cut : {Cut::Pieces, Cut::Bytes}) {
        const auto cutUp = decode(bytes, limits, http::BodyKind::Chunked, 0, cut, choice);
        check(cutUp.state == whole.state, "the verdict depends on how the bytes arrive");
        checkEqual(cutUp.data, whole.data, "the data depends on how the bytes arrive");
        if (whole.state == State::Done)
            check(cutUp.used == whole.used, "the end depends on how the bytes arrive");
    }
    const auto slow = slowDecode(bytes, limits);
    if (whole.state == State::Done) {
        check(slow.has_value(), "a body was taken that is none");
        checkEqual(whole.data, slow->data, "the data");
        check(whole.used == slow->used, "the end");
        compareWithBeast(bytes, whole);
    } else {
        check(!slow, "a good body was refused");
    }

    const auto length = choice.upTo(size + 10);
    for (const Cut cut : {Cut::Whole, Cut::Pieces}) {
        const auto body = decode(bytes, limits, http::BodyKind::Length, length, cut, choice);
        checkEqual(body.data, bytes.substr(0, length), "a body of a known length");
        const auto endless = decode(bytes, limits, http::BodyKind::UntilClose, 0, cut, choice);
        checkEqual(endless.data, bytes, "a body up to the end of its connection");
    }
    writeAndReadBack(bytes, limits, choice);
    return 0;
}
