// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/RequestSplice.h"

#include "ai/JsonText.h"
#include "base/Text.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>

namespace gatehouse::ai {

namespace {

namespace od = simdjson::ondemand;

std::string_view withoutTrailingSpace(std::string_view s)
{
    while (!s.empty() &&
           (s.back() == ' ' || s.back() == '\n' || s.back() == '\r' || s.back() == '\t'))
        s.remove_suffix(1);
    return s;
}

std::size_t offsetIn(std::string_view body, std::string_view part)
{
    return static_cast<std::size_t>(part.data() - body.data());
}

/// `stream_options`: whether usage is asked for, and what to change where it is not.
simdjson::error_code readStreamOptions(std::string_view body, od::value value, RequestFacts& facts)
{
    facts.wantsUsage = false;
    facts.usageEdits.clear();
    od::json_type type{};
    if (const auto error = value.type().get(type); error != simdjson::SUCCESS)
        return error;
    if (type == od::json_type::null) {
        const auto raw = withoutTrailingSpace(value.raw_json_token());
        facts.usageEdits.push_back({offsetIn(body, raw), raw.size(), R"({"include_usage":true})"});
        return value.is_null().error();
    }
    if (type != od::json_type::object)
        return simdjson::SUCCESS; // The provider shall say what is wrong with it.
    od::object options;
    if (const auto error = value.get_object().get(options); error != simdjson::SUCCESS)
        return error;
    std::size_t fields = 0;
    bool stated = false;
    std::size_t open = 0;
    // The raw text is asked for first: it rewinds to the beginning.
    std::string_view raw;
    if (const auto error = options.raw_json().get(raw); error != simdjson::SUCCESS)
        return error;
    open = offsetIn(body, raw);
    if (const auto error = options.reset().error(); error != simdjson::SUCCESS)
        return error;
    for (auto field : options) {
        std::string_view key;
        if (const auto error = field.unescaped_key().get(key); error != simdjson::SUCCESS)
            return error;
        ++fields;
        if (key != "include_usage")
            continue;
        stated = true;
        const std::string_view token = withoutTrailingSpace(field.value().raw_json_token());
        facts.wantsUsage = token == "true";
        facts.usageEdits.clear();
        if (!facts.wantsUsage)
            facts.usageEdits.push_back({offsetIn(body, token), token.size(), "true"});
    }
    if (!stated)
        facts.usageEdits.push_back(
            {open + 1, 0, fields == 0 ? R"("include_usage":true)" : R"("include_usage":true,)"});
    return simdjson::SUCCESS;
}

simdjson::error_code readTopLevel(std::string_view body, od::document& document,
                                  RequestFacts& facts, std::string& complaint)
{
    od::object object;
    if (const auto error = document.get_object().get(object); error != simdjson::SUCCESS)
        return error;
    bool options = false;
    for (auto field : object) {
        std::string_view key;
        if (const auto error = field.unescaped_key().get(key); error != simdjson::SUCCESS)
            return error;
        if (key == "model") {
            const auto token = withoutTrailingSpace(field.value().raw_json_token());
            std::string_view name;
            if (field.value().get_string().get(name) != simdjson::SUCCESS) {
                complaint = "\"model\" must be a string";
                return simdjson::INCORRECT_TYPE;
            }
            facts.model = name;
            facts.modelValues.push_back({offsetIn(body, token), token.size()});
        } else if (key == "stream") {
            const auto token = withoutTrailingSpace(field.value().raw_json_token());
            facts.stream = token == "true";
        } else if (key == "max_tokens" || key == "max_completion_tokens" ||
                   key == "max_output_tokens") {
            const auto token = withoutTrailingSpace(field.value().raw_json_token());
            Tokens most = 0;
            const auto [end, error] =
                std::from_chars(token.data(), token.data() + token.size(), most);
            // The provider shall say what is wrong with it.
            if (error == std::errc{} && end == token.data() + token.size() && most > 0)
                facts.maxOutput = most;
        } else if (key == "stream_options") {
            options = true;
            od::value value;
            if (const auto error = field.value().get(value); error != simdjson::SUCCESS)
                return error;
            if (const auto error = readStreamOptions(body, value, facts);
                error != simdjson::SUCCESS)
                return error;
        }
    }
    if (!options) {
        // Behind the brace that opens the object; a body that streams has at least one field.
        const auto open = body.find('{');
        facts.usageEdits.push_back({open + 1, 0, R"("stream_options":{"include_usage":true},)"});
    }
    return simdjson::SUCCESS;
}

/// The value of a parameter like `boundary=` or `name=` in a header field, without its quotes.
std::string_view parameter(std::string_view field, std::string_view name)
{
    for (std::size_t at = field.find(';'); at != std::string_view::npos; at = field.find(';', at)) {
        ++at;
        auto rest = field.substr(at);
        while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t'))
            rest.remove_prefix(1);
        if (rest.size() > name.size() && rest[name.size()] == '=' &&
            text::equalsIgnoreCase(rest.substr(0, name.size()), name)) {
            rest.remove_prefix(name.size() + 1);
            if (rest.starts_with('"'))
                return rest.substr(1, rest.substr(1).find('"'));
            return text::trim(rest.substr(0, rest.find(';')));
        }
    }
    return {};
}

/// `name` of the part whose header block this is.
std::string_view partName(std::string_view head)
{
    while (!head.empty()) {
        const auto end = head.find("\r\n");
        const auto line = head.substr(0, end);
        constexpr std::string_view kDisposition = "content-disposition:";
        if (line.size() > kDisposition.size() &&
            text::equalsIgnoreCase(line.substr(0, kDisposition.size()), kDisposition))
            return parameter(line, "name");
        if (end == std::string_view::npos)
            break;
        head.remove_prefix(end + 2);
    }
    return {};
}

} // namespace

Result<RequestFacts> readJsonRequest(std::string& body)
{
    thread_local od::parser parser;
    body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
    od::document document;
    auto error =
        parser.iterate(simdjson::padded_string_view(body.data(), body.size(), body.capacity()))
            .get(document);
    RequestFacts facts;
    std::string complaint;
    if (error == simdjson::SUCCESS)
        error = readTopLevel(body, document, facts, complaint);
    // A view into a parser that outlives the request would keep its buffers at the largest size
    // ever seen.
    if (parser.capacity() > (std::size_t{4} << 20))
        parser = od::parser{};
    if (error != simdjson::SUCCESS)
        return fail(ErrorCode::Invalid,
                    complaint.empty() ? "the body is not a valid JSON object" : complaint);
    return facts;
}

Result<RequestFacts> readFormRequest(std::string_view body, std::string_view contentType)
{
    const auto boundary = parameter(contentType, "boundary");
    if (boundary.empty() || boundary.size() > 70)
        return fail(ErrorCode::Invalid, "the form has no boundary");
    const std::string delimiter = "\r\n--" + std::string(boundary);
    RequestFacts facts;
    facts.quoted = false;
    // The first delimiter has no line end in front of it.
    if (!body.starts_with(std::string_view(delimiter).substr(2)))
        return fail(ErrorCode::Invalid, "the form does not begin with its boundary");
    std::size_t at = delimiter.size() - 2;
    while (!body.substr(at).starts_with("--")) {
        const auto line = body.find("\r\n", at);
        const auto headEnd = line == std::string_view::npos ? line : body.find("\r\n\r\n", line);
        const auto end =
            headEnd == std::string_view::npos ? headEnd : body.find(delimiter, headEnd + 2);
        if (end == std::string_view::npos)
            return fail(ErrorCode::Invalid, "the form breaks off");
        // Of a part without any header the two line ends are one.
        const auto head =
            headEnd > line ? body.substr(line + 2, headEnd - line - 2) : std::string_view{};
        const auto name = partName(head);
        const auto from = std::min(headEnd + 4, end);
        const auto value = body.substr(from, end - from);
        if (name == "model") {
            // A part may end with its headers, and then has no place for a name.
            if (headEnd + 4 > end || !text::isUtf8(value))
                return fail(ErrorCode::Invalid, "\"model\" must be UTF-8 text");
            facts.model = value;
            facts.modelValues.push_back({from, value.size()});
        } else if (name == "stream") {
            facts.stream = value == "true";
        }
        at = end + delimiter.size();
        if (at >= body.size())
            return fail(ErrorCode::Invalid, "the form breaks off");
    }
    return facts;
}

std::string splice(std::string_view body, const RequestFacts& facts, std::string_view model,
                   bool askForUsage)
{
    std::vector<Edit> edits;
    if (model != facts.model) {
        for (const auto& slice : facts.modelValues)
            edits.push_back({slice.offset, slice.length,
                             facts.quoted ? jsonString(model) : std::string(model)});
    }
    if (askForUsage)
        edits.insert(edits.end(), facts.usageEdits.begin(), facts.usageEdits.end());
    std::ranges::sort(edits, {}, &Edit::offset);
    std::string out;
    std::size_t size = body.size();
    for (const auto& edit : edits)
        size += edit.text.size();
    out.reserve(size);
    std::size_t at = 0;
    for (const auto& edit : edits) {
        out.append(body, at, edit.offset - at);
        out += edit.text;
        at = edit.offset + edit.length;
    }
    out.append(body, at, std::string_view::npos);
    return out;
}

} // namespace gatehouse::ai
