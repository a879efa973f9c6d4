// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/Counters.h"

#include <algorithm>

namespace gatehouse::limits {

const Counters::Form* Counters::lock(const BoundRules& bound, const Charge& charge, const Now& now)
{
    const auto number = live(bound.m_numbers[charge.rule]);
    if (number == 0)
        return nullptr;
    // A counter that owes something is not idle, so it is where it was.
    auto& slot = m_store->slot(charge.slot);
    SlotLock::take(slot);
    const auto rule = std::atomic_ref(slot.rule).load(std::memory_order_relaxed);
    if (rule == Slot::kFree || rule == Slot::kChunk ||
        std::atomic_ref(slot.key).load(std::memory_order_relaxed) != charge.key) {
        SlotLock::give(slot);
        return nullptr;
    }
    if (rule != number)
        convert(slot, number, now);
    return form(number);
}

void Counters::giveUpPlace(Slot& slot, std::uint32_t number)
{
    if (slot.waiting > 0 && m_waiting.grantNext(number))
        --slot.waiting;
    else if (slot.state.b > 0)
        publish(slot.state, {0, slot.state.b - 1});
}

void Counters::leave(Waiter& waiter)
{
    if (waiter.m_key == 0)
        return;
    auto& slot = m_store->slot(waiter.m_slot);
    SlotLock::take(slot);
    if (std::atomic_ref(slot.key).load(std::memory_order_relaxed) == waiter.m_key) {
        if (m_waiting.remove(waiter.m_slot, waiter))
            --slot.waiting;
        else if (waiter.m_granted)
            giveUpPlace(slot, waiter.m_slot);
    } else {
        static_cast<void>(m_waiting.remove(waiter.m_slot, waiter)); // its rule is gone
    }
    SlotLock::give(slot);
    waiter.m_key = 0;
}

void Counters::undo(const Form& form, Slot& slot, const Charge& charge, const Now& now)
{
    const bool requests = form.unit == model::LimitUnit::Requests;
    if (const auto* average = std::get_if<Average>(&form.promise))
        publish(slot.state, requests ? average->refund(slot.state, charge.amount)
                                     : average->settle(slot.state, charge.amount, 0, now));
    else if (const auto* calendar = std::get_if<Calendar>(&form.promise))
        publish(slot.state, calendar->adjust(slot.state, charge.at, -charge.amount));
    else if (const auto* window = std::get_if<Window>(&form.promise))
        window->adjust(slot.state, charge.at, -charge.amount, *m_store);
    else
        giveUpPlace(slot, charge.slot);
    if (!requests && form.unit != model::LimitUnit::InFlight)
        slot.open = std::max<Amount>(0, slot.open - charge.amount);
    if (charge.waits && slot.waiting > 0 && !std::holds_alternative<InFlight>(form.promise))
        --slot.waiting;
}

void Counters::waited(Admission& x)
{
    for (auto& charge : x.charges) {
        if (!charge.waits)
            continue;
        charge.waits = false;
        if (const auto* const held = lock(*x.bound, charge, now())) {
            auto& slot = m_store->slot(charge.slot);
            if (slot.waiting > 0 && !std::holds_alternative<InFlight>(held->promise))
                --slot.waiting;
            SlotLock::give(slot);
        }
    }
}

void Counters::settle(Admission& x, const Measure& actual, const Now& now)
{
    waited(x);
    for (const auto& charge : x.charges) {
        if (x.bound->set().rules()[charge.rule].source.unit == model::LimitUnit::Requests)
            continue; // a request is a request
        const auto* const held = lock(*x.bound, charge, now);
        if (held == nullptr)
            continue;
        auto& slot = m_store->slot(charge.slot);
        settleOne(x, *held, slot, charge, actual.of(held->unit), now);
        SlotLock::give(slot);
    }
    x.charges.clear();
}

void Counters::keep(Admission& x)
{
    if (x.charges.empty())
        return;
    waited(x);
    const auto at = now();
    for (const auto& charge : x.charges) {
        const auto* const held = lock(*x.bound, charge, at);
        if (held == nullptr)
            continue;
        auto& slot = m_store->slot(charge.slot);
        settleOne(x, *held, slot, charge, charge.amount, at);
        SlotLock::give(slot);
    }
    x.charges.clear();
}

void Counters::settleOne(const Admission& x, const Form& form, Slot& slot, const Charge& charge,
                         Amount actual, const Now& now)
{
    if (form.unit == model::LimitUnit::InFlight) {
        giveUpPlace(slot, charge.slot);
        return;
    }
    if (form.unit == model::LimitUnit::Requests)
        return;
    const auto used = std::clamp<Amount>(actual, 0, kMostAmount);
    if (const auto* average = std::get_if<Average>(&form.promise))
        publish(slot.state, average->settle(slot.state, charge.amount, used, now));
    else if (const auto* calendar = std::get_if<Calendar>(&form.promise))
        publish(slot.state, calendar->adjust(slot.state, charge.at, used - charge.amount));
    else if (const auto* window = std::get_if<Window>(&form.promise))
        window->adjust(slot.state, charge.at, used - charge.amount, *m_store);
    slot.open = std::max<Amount>(0, slot.open - charge.amount);
    if (std::holds_alternative<Calendar>(form.promise) && slot.state.a == charge.at)
        warn(x, x.bound->set().rules()[charge.rule], form, slot, now);
}

void Counters::warn(const Admission& x, const Rule& rule, const Form& form, const Slot& slot,
                    const Now& now)
{
    if (rule.source.warnAt.empty())
        return;
    // The counter's own name may be cut.
    const auto told = std::ranges::find(x.decisions, &rule, &Decision::rule);
    const auto name = told == x.decisions.end() ? slot.text() : std::string_view(told->partition);
    m_warnings.grown(rule.source, name, slot.state.b - slot.open, capacity(form.promise),
                     Timestamp(std::chrono::microseconds(slot.state.a)), now);
}

void Counters::refund(Admission& x, const Now& now)
{
    for (const auto& charge : x.charges) {
        if (const auto* const held = lock(*x.bound, charge, now)) {
            auto& slot = m_store->slot(charge.slot);
            undo(*held, slot, charge, now);
            SlotLock::give(slot);
        }
    }
    x.charges.clear();
}

} // namespace gatehouse::limits
