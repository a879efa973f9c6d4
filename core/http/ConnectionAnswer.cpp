// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Text.h"
#include "http/Connection.h"
#include "http/SpareText.h"
#include "http/Worker.h"

#include <array>
#include <charconv>
#include <limits>
#include <sys/uio.h>

namespace gatehouse::http {

namespace {

void append(std::string& out, std::uint64_t number, int base = 10)
{
    std::array<char, 20> digits;
    const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number, base);
    out.append(digits.data(), result.ptr);
}

iovec piece(std::string_view text)
{
    return {const_cast<char*>(text.data()), text.size()};
}

} // namespace

void Connection::begin(AnswerHead& head)
{
    discardBuffered();
    m_begun = true;
    m_status = head.status;
    m_noBody = m_request.method == "HEAD" || head.status == 204 || head.status == 304;
    m_hasLength = head.length.has_value();
    m_left = head.length.value_or(0);
    m_chunked = !m_noBody && !m_hasLength && m_request.minor == 1;
    const bool untilClose = !m_noBody && !m_hasLength && m_request.minor == 0;
    m_keep = m_keep && m_request.keepAlive && !head.close && !untilClose && !m_draining &&
             m_body.done() && m_gone == Gone::No;

    std::string& out = m_head;
    const std::size_t room = head.fields.text().size() + 192;
    if (out.capacity() < room)
        out = takeText(room);
    out.clear();
    out.append("HTTP/1.1 ");
    append(out, head.status);
    out.append(" ").append(reasonOf(head.status)).append("\r\n");
    if (!head.fields.has("date"))
        out.append("Date: ").append(httpDate()).append("\r\n");
    out.append(head.fields.text());
    if (m_hasLength && head.status != 204) {
        out.append("Content-Length: ");
        append(out, *head.length);
        out.append("\r\n");
    } else if (m_chunked) {
        out.append("Transfer-Encoding: chunked\r\n");
    }
    if (!m_keep)
        out.append("Connection: close\r\n");
    else if (m_request.minor == 0)
        out.append("Connection: keep-alive\r\n");
    out.append("\r\n");
}

Task<bool> Connection::respond(AnswerHead& head, std::string_view body)
{
    if (m_begun)
        co_return false;
    const bool announced = m_request.method == "HEAD" || head.status == 304;
    if (!announced || (!head.length && (!body.empty() || head.status != 304)))
        head.length = body.size();
    begin(head);
    if (m_noBody)
        body = {};
    std::array<iovec, 2> pieces{piece(m_head), piece(body)};
    m_left = 0;
    m_ended = true;
    bool written = m_stream.writeNow(pieces);
    if (!written)
        written = co_await write(pieces);
    m_sent += written ? body.size() : 0;
    m_head.clear();
    co_return written;
}

Task<bool> Connection::send(std::string_view data, bool last)
{
    if (!m_begun || m_ended || m_aborted)
        co_return false;
    if (m_noBody)
        data = {};
    if (m_hasLength && !m_noBody) {
        // A body that is not as long as was announced must not look complete.
        if (data.size() > m_left || (last && data.size() < m_left)) {
            abort();
            co_return false;
        }
        m_left -= data.size();
    }
    std::array<iovec, 5> pieces;
    std::size_t count = 0;
    if (!m_head.empty())
        pieces[count++] = piece(m_head);
    std::array<char, 18> size;
    if (m_chunked && !data.empty()) {
        char* end = std::to_chars(size.data(), size.data() + 16, data.size(), 16).ptr;
        *end++ = '\r';
        *end++ = '\n';
        pieces[count++] = piece({size.data(), static_cast<std::size_t>(end - size.data())});
        pieces[count++] = piece(data);
        pieces[count++] = piece(last ? "\r\n0\r\n\r\n" : "\r\n");
    } else if (m_chunked && last) {
        pieces[count++] = piece("0\r\n\r\n");
    } else if (!data.empty()) {
        pieces[count++] = piece(data);
    }
    m_ended = last;
    const std::span<iovec> all(pieces.data(), count);
    bool written = m_stream.writeNow(all);
    if (!written)
        written = co_await write(all);
    m_sent += written ? data.size() : 0;
    m_head.clear();
    co_return written;
}

Task<bool> Connection::flush()
{
    const bool written = co_await send({}, false);
    co_return written;
}

Task<bool> Connection::sendInterim(unsigned status, std::string_view fields)
{
    if (m_begun || status < 100 || status > 199 || status == 101)
        co_return false;
    if (m_request.minor == 0)
        co_return true;
    std::string text = "HTTP/1.1 ";
    append(text, status);
    text.append(" ").append(reasonOf(status)).append("\r\n").append(fields).append("\r\n");
    std::array<iovec, 1> pieces{piece(text)};
    const bool written = co_await write(pieces);
    co_return written;
}

Task<bool> Connection::upgrade(const FieldBlock& fields, std::string_view protocol)
{
    if (m_begun || m_request.upgrade.empty() || !m_body.done())
        co_return false;
    m_begun = m_ended = true;
    m_status = 101;
    m_keep = false;
    m_head = "HTTP/1.1 101 Switching Protocols\r\n";
    m_head.append(fields.text());
    m_head.append("Connection: Upgrade\r\nUpgrade: ").append(protocol).append("\r\n\r\n");
    std::array<iovec, 1> pieces{piece(m_head)};
    const bool written = co_await write(pieces);
    if (written) {
        m_upgraded = true;
        m_exchangeDeadline.clear();
        m_stream.watch(nullptr);
        m_worker.counters().add(Count::Upgraded);
    }
    co_return written;
}

Task<bool> Connection::write(std::span<iovec> pieces)
{
    const IoResult result = co_await m_stream.writeAll(pieces, m_worker.times().writeStall);
    if (result.state == Io::Ok)
        co_return true;
    m_keep = false;
    m_ended = false;
    becomeGone(m_stream.stalled() ? Gone::WriteStall : Gone::HungUp);
    co_return false;
}

void Connection::abort()
{
    m_keep = false;
    if (m_aborted)
        return;
    m_aborted = true;
    if (m_gone == Gone::No)
        m_worker.counters().add(Count::Aborted);
    m_stream.reset();
}

} // namespace gatehouse::http
