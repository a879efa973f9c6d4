// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Fields.h"

#include <string>
#include <string_view>
#include <vector>

/// What an intermediary does to header fields (RFC 9110, 7.6; RFC 7239). Pure functions.
namespace gatehouse::http {

/// Tells which received fields must not be forwarded: the hop-by-hop ones, those that Connection
/// names, and every name that equals a framing field once `_` is read as `-`. Keeps views into the
/// fields it was made from.
class HopFilter
{
public:
    explicit HopFilter(const Fields& received);
    [[nodiscard]] bool keeps(std::string_view name) const;

private:
    std::vector<std::string_view> m_named; ///< By Connection, without the usual ones.
};

/// How the client reached us.
struct ClientOrigin
{
    std::string_view address;   ///< IP address without port.
    std::string_view authority; ///< Host as the client wrote it.
    bool tls = false;
    bool trusted = false; ///< The peer is a trusted proxy: its X-Forwarded-* and Forwarded are kept
                          ///< and continued.
};

/// Adds Via, X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Host and Forwarded for a request.
/// Received ones are dropped unless trusted (a HopFilter does not drop them: skip
/// isForwardingName() fields when copying).
void addForwarding(const Fields& received, int minor, const ClientOrigin& client, FieldBlock& out);
/// Via of an answer: the received one continued.
void addVia(const Fields& received, int minor, FieldBlock& out);
/// Via, Forwarded and X-Forwarded-*, also with `_` for `-`: rewritten by addForwarding() and
/// addVia().
[[nodiscard]] bool isForwardingName(std::string_view name);

} // namespace gatehouse::http
