// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/ChunkDecoder.h"

#include "http/HeadParser.h"
#include "http/Syntax.h"

#include <algorithm>

namespace gatehouse::http {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

ChunkDecoder::Step ChunkDecoder::bad(const char* what, std::size_t used)
{
    return {State::Bad, used, {}, what};
}

ChunkDecoder::Step ChunkDecoder::run(std::string_view input, bool takeData)
{
    std::size_t i = 0;
    while (true) {
        if (m_at == At::Done)
            return {State::Done, i, {}, ""};
        if (i == input.size())
            return {State::NeedMore, i, {}, ""};
        const char c = input[i];
        switch (m_at) {
        case At::Size: {
            if (++m_line > m_limits->chunkLine)
                return bad("chunk size line too long", i);
            const int value = hexValue(c);
            if (value >= 0) {
                // 15 digits are 2^60 bytes; leading zeros are not worth an exception.
                if (++m_digits > 15)
                    return bad("chunk size too large", i);
                m_left = m_left * 16 + static_cast<std::uint64_t>(value);
            } else if (m_digits == 0) {
                return bad("malformed chunk size", i);
            } else if (c == '\r') {
                m_at = At::SizeEnd;
            } else if (c == ';' || c == ' ' || c == '\t') {
                m_at = At::Extension;
                m_bare = c != ';';
                ++m_extensions;
            } else {
                return bad("malformed chunk size", i);
            }
            ++i;
            break;
        }
        case At::Extension:
            if (++m_line > m_limits->chunkLine || ++m_extensions > m_limits->chunkExtensions)
                return bad("chunk extensions too long", i);
            if (!m_quoted && c == '\r') {
                if (m_bare)
                    return bad("white space after a chunk size", i);
                m_at = At::SizeEnd;
            } else if (!syntax::is(c, syntax::Value)) {
                return bad("control character in a chunk extension", i);
            } else if (m_bare) {
                if (c == ';')
                    m_bare = false;
                else if (c != ' ' && c != '\t')
                    return bad("malformed chunk size", i);
            } else if (m_escaped) {
                m_escaped = false;
            } else if (m_quoted && c == '\\') {
                m_escaped = true;
            } else if (c == '"') {
                m_quoted = !m_quoted;
            } else if (!m_quoted && !syntax::is(c, syntax::Token) && c != ';' && c != '=' &&
                       c != ' ' && c != '\t') {
                return bad("malformed chunk extension", i);
            }
            ++i;
            break;
        case At::SizeEnd:
            if (c != '\n')
                return bad("carriage return without line feed", i);
            ++i;
            m_at = m_left == 0 ? At::Trailer : At::Data;
            break;
        case At::Data: {
            if (!takeData)
                return {State::NeedMore, i, {}, ""};
            const auto take =
                static_cast<std::size_t>(std::min<std::uint64_t>(m_left, input.size() - i));
            m_left -= take;
            if (m_left == 0)
                m_at = At::DataCr;
            return {State::Data, i + take, input.substr(i, take), ""};
        }
        case At::DataCr:
            if (c != '\r')
                return bad("chunk data without its end", i);
            ++i;
            m_at = At::DataLf;
            break;
        case At::DataLf:
            if (c != '\n')
                return bad("chunk data without its end", i);
            ++i;
            m_at = At::Size;
            m_line = 0;
            m_digits = 0;
            break;
        case At::Trailer:
            if (m_trailers.size() == m_limits->trailers)
                return bad("trailers too long", i);
            if (c == '\n' && !m_trailers.ends_with('\r'))
                return bad("line feed without carriage return", i);
            m_trailers.push_back(c);
            ++i;
            if (m_trailers == "\r\n" || m_trailers.ends_with("\r\n\r\n")) {
                m_trailers.resize(m_trailers.size() - 2);
                if (!areFieldLines(m_trailers, m_limits->fields))
                    return bad("malformed trailer", i);
                m_at = At::Done;
            }
            break;
        case At::Done:
            break;
        }
    }
}

} // namespace gatehouse::http
