// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// What every fuzz target is made of. A target is one function from bytes to nothing, which aborts
/// when a property does not hold; it must do the same for the same bytes, whatever ran before.
/// Single-threaded.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace gatehouse::fuzz {

/// Ends the process when a property does not hold; the fuzzer then keeps the input.
inline void check(bool holds, std::string_view what)
{
    if (holds)
        return;
    std::cerr << "property broken: " << what << std::endl;
    std::abort();
}

/// Both sides of a comparison that must be equal, shown when they are not.
inline void checkEqual(std::string_view got, std::string_view wanted, std::string_view what)
{
    if (got == wanted)
        return;
    std::cerr << "property broken: " << what << "\n  got:    [" << got << "]\n  wanted: [" << wanted
              << "]" << std::endl;
    std::abort();
}

/// The text of an input, in memory of exactly its size, so that a read beyond it is seen.
inline std::string_view textOf(const std::uint8_t* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), size};
}

/// Numbers that depend on the input alone, so that corpora stay plain files that a person can read
/// and write.
class Choice
{
public:
    explicit Choice(std::string_view input)
    {
        for (const char c : input)
            m_state = (m_state ^ static_cast<unsigned char>(c)) * 1099511628211u;
    }

    /// 0 to `below` - 1.
    std::size_t upTo(std::size_t below)
    {
        m_state ^= m_state << 13;
        m_state ^= m_state >> 7;
        m_state ^= m_state << 17;
        return below == 0 ? 0 : static_cast<std::size_t>(m_state % below);
    }
    bool coin() { return upTo(2) == 0; }

private:
    std::uint64_t m_state = 14695981039346656037u;
};

/// One piece of a cut text, in memory of its own, which ends with the piece: views that are kept
/// too long, and reads across a border, are seen.
class Piece
{
public:
    explicit Piece(std::string_view text)
        : m_bytes(text.empty() ? nullptr : new char[text.size()])
        , m_size(text.size())
    {
        text.copy(m_bytes.get(), text.size());
    }
    [[nodiscard]] std::string_view text() const { return {m_bytes.get(), m_size}; }

private:
    std::unique_ptr<char[]> m_bytes;
    std::size_t m_size;
};

/// How a text arrives.
enum class Cut : std::uint8_t
{
    Whole,
    Bytes, ///< One byte at a time.
    Pieces ///< Some pieces, some of them empty or of one byte.
};

/// Sizes of the pieces, whose sum is `size`.
inline std::vector<std::size_t> cutSizes(std::size_t size, Cut cut, Choice& choice)
{
    std::vector<std::size_t> sizes;
    while (size > 0) {
        std::size_t next = size;
        if (cut == Cut::Bytes)
            next = 1;
        else if (cut == Cut::Pieces)
            next = choice.coin() ? 1 + choice.upTo(3) : 1 + choice.upTo(40);
        next = std::min(next, size);
        sizes.push_back(next);
        size -= next;
    }
    return sizes;
}

} // namespace gatehouse::fuzz
