// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/json.hpp>

namespace gatehouse::gateway {

/// The plainest value that a JSON Schema allows: required and named properties, first enum values,
/// smallest numbers. Follows `$ref` into the schema itself, to a depth of 16. Ends with nulls and
/// without what may be left out once it has some thousand values, however much the schema asks for.
[[nodiscard]] boost::json::value schemaInstance(const boost::json::object& schema);

} // namespace gatehouse::gateway
