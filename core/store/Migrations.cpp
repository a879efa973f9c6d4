// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Database.h"

#include <array>

namespace gatehouse::store {

namespace {

/// 1: the configuration.
///
/// `objects` holds every object of the workspace file as JSON of the model's codec, the gateway
/// section as collection `gateway` with an empty id. `revision` is the value of the counter in
/// `meta` at its last change: the ETag. Secrets stand apart, so that no list of objects ever
/// carries one.
constexpr Migration kConfiguration = R"sql(
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE objects (
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    json TEXT NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (collection, id)
) WITHOUT ROWID;
CREATE TABLE provider_secrets (
    provider TEXT NOT NULL,
    key TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (provider, key)
) WITHOUT ROWID;
CREATE TABLE application_keys (
    application TEXT NOT NULL,
    key TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    prefix TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (application, key)
);
)sql";

/// 2: published revisions of APIs, and who changed what when.
constexpr Migration kHistory = R"sql(
CREATE TABLE api_revisions (
    api TEXT NOT NULL,
    number INTEGER NOT NULL,
    json TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (api, number)
);
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    time_ms INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    change TEXT NOT NULL,
    path TEXT NOT NULL,
    lines TEXT NOT NULL
);
CREATE INDEX audit_by_path ON audit (path, id);
)sql";

/// 3: what quotas and budgets have reached. Once a rule, counter, percentage and period.
constexpr Migration kAlerts = R"sql(
CREATE TABLE alerts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    time_ms INTEGER NOT NULL,
    rule TEXT NOT NULL,
    partition TEXT NOT NULL,
    percent INTEGER NOT NULL,
    used INTEGER NOT NULL,
    most INTEGER NOT NULL,
    period_ms INTEGER NOT NULL,
    UNIQUE (rule, partition, percent, period_ms)
);
)sql";

constexpr std::array kSteps{kConfiguration, kHistory, kAlerts};

} // namespace

std::span<const Migration> migrations()
{
    return kSteps;
}

} // namespace gatehouse::store
