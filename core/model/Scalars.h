// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

/// What a scalar's text is in YAML 1.2's core schema and in JSON; shared by the readers and the
/// writers.
namespace gatehouse::model {

enum class PlainKind
{
    Text,
    Null,
    Bool,
    Number
};

/// What an unquoted scalar means.
[[nodiscard]] PlainKind plainKind(std::string_view text);

/// Whether JSON may hold the text without quotes: a number of RFC 8259, `true`, `false`.
[[nodiscard]] bool isJsonLiteral(std::string_view text);

/// Appends the text in double quotes, escaped so that it is valid in JSON and in YAML. What is not
/// UTF-8 becomes U+FFFD.
void appendQuoted(std::string& out, std::string_view text);

} // namespace gatehouse::model
