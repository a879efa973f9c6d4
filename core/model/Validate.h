// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Document.h"
#include "model/Workspace.h"

/// What the values must be, beyond names and types: ids, addresses, paths, header names, numbers,
/// references. Pure; any thread. Faults carry paths and no lines; lineOf() knows the line where the
/// value came from a document.
namespace gatehouse::model {

/// One value by itself; `path` is where it stands and may be empty.
void validateValue(const Gateway& gateway, const std::string& path, std::vector<Fault>& faults);
void validateValue(const Provider& provider, const std::string& path, std::vector<Fault>& faults);
void validateValue(const ModelRoute& route, const std::string& path, std::vector<Fault>& faults);
void validateValue(const ModelOverride& own, const std::string& path, std::vector<Fault>& faults);
void validateValue(const Team& team, const std::string& path, std::vector<Fault>& faults);
void validateValue(const Application& application, const std::string& path,
                   std::vector<Fault>& faults);
void validateValue(const Api& api, const std::string& path, std::vector<Fault>& faults);
void validateValue(const Plan& plan, const std::string& path, std::vector<Fault>& faults);
void validateValue(const CachePolicy& cache, const std::string& path, std::vector<Fault>& faults);
void validateValue(const Subscription& subscription, const std::string& path,
                   std::vector<Fault>& faults);
void validateValue(const LimitRule& rule, const std::string& path, std::vector<Fault>& faults);
void validateValue(const Prompt& prompt, const std::string& path, std::vector<Fault>& faults);

/// Every value, duplicate ids, dangling references, base paths of served APIs, secrets of
/// application keys that are given twice. What `beside` holds counts as there too, unless the
/// workspace holds an object of the same id: so a file may refer to what is stored already. Linear
/// in the size of both.
[[nodiscard]] std::vector<Fault> validate(const Workspace& workspace,
                                          const Workspace* beside = nullptr);

/// A sentence when the text is no secret for an application: 16 to 256 visible ASCII characters.
[[nodiscard]] std::optional<std::string> wrongApplicationSecret(std::string_view secret);

/// What refers to the object of that collection: `limits/web-rpm`, in the order of the file.
[[nodiscard]] std::vector<std::string>
referencesTo(const Workspace& workspace, std::string_view collection, std::string_view id);

} // namespace gatehouse::model
