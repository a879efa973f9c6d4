// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Mock.h"

#include "base/Text.h"
#include "gateway/Capture.h"
#include "gateway/LimitAnswer.h"
#include "gateway/Notice.h"
#include "spec/Example.h"
#include "spec/Import.h"

#include <array>

namespace gatehouse::gateway {

ApiMock::ApiMock(model::ApiDocument document, spec::Outline outline)
    : m_document(std::move(document))
    , m_outline(std::move(outline))
    , m_refs(m_document.root())
{
    for (const spec::Operation& operation : m_outline.operations)
        m_paths.push_back(spec::routePath(operation.path));
}

std::shared_ptr<const ApiMock> ApiMock::compile(const model::ApiDocument& document)
{
    if (!document)
        return nullptr;
    auto outline = spec::readOutline(document.root());
    if (!outline)
        return nullptr;
    return std::shared_ptr<const ApiMock>(new ApiMock(document, std::move(*outline)));
}

const spec::Operation* ApiMock::find(std::string_view method, std::string_view routePath) const
{
    for (std::size_t i = 0; i < m_paths.size(); ++i) {
        if (m_paths[i] == routePath && m_outline.operations[i].method == method)
            return &m_outline.operations[i];
    }
    return method == "HEAD" ? find("GET", routePath) : nullptr;
}

http::Task<Next> answerMock(Exchange& x)
{
    const auto& request = x.http.request();
    const ApiMock& mock = *x.route.api->mock;
    const auto* operation = mock.find(request.method, x.route.route->path);
    if (!operation) {
        x.fail(501, "no_mock", "the API's document does not describe this call");
        co_return Next::Refuse;
    }
    const auto wish = spec::wishOf(request.fields.get("prefer"), request.fields.get("accept"));
    auto made = spec::mockAnswer(*operation, mock.refs(), wish);
    if (!made) {
        x.fail(404, "no_mock", std::move(made.error()));
        co_return Next::Refuse;
    }
    http::AnswerHead head;
    head.status = static_cast<unsigned>(made->status);
    // What frames or names the answer is ours to say.
    static constexpr std::array reserved = {
        "content-length", "transfer-encoding", "connection", "keep-alive", "upgrade",
        "date",           "trailer",           "te"};
    for (const auto& [name, value] : made->headers) {
        const bool clean = value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
        if (clean && std::ranges::none_of(reserved, [&lower = name](std::string_view one) {
                return text::equalsIgnoreCase(one, lower);
            }))
            head.fields.set(name, value);
    }
    const bool hasBody = made->status != 204 && made->status != 304 && !made->contentType.empty();
    if (hasBody)
        head.fields.set("Content-Type", made->contentType);
    head.fields.set("x-gatehouse-mock", operation->id.empty() ? "1" : operation->id);
    head.fields.set("x-gatehouse-request-id", x.record.id);
    addNotice(x, head.fields);
    settle(x);
    addLimitFields(x, head.fields);
    const std::string body = hasBody ? std::move(made->body) : std::string();
    head.length = body.size();
    captureAnswerHead(x, head);
    captureAnswer(x, body);
    [[maybe_unused]] const bool sent = co_await x.http.respond(std::move(head), body);
    co_return Next::Go;
}

} // namespace gatehouse::gateway
