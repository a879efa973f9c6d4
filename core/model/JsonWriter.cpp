// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Document.h"
#include "model/Scalars.h"

#include <spdlog/fmt/fmt.h>

namespace gatehouse::model {

namespace {

void write(const Node& node, std::string& out)
{
    if (const auto* const scalar = node.scalar()) {
        if (!scalar->quoted && isJsonLiteral(scalar->text))
            out += scalar->text;
        else
            appendQuoted(out, scalar->text);
    } else if (const auto* const items = node.list()) {
        out += '[';
        for (const Node& item : *items) {
            if (&item != items->data())
                out += ',';
            write(item, out);
        }
        out += ']';
    } else if (const auto* const entries = node.map()) {
        out += '{';
        for (bool first = true; const auto& [key, value] : *entries) {
            if (!std::exchange(first, false))
                out += ',';
            appendQuoted(out, key);
            out += ':';
            write(value, out);
        }
        out += '}';
    } else {
        out += "null";
    }
}

} // namespace

std::string writeJson(const Node& node)
{
    std::string out;
    write(node, out);
    return out;
}

} // namespace gatehouse::model
