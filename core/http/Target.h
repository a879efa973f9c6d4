// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace gatehouse::http {

/// The form of a request target (RFC 9112, 3.2). CONNECT's authority-form is refused.
enum class TargetForm : std::uint8_t
{
    Origin,
    Absolute,
    Asterisk
};

/// A request target taken apart; views into the text that was parsed.
struct Target
{
    TargetForm form = TargetForm::Origin;
    std::string_view authority; ///< Of an absolute-form target, else empty.
    std::string_view path;      ///< `/...` as written, percent-encoded; `*`; `/` where an absolute
                                ///< target has no path.
    std::string_view query;     ///< Without the `?`.
    bool hasQuery = false;
};

/// Nothing when the text is no valid target for this method: characters outside RFC 3986 (`"`, `<`,
/// `{`, `|` and a few others that clients do send are let through), a bad percent-encoding, a
/// fragment, user information.
[[nodiscard]] std::optional<Target> parseTarget(std::string_view method, std::string_view text);

/// A host with an optional port.
struct Authority
{
    std::string_view host; ///< With the brackets of an IPv6 literal.
    std::string_view port; ///< Empty = none was given.
};

/// Strict uri-host [":" port]: no user information, no white space, port at most 65535.
[[nodiscard]] std::optional<Authority> parseAuthority(std::string_view text);

} // namespace gatehouse::http
