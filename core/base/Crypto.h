// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// The few cryptographic operations of the product, all libsodium's. Every function may be called
/// from any thread.
namespace gatehouse::crypto {

/// The workspace's master key: encrypts provider secrets, keys the hashes of application keys.
using MasterKey = std::array<unsigned char, 32>;
/// BLAKE2b-256 keyed with the master key.
using KeyHash = std::array<unsigned char, 32>;

/// Starts libsodium; called once by every main program before anything else here.
[[nodiscard]] Result<void> initialize();

[[nodiscard]] MasterKey makeMasterKey();
/// 64 hex digits.
[[nodiscard]] Result<MasterKey> parseMasterKey(std::string_view hex);

/// Takes about a microsecond. Not for passwords, which people choose.
[[nodiscard]] KeyHash hashKey(const MasterKey& master, std::string_view key);

/// SipHash-2-4: for tables whose keys strangers choose. Tens of nanoseconds.
using ShortHashKey = std::array<unsigned char, 16>;
[[nodiscard]] ShortHashKey makeShortHashKey();
[[nodiscard]] std::uint64_t shortHash(const ShortHashKey& key, std::string_view data);

/// XChaCha20-Poly1305; `purpose` is authenticated with it, so that a value cannot be moved to
/// another place.
[[nodiscard]] std::string seal(const MasterKey& master, std::string_view plain,
                               std::string_view purpose);
/// Fails when key, purpose or a byte of `sealed` differ.
[[nodiscard]] Result<std::string> unseal(const MasterKey& master, std::string_view sealed,
                                         std::string_view purpose);

/// `gh_` and 43 characters of URL-safe base 64: 256 random bits.
[[nodiscard]] std::string makeApplicationKey();
/// Random lower-case hex, two characters a byte.
[[nodiscard]] std::string randomHex(std::size_t bytes);

/// SHA-256 as 64 hex digits: for content, not for secrets.
[[nodiscard]] std::string sha256Hex(std::string_view data);

} // namespace gatehouse::crypto
