// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/Example.h"
#include "spec/Export.h"
#include "spec/Outline.h"

#include <map>

namespace gatehouse::spec {

using model::Node;

namespace {

std::string escaped(std::string_view s)
{
    std::string out;
    for (const char c : s) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

constexpr std::string_view kStyle =
    "body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:2rem;"
    "color:#1c2733;background:#fff}h1{margin:0 0 .25rem}h2{margin:2.5rem 0 .5rem;border-bottom:1px "
    "solid #d8dee6}h3{font:600 15px/1.5 ui-monospace,monospace;margin:1.75rem 0 .25rem}"
    "code,pre{font:13px/1.5 ui-monospace,monospace}pre{background:#f3f5f8;padding:.75rem;"
    "overflow:auto;border-radius:6px}table{border-collapse:collapse;width:100%}td,th{text-align:"
    "left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-top:1px solid #e6eaf0}"
    ".m{display:inline-block;min-width:4.5rem;color:#0b62c4}.d{color:#a33}.q{color:#5b6875}"
    "@media(prefers-color-scheme:dark){body{background:#14181d;color:#dfe5ec}pre{background:"
    "#1d232b}h2,td,th{border-color:#2c343e}.m{color:#6db3ff}}";

class Page
{
public:
    Page(const Node& document, const Outline& outline)
        : m_document(document)
        , m_outline(outline)
        , m_refs(document)
    {
    }

    std::string make()
    {
        m_out = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                "style-src 'unsafe-inline'\">\n<title>" +
                escaped(m_outline.title) + "</title>\n<style>" + std::string(kStyle) +
                "</style></head><body>\n";
        m_out += "<h1>" + escaped(m_outline.title) + "</h1>\n<p class=\"q\">version " +
                 escaped(m_outline.apiVersion) + "</p>\n";
        paragraph(m_outline.description);
        for (const Node& server : itemsOf(m_document.find("servers")))
            m_out += "<p><code>" + escaped(textOf(server, "url")) + "</code></p>\n";
        if (!itemsOf(m_document.find("security")).empty())
            m_out += "<p>Every call carries <code>Authorization: Bearer KEY</code>.</p>\n";
        std::map<std::string, std::vector<const Operation*>> byTag;
        for (const Operation& operation : m_outline.operations) {
            const auto& tags = itemsOf(operation.node->find("tags"));
            const auto* tag = tags.empty() ? nullptr : tags.front().scalar();
            byTag[tag ? tag->text : std::string()].push_back(&operation);
        }
        for (const auto& [tag, operations] : byTag) {
            m_out += "<h2>" + escaped(tag.empty() ? "Calls" : tag) + "</h2>\n";
            for (const Operation* operation : operations)
                add(*operation);
        }
        m_out += "</body></html>\n";
        return std::move(m_out);
    }

private:
    void paragraph(const std::string& words)
    {
        if (!words.empty())
            m_out += "<p style=\"white-space:pre-line\">" + escaped(words) + "</p>\n";
    }

    void add(const Operation& operation)
    {
        m_out += "<h3><span class=\"m\">" + escaped(operation.method) + "</span>" +
                 escaped(operation.path) + "</h3>\n";
        if (operation.deprecated)
            m_out += "<p class=\"d\">Deprecated</p>\n";
        paragraph(textOf(*operation.node, "summary"));
        paragraph(textOf(*operation.node, "description"));
        if (!operation.parameters.empty()) {
            m_out += "<table><tr><th>Parameter</th><th>In</th><th>Type</th><th>Meaning</th></tr>\n";
            for (const Parameter& parameter : operation.parameters) {
                const std::string type = parameter.schema ? textOf(*parameter.schema, "type") : "";
                m_out += "<tr><td><code>" + escaped(parameter.name) + "</code>" +
                         (parameter.required ? " *" : "") + "</td><td>" + escaped(parameter.in) +
                         "</td><td>" + escaped(type) + "</td><td>" +
                         escaped(textOf(*parameter.node, "description")) + "</td></tr>\n";
            }
            m_out += "</table>\n";
        }
        if (const Node* body = m_refs.member(*operation.node, "requestBody"))
            content("Body", body->find("content"));
        for (const auto& [status, written] : membersOf(operation.node->find("responses"))) {
            const Node* response = m_refs.follow(written);
            if (!response)
                continue;
            m_out += "<p><b>" + escaped(status) + "</b> " +
                     escaped(textOf(*response, "description")) + "</p>\n";
            content({}, response->find("content"));
        }
    }

    void content(std::string_view title, const Node* types)
    {
        for (const auto& [type, media] : membersOf(types)) {
            m_out += "<p class=\"q\">" + escaped(title) + (title.empty() ? "" : ": ") +
                     escaped(type) + "</p>\n";
            const Node* example = media.find("example");
            const Node* schema = media.find("schema");
            if (const auto& named = membersOf(media.find("examples")); !example && !named.empty()) {
                const Node* target = m_refs.follow(named.front().second);
                example = target ? target->find("value") : nullptr;
            }
            const Node made = !example && schema ? exampleOf(*schema, m_refs) : Node{};
            const Node& shown = example ? *example : made;
            if (!shown.isNull())
                m_out += "<pre>" + escaped(model::writeYaml(shown)) + "</pre>\n";
        }
    }

    const Node& m_document;
    const Outline& m_outline;
    Refs m_refs;
    std::string m_out;
};

} // namespace

std::string exportHtml(const model::Api& api, const ExportOptions& options)
{
    const Node document = exportDocument(api, options);
    const auto outline = readOutline(document);
    return outline ? Page(document, *outline).make() : std::string();
}

} // namespace gatehouse::spec
