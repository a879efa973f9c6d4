// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Handler.h"

#include <spdlog/fmt/fmt.h>

namespace gatehouse::http {

void Handler::refuse(const Refusal& refusal, AnswerHead& head, std::string& body)
{
    head.fields.add("Content-Type", "application/problem+json");
    // `what` is our own text: no character in it needs escaping.
    body = fmt::format(R"({{"type":"about:blank","title":"{}","status":{},"detail":"{}"}})",
                       reasonOf(refusal.status), refusal.status, refusal.what);
}

} // namespace gatehouse::http
