// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace gatehouse::model {

/// A secret as people write it: a reference that is read once, by whoever applies it, or (where
/// allowed) the value. The value never stands in a model that leaves the process; what is stored is
/// encrypted or hashed by the store.
struct SecretRef
{
    /// `env:NAME`, `file:PATH`, `keychain:NAME`; empty when the secret was made here or given
    /// inline.
    std::string reference;
    /// The plain value, only between reading and storing; never written by a writer.
    std::string value;
    /// What may be shown of it, for example `…7fQk`; filled by the store.
    std::string hint;

    [[nodiscard]] bool empty() const { return reference.empty() && value.empty(); }
    friend bool operator==(const SecretRef&, const SecretRef&) = default;
};

} // namespace gatehouse::model
