// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Exchange.h"
#include "limits/Facts.h"

#include <string>

namespace gatehouse::gateway {

/// What limit rules can ask about an exchange. Views into the exchange, which outlives it.
class LimitFacts final : public limits::HeaderSource
{
public:
    explicit LimitFacts(const Exchange& x);
    LimitFacts(const LimitFacts&) = delete;
    LimitFacts& operator=(const LimitFacts&) = delete;

    [[nodiscard]] const limits::Facts& facts() const { return m_facts; }
    [[nodiscard]] std::string_view header(std::string_view name) const override;

private:
    const Exchange& m_exchange;
    limits::Facts m_facts;
    std::string m_revision;
};

/// What the exchange is going to use, from what it asks for: of a model's input a token for four
/// bytes of the body, of its output what the request allows and the model can, else a guess.
[[nodiscard]] limits::Measure estimate(const Exchange& x);
/// The same with all the output that the model may give, where the request does not bound it.
[[nodiscard]] limits::Measure largestEstimate(const Exchange& x);
/// What so many tokens of the likeliest model cost, in nano-dollars; 0 where nobody knows.
[[nodiscard]] limits::Amount estimatedCost(const Exchange& x, Tokens input, Tokens output);
/// Whether its answers are text whose length a request can bound.
[[nodiscard]] bool makesText(AiEndpoint endpoint);
/// What it has used so far.
[[nodiscard]] limits::Measure actual(const Exchange& x);

} // namespace gatehouse::gateway
