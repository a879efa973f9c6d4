// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/RouteTable.h"

#include "base/Text.h"

namespace gatehouse::admin {

namespace {

bool isParameter(std::string_view segment)
{
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

} // namespace

void RouteTable::add(Route route)
{
    std::vector<std::string> segments;
    for (const std::string_view segment : text::split(std::string_view(route.path).substr(1), '/'))
        segments.emplace_back(segment);
    m_segments.push_back(std::move(segments));
    m_routes.push_back(std::move(route));
}

RouteTable::Match RouteTable::match(std::string_view method, std::string_view path) const
{
    Match match;
    if (path.empty() || path.front() != '/')
        return match;
    const auto parts = text::split(path.substr(1), '/');
    std::size_t bestLiterals = 0;
    for (std::size_t i = 0; i < m_routes.size(); ++i) {
        const auto& segments = m_segments[i];
        if (segments.size() != parts.size())
            continue;
        std::vector<std::string> values;
        std::size_t literals = 1;
        bool fits = true;
        for (std::size_t s = 0; s < segments.size() && fits; ++s) {
            if (!isParameter(segments[s])) {
                fits = segments[s] == parts[s];
                ++literals;
                continue;
            }
            auto value = text::percentDecode(parts[s]);
            fits = value && !value->empty();
            if (fits)
                values.push_back(std::move(*value));
        }
        // A literal path wins over one with a parameter, for every method of it.
        if (!fits || literals < bestLiterals)
            continue;
        if (literals > bestLiterals) {
            match = {};
            bestLiterals = literals;
        }
        match.allow.append(match.allow.empty() ? "" : ", ").append(m_routes[i].method);
        if (m_routes[i].method == method) {
            match.route = &m_routes[i];
            match.values = std::move(values);
        }
    }
    return match;
}

} // namespace gatehouse::admin
