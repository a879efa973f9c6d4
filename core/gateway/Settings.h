// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/AddressSet.h"
#include "http/Types.h"
#include "model/Gateway.h"

namespace gatehouse::gateway {

/// The `gateway` section in the form that workers read. Immutable; part of a View, so that an edit
/// of it reaches every worker as any other edit does, also those of a server that ends.
struct Settings
{
    explicit Settings(const model::Gateway& gateway)
        : limits(gateway.limits)
        , times(gateway.times)
        , trusted(gateway.trustedProxies)
    {
    }

    model::GatewayLimits limits;
    model::GatewayTimes times;
    AddressSet trusted;
};

} // namespace gatehouse::gateway
