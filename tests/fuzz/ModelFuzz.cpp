// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "base/Text.h"
#include "gateway/RouteTable.h"
#include "http/Fields.h"
#include "model/Codec.h"
#include "model/Validate.h"

#include <boost/json.hpp>

/// The admin API's JSON: parseJson() takes what Boost.JSON takes, trees are read back from both
/// forms, every type that is read is written as JSON that reads as the same, and what is valid can
/// be compiled.
/// Input: the name of a type and a line feed, then JSON.

using namespace gatehouse;
using namespace gatehouse::fuzz;

namespace {

std::string tell(const model::Node& node)
{
    if (const auto* const scalar = node.scalar())
        return "\"" + std::to_string(scalar->text.size()) + ":" + scalar->text + "\"" +
               (scalar->quoted ? "q" : "p");
    std::string out;
    if (const auto* const list = node.list()) {
        for (const auto& item : *list)
            out += tell(item) + ",";
        return "[" + out + "]";
    }
    if (const auto* const map = node.map()) {
        for (const auto& [key, value] : *map)
            out += std::to_string(key.size()) + ":" + key + "=" + tell(value) + ",";
        return "{" + out + "}";
    }
    return "null";
}

std::string withoutQuotes(const model::Node& node)
{
    auto told = tell(node);
    std::string out;
    for (std::size_t i = 0; i < told.size(); ++i) {
        if (i > 0 && told[i - 1] == '"' && (told[i] == 'q' || told[i] == 'p'))
            continue;
        out += told[i];
    }
    return out;
}

/// Depth by brackets: an upper bound is enough.
std::size_t depthOf(std::string_view text)
{
    std::size_t depth = 0;
    std::size_t most = 0;
    for (const char c : text) {
        if (c == '{' || c == '[')
            most = std::max(most, ++depth);
        else if ((c == '}' || c == ']') && depth > 0)
            --depth;
    }
    return most;
}

void checkTree(std::string_view bytes)
{
    const auto tree = model::parseJson(bytes);
    boost::system::error_code error;
    boost::json::parse_options options;
    options.max_depth = 256;
    const auto theirs = boost::json::parse(bytes, error, {}, options);
    if (!tree) {
        check(!tree.error().empty() && !tree.error().front().message.empty(), "a fault has words");
        const bool twice = tree.error().front().message.find("twice") != std::string::npos;
        check(error || twice, "good JSON was refused: " + tree.error().front().message);
        return;
    }
    check(!error, "bad JSON was taken");
    const auto told = tell(*tree);
    const auto json = model::writeJson(*tree);
    const auto again = model::parseJson(json);
    check(again.has_value(), "what is written is JSON: " + json);
    checkEqual(tell(*again), told, "JSON that is read back");
    check(boost::json::parse(json, error, {}, options) == theirs && !error,
          "what is written says the same to others");
    if (depthOf(bytes) > 60 || json.find("\\u0000") != std::string::npos)
        return;
    const auto yaml = model::writeYaml(*tree);
    const auto third = model::parseYaml(yaml);
    // A key that YAML would merge, or take for nothing, has quotes.
    check(third.has_value(), "what is written is YAML:\n" + yaml);
    checkEqual(withoutQuotes(*third), withoutQuotes(*tree), "YAML that is read back:\n" + yaml);
}

/// Nothing that a file may say about fields is dropped in silence.
void checkFields(const model::HeaderChanges& changes)
{
    for (const auto* list : {&changes.set, &changes.add}) {
        for (const auto& [name, value] : *list) {
            http::FieldBlock block;
            check(block.add(name, value), "a field that is valid can be sent: " + name);
        }
    }
}

/// Every type by the same way.
template <typename T>
void checkType(std::string_view json)
{
    const auto value = model::fromJson<T>(json);
    if (!value) {
        check(!value.error().message.empty(), "a fault has words");
        return;
    }
    std::vector<model::Fault> faults;
    if constexpr (std::is_same_v<T, model::Workspace>)
        faults = model::validate(*value);
    else
        validateValue(*value, "x", faults);
    for (const auto& fault : faults)
        check(!fault.message.empty(), "a fault has words");
    // An empty text is left out, also where it is required: then the value is not valid.
    if (!faults.empty())
        return;
    const auto text = model::toJson(*value);
    const auto again = model::fromJson<T>(text);
    check(again.has_value(),
          "what is written is read: " + text + " " + (again ? "" : again.error().text()));
    checkEqual(model::toJson(*again), text, "what is written again");
    if constexpr (std::is_same_v<T, model::Api>) {
        checkFields(value->requestHeaders);
        checkFields(value->responseHeaders);
        if (value->kind == model::ApiKind::Rest) {
            gateway::RouteTable table;
            const auto added = table.add(*value, 1);
            check(added.has_value(),
                  "what is valid can be compiled: " + (added ? "" : added.error().text()));
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 4096)
        return 0;
    const auto bytes = textOf(data, size);
    const auto line = std::min(bytes.find('\n'), size);
    const auto type = bytes.substr(0, line);
    const auto json = bytes.substr(std::min(line + 1, size));
    checkTree(json);
    if (type == "gateway")
        checkType<model::Gateway>(json);
    else if (type == "provider")
        checkType<model::Provider>(json);
    else if (type == "model_route")
        checkType<model::ModelRoute>(json);
    else if (type == "team")
        checkType<model::Team>(json);
    else if (type == "application")
        checkType<model::Application>(json);
    else if (type == "api")
        checkType<model::Api>(json);
    else if (type == "subscription")
        checkType<model::Subscription>(json);
    else if (type == "limit")
        checkType<model::LimitRule>(json);
    else if (type == "prompt")
        checkType<model::Prompt>(json);
    else
        checkType<model::Workspace>(json);
    return 0;
}
