// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/ProviderAnswer.h"
#include "http/ClientExchange.h"

#include <memory>

namespace gatehouse::gateway {

/// A provider's answer over a connection.
class UpstreamAnswer final : public ProviderAnswer
{
public:
    UpstreamAnswer(std::unique_ptr<http::ClientExchange> call, const http::ResponseHead& head,
                   Timestamp now)
        : m_call(std::move(call))
    {
        status = head.status;
        contentType = head.fields.get("content-type");
        contentEncoding = head.fields.get("content-encoding");
        retryAfter = head.fields.get("retry-after");
        retryAfterMs = head.fields.get("retry-after-ms");
        room = readKeyRoom(head.fields, now);
        for (const std::string_view name : {"x-request-id", "request-id", "x-amzn-requestid"}) {
            if (requestId.empty())
                requestId = head.fields.get(name);
        }
    }

    [[nodiscard]] http::Task<http::BodyPiece> read() override { return m_call->readBody(); }
    [[nodiscard]] bool hasBuffered() const override { return m_call->hasBuffered(); }
    void cancel() override { m_call->cancel(); }

private:
    std::unique_ptr<http::ClientExchange> m_call;
};

} // namespace gatehouse::gateway
