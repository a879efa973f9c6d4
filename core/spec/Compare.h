// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/Outline.h"

#include <string>
#include <vector>

namespace gatehouse::spec {

/// One difference between two documents.
struct Difference
{
    bool breaking = false; ///< A caller that was right before may fail now.
    std::string place;     ///< `GET /orders/{id}`, `POST /orders body.lines[].price`
    std::string message;
};

/// What differs for callers from `before` to `after`, breaking ones first. Requests are checked for
/// what is refused now and was taken before, answers for what is missing or new in them.
/// Descriptions and examples do not count.
[[nodiscard]] std::vector<Difference> compare(const Outline& before, const Refs& beforeRefs,
                                              const Outline& after, const Refs& afterRefs);

/// What became of one operation between the document that was imported, the one that is stored now
/// and a new one.
enum class MergeState : std::uint8_t
{
    InSync,
    ChangedHere,
    ChangedThere,
    Conflict, ///< Changed on both sides, differently.
    AddedHere,
    AddedThere,
    RemovedHere,
    RemovedThere
};

struct MergeItem
{
    std::string place; ///< `GET /orders/{id}`, `components.schemas.Order`, `info`
    MergeState state = MergeState::InSync;
};

/// Compares three documents: operation by operation, component by component, and the other members
/// of the top.
[[nodiscard]] std::vector<MergeItem> mergeStates(const model::Node& base, const model::Node& here,
                                                 const model::Node& there);

/// The merged document: what changed on one side only is taken from there; of a conflict ours stays
/// unless `takeTheirs` names its place.
[[nodiscard]] model::Node merged(const model::Node& base, const model::Node& here,
                                 const model::Node& there,
                                 const std::vector<std::string>& takeTheirs);

} // namespace gatehouse::spec
