// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Answer.h"
#include "model/Workspace.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>

/// The collections of the admin API, each a type of core/model with the name of its path. Objects
/// travel in the form of the workspace file; what only the server knows about one stands beside it
/// in `json`.
namespace gatehouse::client {

/// A model value as the server has it.
template <typename T>
struct Stored
{
    T value;
    QJsonObject json; ///< The answer as it came: `state`, `hint`, `last_used_ms`, `revision`, ...
    QByteArray etag;  ///< To be given back when the value is saved; empty in lists.
};

template <typename T>
struct Listing
{
    QList<Stored<T>> items;
    QByteArray etag;
};

template <typename T>
struct Collection; // specialised below: `path`, the last part of its address

#define GATEHOUSE_COLLECTION(T, NAME)                                                              \
    template <>                                                                                    \
    struct Collection<model::T>                                                                    \
    {                                                                                              \
        static constexpr const char* path = NAME;                                                  \
    };

GATEHOUSE_COLLECTION(Provider, "providers")
GATEHOUSE_COLLECTION(ModelRoute, "model_routes")
GATEHOUSE_COLLECTION(ModelOverride, "model_overrides")
GATEHOUSE_COLLECTION(Team, "teams")
GATEHOUSE_COLLECTION(Application, "applications")
GATEHOUSE_COLLECTION(Api, "apis")
GATEHOUSE_COLLECTION(Subscription, "subscriptions")
GATEHOUSE_COLLECTION(LimitRule, "limits")
GATEHOUSE_COLLECTION(Prompt, "prompts")
GATEHOUSE_COLLECTION(Gateway, "gateway")
#undef GATEHOUSE_COLLECTION

// Instantiated in Collections.cpp for each of the types above.
template <typename T>
[[nodiscard]] Answer<Stored<T>> readStored(const QByteArray& json);
template <typename T>
[[nodiscard]] Answer<Listing<T>> readListing(const QByteArray& json);
template <typename T>
[[nodiscard]] QByteArray writeValue(const T& value);

/// A provider with its keys' secrets in the clear, for the calls that take them: creating,
/// changing, testing. Secrets by key id; a key that is not named keeps what is stored.
[[nodiscard]] QByteArray withSecrets(const model::Provider& provider,
                                     const QHash<QString, QString>& secrets);

} // namespace gatehouse::client
