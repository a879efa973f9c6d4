// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "base/Units.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The only changes that a request of the OpenAI dialect sees on its way to a provider that speaks
/// it too: the model's name, and the wish for usage in a stream. Every other byte stays as the
/// caller wrote it.
namespace gatehouse::ai {

/// A range of bytes of a body and what shall stand there instead.
struct Edit
{
    std::size_t offset = 0;
    std::size_t length = 0; ///< 0 = insertion
    std::string text;
};

/// What the gateway must know of a body; offsets are into that body.
struct RequestFacts
{
    std::string model; ///< Empty when there is none. Of several equal keys the last one counts, as
                       ///< in most parsers.
    bool stream = false;
    Tokens maxOutput = 0;    ///< The caller's limit for the answer; 0 = none.
    bool wantsUsage = false; ///< stream_options.include_usage is true.

    struct Slice
    {
        std::size_t offset = 0;
        std::size_t length = 0;
    };
    std::vector<Slice> modelValues; ///< Every value of a `model` on the top level, quotes included.
    bool quoted = true;             ///< Values are JSON strings; false in a form.
    std::vector<Edit> usageEdits;   ///< What makes the body ask for usage; empty when it cannot.
};

/// Reads a JSON body on the top level, without building a tree. `body` gets 64 bytes of spare
/// capacity if it has none. Fails with Invalid on what is no JSON object, or has a model that is no
/// string.
[[nodiscard]] Result<RequestFacts> readJsonRequest(std::string& body);

/// The same of a multipart form (`multipart/form-data; boundary=...`), where model and stream are
/// fields.
[[nodiscard]] Result<RequestFacts> readFormRequest(std::string_view body,
                                                   std::string_view contentType);

/// The body with every model replaced, and asking for usage when `askForUsage`.
[[nodiscard]] std::string splice(std::string_view body, const RequestFacts& facts,
                                 std::string_view model, bool askForUsage);

} // namespace gatehouse::ai
