// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Steps.h"

namespace gatehouse::gateway {

void finishRecord(Exchange& x)
{
    auto& record = x.record;
    if (record.status == 0)
        record.status = static_cast<std::uint16_t>(x.http.status());
    switch (x.http.gone()) {
    case http::Gone::No:
        break;
    case http::Gone::HungUp:
        record.error = "client_gone";
        break;
    case http::Gone::WriteStall:
        record.error = "client_stalled";
        break;
    case http::Gone::Exchange:
        record.error = "exchange_timeout";
        break;
    case http::Gone::Drain:
        record.error = "drain";
        break;
    }
    if (record.bytesIn == 0)
        record.bytesIn = x.http.bodyBytes();
    if (record.bytesOut == 0)
        record.bytesOut = x.http.sentBytes();
    if (record.capture)
        record.capture->request.size = std::max(record.capture->request.size, record.bytesIn);
    record.phases.lastByte = x.micros();
}

} // namespace gatehouse::gateway
