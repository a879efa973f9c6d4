// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Counters.h"

namespace gatehouse::http {

std::string_view toWord(Count count)
{
    switch (count) {
    case Count::Accepted:
        return "accepted";
    case Count::AcceptFailed:
        return "accept_failed";
    case Count::OverConnections:
        return "over_connections";
    case Count::Requests:
        return "requests";
    case Count::RefusedBadMessage:
        return "refused_bad_message";
    case Count::RefusedTimeout:
        return "refused_timeout";
    case Count::RefusedTooLarge:
        return "refused_too_large";
    case Count::RefusedLongTarget:
        return "refused_long_target";
    case Count::RefusedExpectation:
        return "refused_expectation";
    case Count::RefusedHeadLarge:
        return "refused_head_large";
    case Count::RefusedMethod:
        return "refused_method";
    case Count::RefusedVersion:
        return "refused_version";
    case Count::CutHead:
        return "cut_head";
    case Count::CutBodyGap:
        return "cut_body_gap";
    case Count::CutWriteStall:
        return "cut_write_stall";
    case Count::CutIdle:
        return "cut_idle";
    case Count::CutExchange:
        return "cut_exchange";
    case Count::CutDrain:
        return "cut_drain";
    case Count::CutLinger:
        return "cut_linger";
    case Count::ClientGone:
        return "client_gone";
    case Count::Aborted:
        return "aborted";
    case Count::TlsFailed:
        return "tls_failed";
    case Count::Upgraded:
        return "upgraded";
    case Count::UpstreamConnects:
        return "upstream_connects";
    case Count::UpstreamReused:
        return "upstream_reused";
    case Count::UpstreamStale:
        return "upstream_stale";
    case Count::UpstreamFailed:
        return "upstream_failed";
    case Count::UpstreamMalformed:
        return "upstream_malformed";
    case Count::UpstreamTimeout:
        return "upstream_timeout";
    case Count::UpstreamBroken:
        return "upstream_broken";
    case Count::Last_:
        break;
    }
    return "";
}

} // namespace gatehouse::http
