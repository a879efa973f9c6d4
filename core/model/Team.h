// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Secret.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gatehouse::model {

enum class Role : std::uint8_t
{
    WorkspaceOwner,
    TeamOwner,
    ApiDeveloper,
    ConsumerDeveloper,
    Auditor,
    Viewer
};

struct Membership
{
    std::string login;
    Role role = Role::Viewer;
    friend bool operator==(const Membership&, const Membership&) = default;
};

struct Team
{
    std::string id;
    std::string name;
    std::optional<std::string> parent;
    std::vector<Membership> members;
    friend bool operator==(const Team&, const Team&) = default;
};

/// A credential of an application. Its secret is kept as a keyed hash only.
struct ApplicationKey
{
    std::string id;
    SecretRef secret;
    std::string prefix; ///< First characters, for people to recognise it by; filled by the store.
    std::int64_t createdMillis = 0; ///< Unix time.
    std::int64_t expiresMillis = 0; ///< Unix time; 0 = never.
    bool revoked = false;
    friend bool operator==(const ApplicationKey&, const ApplicationKey&) = default;
};

/// A consumer: the program that calls.
struct Application
{
    std::string id;
    std::string name;
    std::string team;                ///< Empty = none.
    std::vector<std::string> models; ///< Model names it may call; empty = every model.
    std::vector<ApplicationKey> keys;
    friend bool operator==(const Application&, const Application&) = default;
};

enum class SubscriptionState : std::uint8_t
{
    Pending,
    Active,
    Paused,
    Refused,
    Revoked,
    Expired,
    Cancelled
};

struct Subscription
{
    std::string application;
    std::string api;
    SubscriptionState state = SubscriptionState::Active;
    std::string plan{}; ///< Empty = none.
    friend bool operator==(const Subscription&, const Subscription&) = default;
};

} // namespace gatehouse::model
