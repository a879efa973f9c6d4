// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Body.h"
#include "http/ClientExchange.h"
#include "http/ServerExchange.h"

namespace gatehouse::http {

/// How an upload ended.
struct UploadResult
{
    /// What became of the client's body: End when it was read whole, Interrupted when the upstream
    /// answered or failed first (then readHead()), else the client's failure (then the upstream was
    /// cancelled and its body not ended).
    BodyState client = BodyState::End;
    SendState upstream = SendState::Sent;
};

/// Sends head and body of a request on to an upstream, piece by piece, with back-pressure; stops as
/// soon as the upstream answers. The body's kind is `head`'s: it must be Length or Chunked.
[[nodiscard]] Task<UploadResult> upload(ServerExchange& from, ClientExchange& to,
                                        OutgoingRequest head);

} // namespace gatehouse::http
