// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/UnitCount.h"

#include "ai/Json.h"

#include <cmath>

namespace gatehouse::gateway {

namespace {

/// Code points of UTF-8.
std::int64_t characters(std::string_view text)
{
    std::int64_t count = 0;
    for (const char c : text)
        count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

} // namespace

void countUnits(Exchange& x, std::string_view answer)
{
    if (x.answer->status >= 300)
        return;
    auto& usage = x.told.usage;
    ai::JsonDocument document;
    if (x.endpoint == AiEndpoint::Speech) {
        if (document.parse(x.body))
            usage.units.characters = characters(document.root()["input"].text());
        usage.reported |= usage.units.characters > 0;
        return;
    }
    const bool counted = x.endpoint == AiEndpoint::Images ||
                         x.endpoint == AiEndpoint::Transcription ||
                         x.endpoint == AiEndpoint::Rerank;
    if (!counted || !document.parse(answer))
        return;
    const auto root = document.root();
    if (x.endpoint == AiEndpoint::Images) {
        usage.units.images = static_cast<std::int64_t>(root["data"].size());
        usage.reported |= usage.units.images > 0;
    } else if (x.endpoint == AiEndpoint::Rerank) {
        usage.units.searches = root["meta"]["billed_units"]["search_units"].integerOr(1);
        usage.reported = true;
    } else if (usage.units.audioMillis == 0) {
        // Verbose answers tell the length without calling it usage.
        const auto seconds = root["duration"].number().value_or(0);
        if (seconds > 0 && seconds < 1e9) {
            usage.units.audioMillis = std::llround(seconds * 1000);
            usage.reported = true;
        }
    }
}

} // namespace gatehouse::gateway
