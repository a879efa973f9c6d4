// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Diff.h"

#include "base/Text.h"
#include "model/Codec.h"
#include "model/Collections.h"

#include <spdlog/fmt/fmt.h>

namespace gatehouse::model {

namespace {

std::vector<std::string_view> linesOf(std::string_view text)
{
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    return text.empty() ? std::vector<std::string_view>{} : text::split(text, '\n');
}

/// Longest common subsequence, for texts of a few thousand lines; larger ones are told as all gone
/// and all new.
std::vector<std::string> lineDiff(std::string_view before, std::string_view after)
{
    auto a = linesOf(before);
    auto b = linesOf(after);
    std::vector<std::string> out;
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.pop_back();
        b.pop_back();
    }
    std::size_t same = 0;
    while (same < a.size() && same < b.size() && a[same] == b[same])
        ++same;
    a.erase(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(same));
    b.erase(b.begin(), b.begin() + static_cast<std::ptrdiff_t>(same));
    const auto gone = [&out](std::string_view line) { out.push_back(fmt::format("- {}", line)); };
    const auto fresh = [&out](std::string_view line) { out.push_back(fmt::format("+ {}", line)); };
    constexpr std::size_t mostCells = 4'000'000;
    if (a.size() * b.size() > mostCells) {
        std::ranges::for_each(a, gone);
        std::ranges::for_each(b, fresh);
        return out;
    }
    const std::size_t width = b.size() + 1;
    std::vector<std::uint32_t> common((a.size() + 1) * width, 0);
    for (std::size_t i = a.size(); i-- > 0;) {
        for (std::size_t j = b.size(); j-- > 0;)
            common[i * width + j] =
                a[i] == b[j] ? common[(i + 1) * width + j + 1] + 1
                             : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            ++i;
            ++j;
        } else if (i < a.size() &&
                   (j == b.size() || common[(i + 1) * width + j] >= common[i * width + j + 1])) {
            gone(a[i++]);
        } else {
            fresh(b[j++]);
        }
    }
    return out;
}

template <typename T>
std::string yamlOf(const T& object)
{
    return writeYaml(write(object));
}

void add(std::vector<Change>& out, ChangeAction action, std::string path, std::string_view before,
         std::string_view after)
{
    out.push_back({action, std::move(path), lineDiff(before, after)});
}

template <typename T>
void diffCollection(std::string_view name, const std::vector<T>& from, const std::vector<T>& to,
                    Missing missing, std::vector<Change>& out)
{
    std::map<std::string_view, std::pair<const T*, const T*>> pairs;
    std::vector<std::string> ids; // keeps the keys of `pairs` alive
    ids.reserve(from.size() + to.size());
    for (const T& object : from)
        pairs[ids.emplace_back(idOf(object))].first = &object;
    for (const T& object : to)
        pairs[ids.emplace_back(idOf(object))].second = &object;
    for (const auto& [id, pair] : pairs) {
        const auto [before, after] = pair;
        std::string path = fmt::format("{}/{}", name, id);
        if (!before) {
            add(out, ChangeAction::Create, std::move(path), {}, yamlOf(*after));
        } else if (!after) {
            if (missing == Missing::Delete)
                add(out, ChangeAction::Delete, std::move(path), yamlOf(*before), {});
        } else if (!(*before == *after)) {
            const std::string old = yamlOf(*before);
            const std::string now = yamlOf(*after);
            if (old != now)
                add(out, ChangeAction::Change, std::move(path), old, now);
        }
    }
}

} // namespace

std::string_view toWord(ChangeAction action)
{
    switch (action) {
    case ChangeAction::Create:
        return "create";
    case ChangeAction::Change:
        return "change";
    case ChangeAction::Delete:
        return "delete";
    }
    std::unreachable();
}

std::vector<Change> diff(const Workspace& from, const Workspace& to, Missing missing)
{
    std::vector<Change> out;
    if (to.gateway) {
        const Gateway before = from.gateway.value_or(Gateway{});
        if (!(before == *to.gateway)) {
            out.push_back(
                {ChangeAction::Change, "gateway",
                 lineDiff(writeYaml(writeWhole(before)), writeYaml(writeWhole(*to.gateway)))});
        }
    }
    forEachCollection(to, [&](std::string_view name, const auto& after) {
        withCollection(from, name, [&](const auto& before) {
            if constexpr (std::is_same_v<decltype(before), decltype(after)>)
                diffCollection(name, before, after, missing, out);
        });
    });
    return out;
}

} // namespace gatehouse::model
