// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Text.h"
#include "spec/Refs.h"
#include "spec/Samples.h"

namespace gatehouse::spec {

using model::Fault;
using model::Node;

namespace {

constexpr int kDeepestFolder = 32;
constexpr std::size_t kMostSamples = 20'000;

/// `url` is a text or an object with `raw`, or with parts only.
std::string urlOf(const Node* url)
{
    if (!url)
        return {};
    if (const auto* scalar = url->scalar())
        return scalar->text;
    if (const std::string raw = textOf(*url, "raw"); !raw.empty())
        return raw;
    const auto joined = [url](std::string_view key, char separator) {
        std::string out;
        const Node* part = url->find(key);
        if (const auto* scalar = part ? part->scalar() : nullptr)
            return scalar->text;
        for (const Node& item : itemsOf(part)) {
            if (const auto* scalar = item.scalar())
                out.append(out.empty() ? "" : std::string(1, separator)).append(scalar->text);
        }
        return out;
    };
    const std::string protocol = textOf(*url, "protocol");
    std::string out = (protocol.empty() ? "https" : protocol) + "://" + joined("host", '.');
    if (const std::string port = textOf(*url, "port"); !port.empty())
        out.append(":").append(port);
    out.append("/").append(joined("path", '/'));
    char separator = '?';
    for (const Node& pair : itemsOf(url->find("query"))) {
        if (isTrue(pair, "disabled"))
            continue;
        out.append(1, separator)
            .append(gatehouse::text::percentEncode(textOf(pair, "key")))
            .append("=")
            .append(gatehouse::text::percentEncode(textOf(pair, "value")));
        separator = '&';
    }
    return out;
}

void readHeaders(const Node* headers, std::vector<std::pair<std::string, std::string>>& out)
{
    for (const Node& header : itemsOf(headers)) {
        if (!isTrue(header, "disabled") && !textOf(header, "key").empty())
            out.emplace_back(textOf(header, "key"), textOf(header, "value"));
    }
}

std::string headerOf(const std::vector<std::pair<std::string, std::string>>& headers,
                     std::string_view name)
{
    for (const auto& [key, value] : headers) {
        if (gatehouse::text::equalsIgnoreCase(key, name))
            return value;
    }
    return {};
}

class Reader
{
public:
    explicit Reader(std::vector<Fault>& remarks)
        : m_remarks(remarks)
    {
    }

    void items(const Node* nodes, const std::string& folder, const Node* auth,
               const std::string& where, int depth)
    {
        if (depth > kDeepestFolder)
            return;
        std::size_t index = 0;
        for (const Node& item : itemsOf(nodes)) {
            const std::string place = where + "[" + std::to_string(index++) + "]";
            const std::string name = textOf(item, "name");
            const Node* own = item.find("auth") ? item.find("auth") : auth;
            if (item.find("item"))
                items(item.find("item"),
                      folder.empty() ? name : fmt::format("{} / {}", folder, name), own,
                      place + ".item", depth + 1);
            else if (const Node* request = item.find("request"))
                request_(item, *request, folder, own, place);
            else
                m_remarks.push_back({item.line, place, "is neither a folder nor a request"});
            if (item.find("event"))
                m_remarks.push_back({item.line, place + ".event", "scripts are not taken over"});
        }
    }

    std::vector<Sample> samples;

private:
    void request_(const Node& item, const Node& request, const std::string& folder,
                  const Node* auth, const std::string& place)
    {
        if (samples.size() >= kMostSamples)
            return;
        Sample out;
        out.name = textOf(item, "name");
        out.folder = folder;
        out.line = request.line;
        if (const auto* scalar = request.scalar()) {
            out.method = "GET";
            out.url = scalar->text;
        } else {
            out.method = textOf(request, "method");
            out.url = urlOf(request.find("url"));
            readHeaders(request.find("header"), out.headers);
            body(request.find("body"), out, place);
            if (request.find("auth"))
                auth = request.find("auth");
        }
        if (out.method.empty())
            out.method = "GET";
        if (out.url.empty()) {
            m_remarks.push_back({request.line, place + ".request.url", "has no address"});
            return;
        }
        credentials(auth, out);
        // Saved answers: the first is the example, each of the others one more sample.
        bool first = true;
        for (const Node& answer : itemsOf(item.find("response"))) {
            Sample seen = out;
            seen.status = std::atoi(textOf(answer, "code").c_str());
            std::vector<std::pair<std::string, std::string>> headers;
            readHeaders(answer.find("header"), headers);
            seen.answerType = headerOf(headers, "content-type");
            seen.answer = textOf(answer, "body");
            samples.push_back(std::move(seen));
            first = false;
        }
        if (first)
            samples.push_back(std::move(out));
    }

