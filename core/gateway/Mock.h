// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Steps.h"
#include "model/Api.h"
#include "spec/Outline.h"

#include <memory>
#include <string_view>

namespace gatehouse::gateway {

/// The answers of an API that has no upstream yet, out of its document. Immutable; shared by every
/// worker.
class ApiMock
{
public:
    /// Null when the document cannot be read.
    [[nodiscard]] static std::shared_ptr<const ApiMock> compile(const model::ApiDocument& document);

    /// The operation that a route stands for; null = none.
    [[nodiscard]] const spec::Operation* find(std::string_view method,
                                              std::string_view routePath) const;
    [[nodiscard]] const spec::Refs& refs() const { return m_refs; }

private:
    ApiMock(model::ApiDocument document, spec::Outline outline);

    model::ApiDocument m_document; ///< Kept, since everything else points into it.
    spec::Outline m_outline;
    spec::Refs m_refs;
    std::vector<std::string> m_paths; ///< Of the operations, as routes have them.
};

/// Answers from the document: the first success, or what `Prefer: code=, example=` asks for.
[[nodiscard]] http::Task<Next> answerMock(Exchange& x);

} // namespace gatehouse::gateway
