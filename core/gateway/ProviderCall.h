// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Exchange.h"
#include "http/Fields.h"

#include <memory>
#include <string>

namespace gatehouse::gateway {

/// One try at one key of one target, up to the head of the answer. What it makes it keeps to
/// itself until commit(), so two of them may be under way for one exchange. Whoever owns it waits
/// for run() to end before it goes.
class ProviderCall
{
public:
    /// `key` is null where the provider has none.
    ProviderCall(Exchange& x, const CompiledModelTarget& target, const CompiledProviderKey* key,
                 const CompiledModelRoute* route);
    /// What it owes to limits and was not settled stays charged: its loop was stopped.
    ~ProviderCall();
    ProviderCall(const ProviderCall&) = delete;
    ProviderCall& operator=(const ProviderCall&) = delete;

    /// Takes what admitTarget() charged for it.
    void charge(limits::Admission admission) { m_admission = std::move(admission); }

    /// Puts the request into the provider's dialect. False where that cannot say it: the
    /// exchange's `failure` is set.
    [[nodiscard]] bool prepare();
    /// Sends it and waits for the head.
    [[nodiscard]] http::Task<void> run();
    void cancel();

    /// It becomes the exchange's: target, way, key, and the answer where one came.
    void commit();
    /// Another one was faster.
    void abandon();

    [[nodiscard]] bool hasAnswer() const { return m_answer != nullptr; }
    [[nodiscard]] unsigned status() const { return m_answer ? m_answer->status : 0; }
    /// Why there is no answer.
    [[nodiscard]] http::ClientError error() const { return m_error; }
    [[nodiscard]] const std::string& detail() const { return m_detail; }
    /// The provider's token endpoint refuses the key's account.
    [[nodiscard]] bool refusedAccount() const { return m_refusedAccount; }

    [[nodiscard]] const CompiledModelTarget& target() const { return m_target; }
    [[nodiscard]] const CompiledProvider& provider() const { return *m_target.provider; }
    [[nodiscard]] const CompiledProviderKey* key() const { return m_key; }
    /// Its health; null where there is no key.
    [[nodiscard]] KeyHealth* keyHealth() const;
    [[nodiscard]] telemetry::Attempt& attempt() const { return m_x.record.attempts[m_attempt]; }

private:
    [[nodiscard]] http::Task<void> playHere();
    [[nodiscard]] http::Task<bool> authorise();
    [[nodiscard]] http::Task<void> send();
    /// For whoever looks at the exchange later; answers which try it is.
    [[nodiscard]] std::size_t keepTry();

    Exchange& m_x;
    const CompiledModelTarget m_target;
    const CompiledProviderKey* const m_key;
    const CompiledModelRoute* const m_route;
    limits::Admission m_admission;
    std::string m_body;
    std::string m_path;
    http::FieldBlock m_fields;
    Hop m_hop = Hop::None;
    ai::LossSet m_lost;
    bool m_hidesUsage = false;
    std::size_t m_attempt = 0; ///< Index of its record.
    std::uint32_t m_connected = 0;
    std::uint32_t m_sent = 0;
    std::unique_ptr<http::ClientExchange> m_call;
    ProviderAnswer* m_playing = nullptr; ///< An answer of our own that is not there yet.
    std::unique_ptr<ProviderAnswer> m_answer;
    http::ClientError m_error = http::ClientError::None;
    std::string m_detail;
    bool m_refusedAccount = false;
    bool m_cancelled = false;
};

} // namespace gatehouse::gateway
