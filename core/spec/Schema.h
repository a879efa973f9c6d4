// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Document.h"
#include "spec/Refs.h"

#include <string>
#include <vector>

namespace gatehouse::spec {

/// Which words a schema uses: OpenAPI 3.0 has `nullable` and boolean `exclusiveMinimum`, 3.1 is
/// JSON Schema 2020-12.
enum class SchemaDialect : std::uint8_t
{
    OpenApi30,
    JsonSchema
};

struct SchemaOptions
{
    SchemaDialect dialect = SchemaDialect::JsonSchema;
    std::size_t mostFaults = 20;
    /// For requests `readOnly`, for answers `writeOnly` members need not be there.
    bool request = true;
};

/// Where the value does not fit the schema: paths such as `lines[2].price`, lines of the value's
/// text. Empty = it fits. `format` is checked for date, date-time, email, uuid, ipv4, ipv6, uri;
/// `pattern` by RE2 (an expression that RE2 does not know is not checked). Time is bounded by the
/// size of value and schema: at most 200,000 steps, beyond them the value counts as fitting where
/// it was not looked at. Source: JSON Schema 2020-12 (json-schema.org), Core and Validation.
[[nodiscard]] std::vector<model::Fault> checkValue(const model::Node& value,
                                                   const model::Node& schema, const Refs& refs,
                                                   const SchemaOptions& options = {});

/// The dialect that a document's `openapi` field means.
[[nodiscard]] SchemaDialect dialectOf(const model::Node& document);

} // namespace gatehouse::spec
