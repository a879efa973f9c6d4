// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/HealthReport.h"
#include "http/Types.h"
#include "http/UpstreamPool.h"
#include "services/Configuration.h"

namespace gatehouse::services {

/// What a test call needs: made on the control thread, used up on a loop.
struct ProviderTest
{
    bool sandbox = false; ///< Answers without a call.
    std::string url;      ///< Of the provider's list of models.
    std::vector<std::pair<std::string, std::string>> headers;
    std::string secret; ///< Never shown; taken out of whatever the provider answers.
    std::vector<std::string> sandboxModels;
    std::string proxy;                            ///< On the way there; see model::Gateway.
    Duration patience = std::chrono::seconds(15); ///< For the first byte.
};

struct ProviderTestResult
{
    bool ok = false;
    std::uint16_t status = 0; ///< 0 = no answer
    std::int64_t latencyMillis = 0;
    std::vector<std::string> models;
    std::string error;  ///< One sentence that a person can act on.
    std::string detail; ///< What the provider or the connection said.
    [[nodiscard]] std::string json() const;
};

/// The running gateway's part in it; either may be missing, then nothing is known or done.
struct ProviderHealth
{
    std::function<std::vector<gateway::ProviderReport>()> reports;
    std::function<bool(const gateway::Intervention&)> intervene;
};

/// Providers beyond list and edit: the catalogue, what callers may name, the test of a connection,
/// how they are. Control thread only, but run().
class Providers
{
public:
    explicit Providers(Configuration& configuration, ProviderHealth health = {});

    /// A provider object (secrets inline are used and not stored), or `{"id": ID}` of a stored one;
    /// what the object leaves out is taken from the stored one of its id.
    [[nodiscard]] Outcome<ProviderTest> prepareTest(std::string_view json) const;
    /// Calls the provider, on the pool's loop. Never throws.
    [[nodiscard]] static http::Task<ProviderTestResult> run(ProviderTest test,
                                                            http::UpstreamPool& pool);

    /// `{"items": [...]}` of core/admin/README.md.
    [[nodiscard]] std::string catalogueProvidersJson() const;
    /// Models of one provider of the catalogue; empty = all.
    [[nodiscard]] std::string catalogueModelsJson(std::string_view provider) const;
    /// What providers of each wire cannot carry of what callers ask.
    [[nodiscard]] static std::string dialectLossesJson();
    /// What callers may name now: routes first, then `provider/model`.
    [[nodiscard]] std::string callableModelsJson() const;

    /// How every provider and each of its keys is now.
    [[nodiscard]] std::string healthJson() const;
    /// A failure that did not happen: `{"failure": "down" or "rate_limit", "key"?, "for"?: "60s"}`.
    /// First the audit; answers the provider's health afterwards.
    [[nodiscard]] Outcome<std::string> simulate(const std::string& provider, std::string_view body,
                                                std::string_view actor);
    /// Forgets pauses, failures and retirement: `{"key"?}`, without one those of all keys.
    [[nodiscard]] Outcome<std::string> reset(const std::string& provider, std::string_view body,
                                             std::string_view actor);

private:
    [[nodiscard]] Outcome<std::string> act(gateway::Intervention what, std::string_view action,
                                           std::string_view actor);

    Configuration& m_configuration;
    const ProviderHealth m_health;
};

} // namespace gatehouse::services
