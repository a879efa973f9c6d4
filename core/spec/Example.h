// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/Outline.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace gatehouse::spec {

/// A value that fits the schema where that can be made: `example`, `examples`, `default`, `const`,
/// `enum` first, else made of its words. The same schema gives the same value. Circles end in the
/// shortest value that fits.
[[nodiscard]] model::Node exampleOf(const model::Node& schema, const Refs& refs);

/// What a caller wishes of a mock (RFC 7240, `Prefer: code=404, example=empty, dynamic=true`).
struct MockWish
{
    int status = 0;      ///< 0 = the first success that the document knows.
    std::string example; ///< Name among `examples`; empty = the first.
    std::string accept;  ///< Header `Accept`; empty = anything.
};
[[nodiscard]] MockWish wishOf(std::string_view prefer, std::string_view accept);

struct MockAnswer
{
    int status = 200;
    std::string contentType; ///< Empty = no body.
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers; ///< From the document's examples.
};

/// The answer of an operation as its document describes it; an error is a sentence about what the
/// document lacks.
[[nodiscard]] std::expected<MockAnswer, std::string>
mockAnswer(const Operation& operation, const Refs& refs, const MockWish& wish);

} // namespace gatehouse::spec
