// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Crypto.h"

#include "base/Text.h"

#include <sodium.h>

#include <algorithm>

namespace gatehouse::crypto {

namespace {

const unsigned char* bytes(std::string_view s)
{
    return reinterpret_cast<const unsigned char*>(s.data());
}

} // namespace

Result<void> initialize()
{
    if (sodium_init() < 0)
        return fail(ErrorCode::Unavailable, "libsodium could not be started");
    return {};
}

MasterKey makeMasterKey()
{
    MasterKey key{};
    randombytes_buf(key.data(), key.size());
    return key;
}

Result<MasterKey> parseMasterKey(std::string_view hex)
{
    const auto raw = text::fromHex(hex);
    if (!raw || raw->size() != MasterKey{}.size())
        return fail(ErrorCode::Invalid, "a master key is 64 hex digits");
    MasterKey key{};
    std::ranges::copy(*raw, key.begin());
    return key;
}

KeyHash hashKey(const MasterKey& master, std::string_view key)
{
    KeyHash hash{};
    crypto_generichash(hash.data(), hash.size(), bytes(key), key.size(), master.data(),
                       master.size());
    return hash;
}

ShortHashKey makeShortHashKey()
{
    ShortHashKey key{};
    static_assert(key.size() == crypto_shorthash_KEYBYTES);
    crypto_shorthash_keygen(key.data());
    return key;
}

std::uint64_t shortHash(const ShortHashKey& key, std::string_view data)
{
    std::uint64_t hash = 0;
    static_assert(sizeof hash == crypto_shorthash_BYTES);
    // libsodium's data, like std::string's, is bytes.
    crypto_shorthash(reinterpret_cast<unsigned char*>(&hash),
                     reinterpret_cast<const unsigned char*>(data.data()), data.size(), key.data());
    return hash;
}

std::string seal(const MasterKey& master, std::string_view plain, std::string_view purpose)
{
    constexpr std::size_t nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    std::string out(nonceSize + plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
    auto* const raw = reinterpret_cast<unsigned char*>(out.data());
    randombytes_buf(raw, nonceSize);
    unsigned long long length = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw + nonceSize, &length, bytes(plain), plain.size(),
                                               bytes(purpose), purpose.size(), nullptr, raw,
                                               master.data());
    return out;
}

Result<std::string> unseal(const MasterKey& master, std::string_view sealed,
                           std::string_view purpose)
{
    constexpr std::size_t nonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    constexpr std::size_t tagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
    const auto refused = [] {
        return fail(ErrorCode::Invalid, "a stored secret cannot be opened with this master key");
    };
    if (sealed.size() < nonceSize + tagSize)
        return refused();
    std::string out(sealed.size() - nonceSize - tagSize, '\0');
    unsigned long long length = 0;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            reinterpret_cast<unsigned char*>(out.data()), &length, nullptr,
            bytes(sealed) + nonceSize, sealed.size() - nonceSize, bytes(purpose), purpose.size(),
            bytes(sealed), master.data()) != 0)
        return refused();
    return out;
}

std::string makeApplicationKey()
{
    std::array<unsigned char, 32> random{};
    randombytes_buf(random.data(), random.size());
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string encoded(sodium_base64_encoded_len(random.size(), variant), '\0');
    sodium_bin2base64(encoded.data(), encoded.size(), random.data(), random.size(), variant);
    encoded.pop_back();
    return "gh_" + encoded;
}

std::string randomHex(std::size_t count)
{
    std::string raw(count, '\0');
    randombytes_buf(raw.data(), raw.size());
    return text::toHex(raw);
}

std::string sha256Hex(std::string_view data)
{
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()), bytes(data), data.size());
    return text::toHex(digest);
}

} // namespace gatehouse::crypto
