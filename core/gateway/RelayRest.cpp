// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Capture.h"
#include "gateway/LimitAnswer.h"
#include "gateway/Notice.h"
#include "gateway/Recall.h"
#include "gateway/Steps.h"
#include "http/Forwarding.h"
#include "http/Stream.h"

namespace gatehouse::gateway {

namespace {

http::FieldBlock answerFields(Exchange& x, const http::ResponseHead& head)
{
    http::FieldBlock fields;
    fields.reserve(500);
    const http::HopFilter hops(head.fields);
    for (const auto& field : head.fields) {
        if (hops.keeps(field.name) && !http::isForwardingName(field.name))
            fields.copy(field);
    }
    for (const auto* changes : {&x.route.api->responseHeaders, &x.route.route->responseHeaders}) {
        for (const auto& name : changes->remove)
            fields.remove(name);
        for (const auto& [name, value] : changes->set)
            fields.set(name, value);
        for (const auto& [name, value] : changes->add)
            fields.add(name, value);
    }
    http::addVia(head.fields, head.minor, fields);
    shareRestHead(x, head, fields);
    fields.set("x-gatehouse-request-id", x.record.id);
    addCacheField(x, fields);
    addLimitFields(x, fields);
    addNotice(x, fields);
    return fields;
}

http::Task<void> relayTunnel(Exchange& x, const http::FieldBlock& fields)
{
    const bool upgraded = co_await x.http.upgrade(fields, x.http.request().upgrade);
    if (!upgraded)
        co_return;
    auto& client = x.http.tunnel();
    auto& upstream = x.upstream->tunnel();
    const auto stall = x.settings().times.writeStall;
    // What either side sent right behind its head goes first.
    const auto up = x.http.takeEarly();
    if (!up.empty()) {
        [[maybe_unused]] const auto written = co_await upstream.writeAll(up, stall);
    }
    const auto down = x.upstream->takeEarly();
    if (!down.empty()) {
        [[maybe_unused]] const auto written = co_await client.writeAll(down, stall);
    }
    const auto bytes = co_await http::tunnel(client, upstream, x.settings().times.exchange, stall);
    x.record.bytesIn = up.size() + bytes.first;
    x.record.bytesOut = down.size() + bytes.second;
}

} // namespace

http::Task<void> relayRest(Exchange& x)
{
    auto& upstream = *x.upstream;
    const auto& head = upstream.head();
    auto fields = answerFields(x, head);
    if (head.status == 101) {
        x.record.status = 101;
        co_await relayTunnel(x, fields);
        co_return;
    }
    http::AnswerHead answer;
    answer.status = head.status;
    answer.fields = std::move(fields);
    if (head.hasLength || head.body == http::BodyKind::Length)
        answer.length = head.length;
    captureAnswerHead(x, answer);
    if (head.body == http::BodyKind::None) {
        settle(x);
        shareRestPiece(x, {}, true);
        // Not respond(): a length that the upstream did not tell (HEAD, 304) is not made up.
        x.http.begin(std::move(answer));
        [[maybe_unused]] const bool sent = co_await x.http.send({}, true);
        co_return;
    }
    x.http.begin(std::move(answer));
    for (;;) {
        if (!upstream.hasBuffered()) {
            const bool flushed = co_await x.http.flush();
            if (!flushed)
                co_return;
        }
        auto ready = upstream.bufferedBody();
        if (!ready)
            ready = co_await upstream.readBody();
        const auto piece = *ready;
        if (!piece.ok()) {
            if (!x.http.isGone()) {
                x.broke = true;
                x.record.error = piece.state == http::BodyState::TimedOut ? "upstream_timeout"
                                                                          : "upstream_broke";
                x.http.abort();
            }
            co_return;
        }
        captureAnswer(x, piece.data);
        shareRestPiece(x, piece.data, piece.last());
        if (piece.last()) {
            x.answerBytes = x.http.sentBytes() + piece.data.size();
            settle(x);
        }
        const bool sent = co_await x.http.send(piece.data, piece.last());
        if (!sent || piece.last())
            co_return;
    }
}

} // namespace gatehouse::gateway
