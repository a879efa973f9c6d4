// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Id.h"

#include "base/Text.h"

#include <sodium.h>

#include <array>
#include <cstring>

namespace gatehouse {

namespace {

constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// 80 random bits, raised by one while the millisecond stays the same (ULID's monotonic form).
struct Entropy
{
    std::int64_t millis = -1;
    std::uint64_t low = 0;  // 40 bits
    std::uint64_t high = 0; // 40 bits
};

constexpr std::uint64_t kMask40 = (1ull << 40) - 1;

/// 16 random bytes; the system is asked once for many.
std::array<std::uint64_t, 2> randomPair()
{
    thread_local std::array<std::array<std::uint64_t, 2>, 64> pool{};
    thread_local std::size_t left = 0;
    if (left == 0) {
        randombytes_buf(pool.data(), sizeof pool);
        left = pool.size();
    }
    return pool[--left];
}

} // namespace

std::string makeUlid(Timestamp now)
{
    thread_local Entropy entropy;
    const std::int64_t millis = toUnixMillis(now);
    if (millis != entropy.millis) {
        const auto random = randomPair();
        entropy = {millis, random[0] & kMask40, random[1] & (kMask40 >> 1)};
    } else {
        entropy.low = (entropy.low + 1) & kMask40;
        if (entropy.low == 0)
            entropy.high = (entropy.high + 1) & kMask40;
    }
    std::string id(26, '0');
    const auto put = [&id](std::size_t first, std::size_t digits, std::uint64_t value) {
        for (std::size_t i = digits; i-- > 0; value >>= 5)
            id[first + i] = kCrockford[value & 31];
    };
    put(0, 10, static_cast<std::uint64_t>(millis));
    put(10, 8, entropy.high);
    put(18, 8, entropy.low);
    return id;
}

std::int64_t ulidMillis(std::string_view ulid)
{
    if (ulid.size() != 26)
        return -1;
    std::uint64_t millis = 0;
    for (std::size_t i = 0; i < ulid.size(); ++i) {
        const auto digit = kCrockford.find(ulid[i]);
        if (digit == std::string_view::npos)
            return -1;
        if (i < 10)
            millis = millis << 5 | digit;
    }
    return static_cast<std::int64_t>(millis & ((1ull << 48) - 1));
}

bool isValidId(std::string_view id)
{
    const auto isAlnum = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    if (id.empty() || id.size() > 64 || !isAlnum(id.front()))
        return false;
    for (const char c : id) {
        if (!isAlnum(c) && c != '.' && c != '_' && c != '-')
            return false;
    }
    return true;
}

std::string idFromName(std::string_view name)
{
    std::string id;
    for (const char raw : name) {
        const char c = text::lower(raw);
        const bool usable = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (usable)
            id += c;
        else if (!id.empty() && id.back() != '-')
            id += '-';
        if (id.size() == 48)
            break;
    }
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    return id.empty() ? "item" : id;
}

} // namespace gatehouse
