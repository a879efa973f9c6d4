// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Units.h"

#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// The words that this folder speaks in.
namespace gatehouse::cache {

/// BLAKE2b-256 with a secret of this process: two questions that differ have different ones.
using Digest = std::array<unsigned char, 32>;

struct DigestHash
{
    std::size_t operator()(const Digest& digest) const
    {
        std::size_t first = 0;
        std::memcpy(&first, digest.data(), sizeof first);
        return first;
    }
};

/// What an answer belongs to.
struct Key
{
    Digest id{};    ///< Partition and whole question.
    Digest place{}; ///< What forget() speaks of: of REST the resource, whoever asks for it.
};

/// What the call had used that is now saved.
struct Worth
{
    Tokens input = 0;
    Tokens output = 0;
    NanoUsd cost;
};

/// A complete answer, or (where `vary` is not empty and `marker` set) the note that one resource
/// has several, told apart by these header fields. Immutable once it is kept.
struct Answer
{
    unsigned status = 200;
    std::string contentType; ///< Of a model's answer.
    std::string head;        ///< Of REST: `name: value CR LF` for each field that is sent on.
    std::string body;
    std::string etag;
    std::string provider; ///< Who answered a model call, and with which model.
    std::string model;
    Instant born{};  ///< The moment that its Age counts from.
    Instant stale{}; ///< Not to be used from then on.
    bool marker = false;
    std::vector<std::string> vary; ///< Lower case, sorted.

    /// Of memory, with what it costs to keep.
    [[nodiscard]] std::size_t bytes() const
    {
        std::size_t sum = sizeof(Answer) + 256 + contentType.size() + head.size() + body.size() +
                          etag.size() + provider.size() + model.size();
        for (const auto& name : vary)
            sum += name.size() + sizeof(std::string);
        return sum;
    }
};

using AnswerPointer = std::shared_ptr<const Answer>;

/// What a route's cache has done since the start.
struct Figures
{
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;    ///< Asked upstream, though the route is cached.
    std::uint64_t coalesced = 0; ///< Got the answer of an equal call that was in flight.
    std::uint64_t kept = 0;      ///< Answers that were stored.
    Worth saved;
    std::uint64_t savedBytes = 0; ///< Of bodies that nobody upstream had to send.

    Figures& operator+=(const Figures& other)
    {
        hits += other.hits;
        misses += other.misses;
        coalesced += other.coalesced;
        kept += other.kept;
        saved.input += other.saved.input;
        saved.output += other.saved.output;
        saved.cost.value += other.saved.cost.value;
        savedBytes += other.savedBytes;
        return *this;
    }
};

} // namespace gatehouse::cache
