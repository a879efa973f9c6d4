// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Document.h"

#include <optional>

/// Checks of single texts, each answering with a sentence about what is wrong; private to this
/// folder.
namespace gatehouse::model {

using Wrong = std::optional<std::string>;

[[nodiscard]] Wrong wrongId(std::string_view id);
/// A model's or a route's name: what callers write, so also `/` and `:`.
[[nodiscard]] Wrong wrongModelName(std::string_view name);
/// A title for people: not empty, at most 200 bytes, no control characters.
[[nodiscard]] Wrong wrongName(std::string_view name);
/// http or https, a host, perhaps a port and a path; no user, query or fragment. Placeholders
/// `{name}` where allowed.
[[nodiscard]] Wrong wrongHttpUrl(std::string_view url, bool placeholders);
/// `none`, or http, perhaps a user and a password, a host and a port.
[[nodiscard]] Wrong wrongProxy(std::string_view proxy);
/// ADDRESS:PORT, [ADDRESS]:PORT, localhost:PORT.
[[nodiscard]] Wrong wrongListenAddress(std::string_view address);
[[nodiscard]] bool isLoopbackListenAddress(std::string_view address);
/// An address, or a network as ADDRESS/BITS.
[[nodiscard]] Wrong wrongNetwork(std::string_view network);
[[nodiscard]] Wrong wrongHeaderName(std::string_view name);
/// No line break, no other control character.
[[nodiscard]] Wrong wrongHeaderValue(std::string_view value);
[[nodiscard]] Wrong wrongBasePath(std::string_view path);
[[nodiscard]] Wrong wrongMethod(std::string_view method);

/// Adds a fault when something is wrong.
void note(std::vector<Fault>& faults, const std::string& path, std::string_view key, Wrong wrong);
[[nodiscard]] std::string below(const std::string& path, std::string_view key);
[[nodiscard]] std::string at(const std::string& path, std::string_view key, std::size_t index);

} // namespace gatehouse::model
