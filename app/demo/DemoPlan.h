// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace gatehouse::demo {

/// One model that the demo's calls end at, with its price in nano-dollars a token.
struct PlannedModel
{
    std::string_view asked; ///< What callers name.
    std::string_view used;
    std::string_view provider;
    std::string_view providerKey;
    std::int64_t nanoPerInput;
    std::int64_t nanoPerOutput;
    double firstTokenMillis; ///< median
};

inline constexpr PlannedModel kLuna{"fast", "gpt-6-luna", "openai", "batch", 100, 500, 410};
inline constexpr PlannedModel kMistral{
    "fast", "mistral-small-latest", "mistral", "default", 150, 600, 430};
inline constexpr PlannedModel kQwen{"private", "qwen3:8b", "ollama", "", 0, 0, 214};
inline constexpr PlannedModel kSonnet{
    "smart", "claude-sonnet-5-5", "anthropic", "default", 2000, 10000, 742};

/// One application's calls of one API. A `#` in the path stands for a number; calls of models that
/// belong to no API have an empty `api`.
struct PlannedCalls
{
    std::string_view application;
    std::string_view key;
    std::string_view team;
    std::string_view api;
    double perSecond;
    const PlannedModel* model; ///< nullptr: REST
    std::string_view method;
    std::string_view path;
    std::string_view route;
    double medianMillis; ///< Of REST answers.
};

inline constexpr std::string_view kChatPath = "/v1/chat/completions";

inline constexpr std::array kPlan{
    PlannedCalls{"storefront", "web", "web-shop", "catalogue", 44.1, nullptr, "GET",
                 "/catalogue/items/#", "/items/{id}", 14},
    PlannedCalls{"storefront", "web", "web-shop", "search", 16.1, nullptr, "GET", "/search/suggest",
                 "/suggest", 32},
    PlannedCalls{"storefront", "orders", "web-shop", "orders", 6.0, nullptr, "GET", "/orders/#",
                 "/{id}", 24},
    PlannedCalls{"storefront", "web", "web-shop", "translate", 2.2, &kMistral, "POST", "/translate",
                 "", 0},
    PlannedCalls{"checkout", "main", "web-shop", "orders", 32.4, nullptr, "POST", "/orders/#/lines",
                 "/{id}/lines", 26},
    PlannedCalls{"checkout", "main", "web-shop", "catalogue", 2.0, nullptr, "GET",
                 "/catalogue/items/#", "/items/{id}", 14},
    PlannedCalls{"ios-app", "main", "mobile", "catalogue", 15.6, nullptr, "GET", "/catalogue/items",
                 "/items", 16},
    PlannedCalls{"ios-app", "main", "mobile", "search", 7.8, nullptr, "GET", "/search/suggest",
                 "/suggest", 32},
    PlannedCalls{"ios-app", "main", "mobile", "orders", 6.0, nullptr, "GET", "/orders/#", "/{id}",
                 24},
    PlannedCalls{"ios-app", "main", "mobile", "translate", 1.8, &kMistral, "POST", "/translate", "",
                 0},
    PlannedCalls{"android-app", "main", "mobile", "catalogue", 12.5, nullptr, "GET",
                 "/catalogue/categories/shoes", "/categories/*", 13},
    PlannedCalls{"android-app", "main", "mobile", "search", 7.1, nullptr, "GET", "/search/suggest",
                 "/suggest", 32},
    PlannedCalls{"android-app", "main", "mobile", "orders", 4.2, nullptr, "GET", "/orders/#",
                 "/{id}", 24},
    PlannedCalls{"android-app", "main", "mobile", "push", 0.03, nullptr, "POST", "/push/messages",
                 "/messages", 30},
    PlannedCalls{"android-app", "main", "mobile", "translate", 0.8, &kMistral, "POST", "/translate",
                 "", 0},
    PlannedCalls{"support-desk", "main", "support", "sentiment", 4.5, &kLuna, "POST", "/sentiment",
                 "", 0},
    PlannedCalls{"support-desk", "main", "support", "", 5.8, &kLuna, "POST", kChatPath, "", 0},
    PlannedCalls{"support-desk", "main", "support", "parcels", 0.115, nullptr, "GET", "/parcels/#",
                 "/{number}", 58},
    PlannedCalls{"support-desk", "main", "support", "summary", 0.1, &kLuna, "POST", "/summary", "",
                 0},
    PlannedCalls{"support-desk", "main", "support", "classify", 0.04, &kLuna, "POST", "/classify",
                 "", 0},
    PlannedCalls{"forecast-lab", "notebook", "data-science", "sentiment", 3.9, &kLuna, "POST",
                 "/sentiment", "", 0},
    PlannedCalls{"forecast-lab", "notebook", "data-science", "", 3.1, &kQwen, "POST", kChatPath, "",
                 0},
    PlannedCalls{"ops-bot", "main", "platform", "translate", 1.0, &kMistral, "POST", "/translate",
                 "", 0},
    PlannedCalls{"ops-bot", "main", "platform", "", 0.8, &kSonnet, "POST", kChatPath, "", 0},
    PlannedCalls{"ops-bot", "main", "platform", "invoices", 0.09, nullptr, "GET", "/invoices/#/pdf",
                 "/{id}/pdf", 70},
    PlannedCalls{"ops-bot", "main", "platform", "parcels", 0.015, nullptr, "GET",
                 "/parcels/#/events", "/{number}/events", 58},
    PlannedCalls{"review-miner", "batch", "data-science", "sentiment", 32.9, &kLuna, "POST",
                 "/sentiment", "", 0},
};

} // namespace gatehouse::demo
