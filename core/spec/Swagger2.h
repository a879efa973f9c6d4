// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Document.h"

#include <vector>

namespace gatehouse::spec {

/// An OpenAPI 2.0 document (Swagger) in the form of 3.0.3: bodies and form fields become request
/// bodies, `definitions` become components, host, basePath and schemes become servers, security
/// definitions become schemes. Lines stay those of the source. What has no counterpart is told in
/// `remarks`. Source: OpenAPI Specification 2.0 and 3.0.4 (spec.openapis.org).
[[nodiscard]] model::Node fromSwagger2(const model::Node& document,
                                       std::vector<model::Fault>& remarks);

} // namespace gatehouse::spec