    void body(const Node* node, Sample& out, const std::string& place)
    {
        if (!node || !node->map() || isTrue(*node, "disabled"))
            return;
        const std::string mode = textOf(*node, "mode");
        if (mode == "raw") {
            out.body = textOf(*node, "raw");
            out.bodyType = headerOf(out.headers, "content-type");
            const Node* options = node->find("options");
            const Node* raw = options ? options->find("raw") : nullptr;
            if (out.bodyType.empty())
                out.bodyType = raw && textOf(*raw, "language") == "json" ? "application/json"
                               : out.body.starts_with('{') || out.body.starts_with('[')
                                   ? "application/json"
                                   : "text/plain";
        } else if (mode == "urlencoded") {
            out.bodyType = "application/x-www-form-urlencoded";
            for (const Node& pair : itemsOf(node->find("urlencoded"))) {
                if (!isTrue(pair, "disabled"))
                    out.body.append(out.body.empty() ? "" : "&")
                        .append(gatehouse::text::percentEncode(textOf(pair, "key")))
                        .append("=")
                        .append(gatehouse::text::percentEncode(textOf(pair, "value")));
            }
        } else if (mode == "formdata") {
            out.bodyType = "multipart/form-data";
        } else if (mode == "graphql") {
            out.bodyType = "application/json";
        } else if (mode == "file") {
            out.bodyType = "application/octet-stream";
        } else if (!mode.empty()) {
            m_remarks.push_back(
                {node->line, place + ".request.body", "a body of mode " + mode + " is unknown"});
        }
    }

    static void credentials(const Node* auth, Sample& out)
    {
        if (!auth)
            return;
        const std::string type = textOf(*auth, "type");
        if (type == "bearer" || type == "oauth2" || type == "jwt")
            out.headers.emplace_back("Authorization", "Bearer");
        else if (type == "basic")
            out.headers.emplace_back("Authorization", "Basic");
        else if (type == "apikey") {
            std::string name = "x-api-key";
            for (const Node& pair : itemsOf(auth->find("apikey"))) {
                if (textOf(pair, "key") == "key")
                    name = textOf(pair, "value");
            }
            out.headers.emplace_back(name.ends_with("key") ? name : "x-api-key", "");
        }
    }

    std::vector<Fault>& m_remarks;
};

} // namespace

std::vector<Sample> readPostman(const Node& collection, std::vector<Fault>& remarks)
{
    Reader reader(remarks);
    reader.items(collection.find("item"), {}, collection.find("auth"), "item", 0);
    return std::move(reader.samples);
}

std::vector<Sample> readHar(const Node& archive, std::vector<Fault>& remarks)
{
    std::vector<Sample> out;
    const Node* log = archive.find("log");
    std::size_t index = 0;
    for (const Node& entry : itemsOf(log ? log->find("entries") : nullptr)) {
        const std::string place = "log.entries[" + std::to_string(index++) + "]";
        const Node* request = entry.find("request");
        if (!request || textOf(*request, "url").empty()) {
            remarks.push_back({entry.line, place, "has no request"});
            continue;
        }
        if (out.size() >= kMostSamples)
            break;
        Sample sample;
        sample.line = request->line;
        sample.method = textOf(*request, "method");
        sample.url = textOf(*request, "url");
        if (!sample.url.starts_with("http")) {
            remarks.push_back(
                {request->line, place, "is no HTTP call: " + sample.url.substr(0, 40)});
            continue;
        }
        for (const Node& header : itemsOf(request->find("headers")))
            sample.headers.emplace_back(textOf(header, "name"), textOf(header, "value"));
        if (const Node* data = request->find("postData")) {
            sample.bodyType = textOf(*data, "mimeType");
            sample.body = textOf(*data, "text");
        }
        if (const Node* response = entry.find("response")) {
            sample.status = std::atoi(textOf(*response, "status").c_str());
            if (const Node* content = response->find("content")) {
                sample.answerType = textOf(*content, "mimeType");
                if (textOf(*content, "encoding").empty())
                    sample.answer = textOf(*content, "text");
            }
        }
        out.push_back(std::move(sample));
    }
    return out;
}

} // namespace gatehouse::spec
