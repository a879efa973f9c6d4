// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Upload.h"

namespace gatehouse::http {

Task<UploadResult> upload(ServerExchange& from, ClientExchange& to, OutgoingRequest head)
{
    bool answered = false;
    bool headSent = false;
    to.onAnswer([&answered, &from] {
        answered = true;
        from.interruptRead();
    });
    UploadResult result;
    while (true) {
        BodyPiece piece{BodyState::Interrupted, {}};
        if (!answered)
            piece = co_await from.readBody();
        if (piece.state == BodyState::Interrupted) {
            if (!answered)
                continue;
            result = {BodyState::Interrupted, SendState::Answering};
            break;
        }
        if (!piece.ok()) {
            // Never an end that the client did not send: the upstream sees an abort.
            to.cancel();
            result = {piece.state, SendState::Failed};
            break;
        }
        SendState sent = SendState::Sent;
        if (headSent)
            sent = co_await to.sendBody(piece.data, piece.last());
        else
            sent = co_await to.sendHead(head, piece.data, piece.last());
        headSent = true;
        if (sent != SendState::Sent || piece.last()) {
            result = {piece.last() ? BodyState::End : BodyState::Interrupted, sent};
            break;
        }
    }
    to.onAnswer(nullptr);
    co_return result;
}

} // namespace gatehouse::http
