// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Document.h"

#include "model/Scalars.h"

#include <algorithm>
#include <charconv>

namespace gatehouse::model {

const Node* Node::find(std::string_view key) const
{
    if (const auto* const entries = map()) {
        for (const auto& [name, node] : *entries) {
            if (name == key)
                return &node;
        }
    }
    return nullptr;
}

bool sameData(const Node& a, const Node& b)
{
    if (const auto* const one = a.scalar()) {
        const auto* const other = b.scalar();
        return other && one->text == other->text &&
               (one->quoted == other->quoted || plainKind(one->text) == PlainKind::Text);
    }
    if (const auto* const one = a.list()) {
        const auto* const other = b.list();
        return other && std::ranges::equal(*one, *other, sameData);
    }
    if (const auto* const one = a.map()) {
        const auto* const other = b.map();
        if (!other || one->size() != other->size())
            return false;
        for (std::size_t i = 0; i < one->size(); ++i) {
            const auto& [key, value] = (*one)[i];
            const Node* const match = (*other)[i].first == key ? &(*other)[i].second : b.find(key);
            if (!match || !sameData(value, *match))
                return false;
        }
        return true;
    }
    return b.isNull();
}

int lineOf(const Node& root, std::string_view path)
{
    const Node* node = &root;
    int line = root.line;
    while (!path.empty()) {
        const Node* next = nullptr;
        if (path.front() == '[') {
            const auto close = path.find(']');
            if (close == std::string_view::npos)
                break;
            std::size_t index = 0;
            std::from_chars(path.data() + 1, path.data() + close, index);
            if (const auto* const items = node->list(); items && index < items->size())
                next = &(*items)[index];
            path.remove_prefix(close + 1);
        } else {
            if (path.front() == '.')
                path.remove_prefix(1);
            // A key may itself hold a dot (a header, a model's name), so the longest key that fits
            // is taken.
            std::size_t taken = 0;
            if (const auto* const entries = node->map()) {
                for (const auto& [name, child] : *entries) {
                    if (name.size() >= taken && path.starts_with(name) &&
                        (path.size() == name.size() || path[name.size()] == '.' ||
                         path[name.size()] == '[')) {
                        taken = name.size();
                        next = &child;
                    }
                }
            }
            path.remove_prefix(taken);
        }
        if (!next)
            break;
        node = next;
        line = node->line ? node->line : line;
    }
    return line;
}

std::string faultText(std::string_view file, const Fault& fault)
{
    std::string out(file);
    if (fault.line > 0)
        out += ":" + std::to_string(fault.line);
    out += ": ";
    if (!fault.path.empty())
        out += fault.path + ": ";
    return out + fault.message;
}

} // namespace gatehouse::model
