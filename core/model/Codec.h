// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Document.h"
#include "model/Workspace.h"

#include <string>
#include <string_view>
#include <vector>

/// The one reader and the one writer of every model value, in the form of the workspace file
/// (DESIGN 9). The admin API, the database and the console use the same form as JSON, the workspace
/// file as YAML.
namespace gatehouse::model {

/// Readers collect every fault instead of stopping at the first. A value read with faults must not
/// be used. `path` is where `node` stands ("apis[2]").
template <typename T>
[[nodiscard]] T read(const Node& node, const std::string& path, std::vector<Fault>& faults);

/// Writers leave out what equals its default, and every secret's value. Specialised for each type
/// of Workspace.h.
template <typename T>
[[nodiscard]] Node write(const T& value);

#define GATEHOUSE_MODEL_CODEC(T)                                                                   \
    template <>                                                                                    \
    T read<T>(const Node& node, const std::string& path, std::vector<Fault>& faults);              \
    template <>                                                                                    \
    Node write<T>(const T& value);

GATEHOUSE_MODEL_CODEC(Gateway)
GATEHOUSE_MODEL_CODEC(Provider)
GATEHOUSE_MODEL_CODEC(ModelRoute)
GATEHOUSE_MODEL_CODEC(ModelOverride)
GATEHOUSE_MODEL_CODEC(Team)
GATEHOUSE_MODEL_CODEC(Application)
GATEHOUSE_MODEL_CODEC(Api)
GATEHOUSE_MODEL_CODEC(Plan)
GATEHOUSE_MODEL_CODEC(Subscription)
GATEHOUSE_MODEL_CODEC(LimitRule)
GATEHOUSE_MODEL_CODEC(Prompt)
/// Whole file: `gatehouse: 1`, names and types; what the values must be is validate()'s
/// (Validate.h).
GATEHOUSE_MODEL_CODEC(Workspace)
#undef GATEHOUSE_MODEL_CODEC

/// As write(), with every field, also those that equal their defaults.
[[nodiscard]] Node writeWhole(const Gateway& gateway);

/// Takes out what answers of the admin API carry beside the fields of the file, so that an answer
/// may be sent back. The list is here and nowhere else; the workspace file refuses these keys like
/// any other that it does not know.
///   provider: wire, state, keys[].hint, keys[].state;  application: keys[].prefix, created_ms,
///   last_used_ms; api: revision, document; limit: sentence, worst_case.
template <typename T>
void dropServerFields(Node&)
{
}
template <>
void dropServerFields<Provider>(Node& node);
template <>
void dropServerFields<Application>(Node& node);
template <>
void dropServerFields<Api>(Node& node);
template <>
void dropServerFields<LimitRule>(Node& node);

/// JSON text to a value: parseJson(), dropServerFields(), read(); what is unknown or wrong is one
/// Error that names the first fault's path.
template <typename T>
[[nodiscard]] Result<T> fromJson(std::string_view json)
{
    auto node = parseJson(json);
    if (!node)
        return fail(ErrorCode::Invalid, node.error().front().message, node.error().front().path);
    dropServerFields<T>(*node);
    std::vector<Fault> faults;
    T value = read<T>(*node, {}, faults);
    if (!faults.empty())
        return fail(ErrorCode::Invalid, faults.front().message, faults.front().path);
    return value;
}

template <typename T>
[[nodiscard]] std::string toJson(const T& value)
{
    return writeJson(write(value));
}

} // namespace gatehouse::model
