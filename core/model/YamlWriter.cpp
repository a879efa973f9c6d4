// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Document.h"
#include "model/Scalars.h"

namespace gatehouse::model {

namespace {

/// Whether every YAML reader, also one of YAML 1.1, takes the text unquoted for this very text.
bool isPlainSafe(std::string_view s)
{
    if (plainKind(s) != PlainKind::Text || s.size() > 512)
        return false;
    const auto isWord = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '/';
    };
    if (!isWord(s.front()) || s.back() == ' ')
        return false;
    // Digits, colons and dashes alone are dates, times and base-60 numbers to YAML 1.1.
    if (s.find_first_not_of("0123456789:-._ TZ") == std::string_view::npos)
        return false;
    for (const std::string_view word : {"y", "Y", "n", "N", "yes", "Yes", "YES", "no", "No", "NO",
                                        "on", "On", "ON", "off", "Off", "OFF"}) {
        if (s == word)
            return false;
    }
    for (std::size_t i = 0; i < s.size(); ++i) {
        const char c = s[i];
        if (isWord(c) || c == '-' || c == '.' || c == '+' || c == '~' || c == '@' || c == '=' ||
            c == ';' || c == '(' || c == ')')
            continue;
        if (c == ' ' && s[i + 1] != '#')
            continue;
        if (c == ':' && i + 1 < s.size() && s[i + 1] != ' ')
            continue;
        if (c == ',' || c == '\'')
            continue;
        return false;
    }
    return true;
}

void appendScalar(std::string& out, const Node::Scalar& scalar)
{
    if (!scalar.quoted && plainKind(scalar.text) != PlainKind::Text)
        out += scalar.text;
    else if (isPlainSafe(scalar.text))
        out += scalar.text;
    else
        appendQuoted(out, scalar.text);
}

bool isBlock(const Node& node)
{
    return (node.list() && !node.list()->empty()) || (node.map() && !node.map()->empty());
}

void write(const Node& node, int indent, std::string& out);

/// What stands behind `key:` or `-`, with the line's end.
void writeInline(const Node& node, std::string& out)
{
    if (const auto* const scalar = node.scalar())
        appendScalar(out, *scalar);
    else
        out += node.list() ? "[]" : node.map() ? "{}" : "null";
    out += '\n';
}

void writeEntries(const Node::Map& entries, int indent, bool firstIsIndented, std::string& out)
{
    for (bool first = firstIsIndented; const auto& [key, value] : entries) {
        if (!std::exchange(first, false))
            out.append(static_cast<std::size_t>(indent), ' ');
        std::string written;
        appendScalar(written, {key, true});
        // YAML finds the end of a key only within 1024 characters; a longer one must be announced.
        constexpr std::size_t kLongestKey = 1000;
        if (written.size() > kLongestKey) {
            out.append("? ").append(written).append("\n");
            out.append(static_cast<std::size_t>(indent), ' ');
        } else {
            out += written;
        }
        out += ':';
        if (isBlock(value)) {
            out += '\n';
            write(value, indent + 2, out);
        } else {
            out += ' ';
            writeInline(value, out);
        }
    }
}

void write(const Node& node, int indent, std::string& out)
{
    if (const auto* const entries = node.map()) {
        writeEntries(*entries, indent, false, out);
        return;
    }
    for (const Node& item : *node.list()) {
        out.append(static_cast<std::size_t>(indent), ' ');
        out += '-';
        if (item.map() && !item.map()->empty()) {
            out += ' ';
            writeEntries(*item.map(), indent + 2, true, out);
        } else if (isBlock(item)) {
            out += '\n';
            write(item, indent + 2, out);
        } else {
            out += ' ';
            writeInline(item, out);
        }
    }
}

} // namespace

std::string writeYaml(const Node& node)
{
    std::string out;
    if (isBlock(node))
        write(node, 0, out);
    else
        writeInline(node, out);
    return out;
}

} // namespace gatehouse::model
