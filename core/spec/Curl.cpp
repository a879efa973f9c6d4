// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Text.h"
#include "spec/Samples.h"

#include <algorithm>
#include <array>

namespace gatehouse::spec {

namespace {

/// Splits like a POSIX shell (XCU 2.2), with bash's `$'...'`; nothing is expanded.
std::expected<std::vector<std::string>, std::string> words(std::string_view s)
{
    std::vector<std::string> out;
    std::string word;
    bool has = false;
    for (std::size_t i = 0; i < s.size(); ++i) {
        const char c = s[i];
        if (c == '\'' || (c == '$' && i + 1 < s.size() && s[i + 1] == '\'')) {
            const bool escapes = c == '$';
            i += escapes ? 2 : 1;
            for (; i < s.size() && s[i] != '\''; ++i) {
                if (!escapes || s[i] != '\\' || i + 1 >= s.size()) {
                    word += s[i];
                    continue;
                }
                const char e = s[++i];
                if (e == 'n' || e == 't' || e == 'r') {
                    word += e == 'n' ? '\n' : e == 't' ? '\t' : '\r';
                } else if ((e == 'x' || e == 'u') && i + 2 < s.size()) {
                    const std::size_t digits = e == 'x' ? 2 : 4;
                    const auto hex = gatehouse::text::fromHex(s.substr(i + 1, digits));
                    if (hex && digits == 2)
                        word += *hex;
                    else if (hex && hex->size() == 2 && (*hex)[0] == 0 &&
                             static_cast<unsigned char>((*hex)[1]) < 0x80)
                        word += (*hex)[1];
                    i += digits;
                } else {
                    word += e;
                }
            }
            if (i >= s.size())
                return std::unexpected("a single quote is not closed");
            has = true;
        } else if (c == '"') {
            for (++i; i < s.size() && s[i] != '"'; ++i) {
                if (s[i] == '\\' && i + 1 < s.size() &&
                    std::string_view("\"\\$`\n").find(s[i + 1]) != std::string_view::npos) {
                    if (s[++i] != '\n')
                        word += s[i];
                } else {
                    word += s[i];
                }
            }
            if (i >= s.size())
                return std::unexpected("a double quote is not closed");
            has = true;
        } else if (c == '\\' && i + 1 < s.size()) {
            ++i;
            if (s[i] == '\r' && i + 1 < s.size() && s[i + 1] == '\n')
                ++i;
            if (s[i] != '\n') {
                word += s[i];
                has = true;
            }
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            if (has)
                out.push_back(std::move(word));
            word.clear();
            has = false;
        } else {
            word += c;
            has = true;
        }
    }
    if (has)
        out.push_back(std::move(word));
    return out;
}

/// Options of curl(1) that take a value and say nothing about the call itself.
bool takesValue(std::string_view option)
{
    static constexpr std::array names = {"-o",
                                         "--output",
                                         "-m",
                                         "--max-time",
                                         "--connect-timeout",
                                         "-x",
                                         "--proxy",
                                         "--cacert",
                                         "-E",
                                         "--cert",
                                         "--key",
                                         "-c",
                                         "--cookie-jar",
                                         "-w",
                                         "--write-out",
                                         "--retry",
                                         "-K",
                                         "--config",
                                         "--resolve",
                                         "--interface",
                                         "-D",
                                         "--dump-header",
                                         "-T",
                                         "--upload-file",
                                         "-e",
                                         "--limit-rate",
                                         "-C",
                                         "-r",
                                         "--range",
                                         "--ciphers",
                                         "--tls-max",
                                         "--max-redirs",
                                         "-t"};
    return std::ranges::find(names, option) != names.end();
}

struct Call
{
    Sample sample;
    std::string method;
    bool asQuery = false;
    bool form = false;
    std::string json;
};

void addData(Call& call, std::string_view value)
{
    call.sample.body.append(call.sample.body.empty() ? "" : "&").append(value);
    if (call.sample.bodyType.empty())
        call.sample.bodyType = "application/x-www-form-urlencoded";
}

void addHeader(Call& call, std::string_view line)
{
    const auto colon = line.find(':');
    if (colon == std::string_view::npos)
        return;
    call.sample.headers.emplace_back(std::string(gatehouse::text::trim(line.substr(0, colon))),
                                     std::string(gatehouse::text::trim(line.substr(colon + 1))));
}

/// Takes one option with its value; false when it is none that has one.
bool takeOption(Call& call, std::string_view name, const std::string& value)
{
    if (name == "-X" || name == "--request")
        call.method = value;
    else if (name == "-H" || name == "--header")
        addHeader(call, value);
    else if (name == "-d" || name == "--data" || name == "--data-ascii" || name == "--data-raw" ||
             name == "--data-binary" || name == "--data-urlencode")
        addData(call, value);
    else if (name == "--json") {
        call.sample.body += value;
        call.sample.bodyType = "application/json";
    } else if (name == "-F" || name == "--form" || name == "--form-string") {
        call.sample.bodyType = "multipart/form-data";
        call.form = true;
    } else if (name == "-u" || name == "--user")
        call.sample.headers.emplace_back("Authorization", "Basic");
    else if (name == "--oauth2-bearer")
        call.sample.headers.emplace_back("Authorization", "Bearer");
    else if (name == "-A" || name == "--user-agent" || name == "-b" || name == "--cookie" ||
             name == "--referer")
        return true;
    else if (name == "--url")
        call.sample.url = value;
    else
        return takesValue(name);
    return true;
}

} // namespace

std::expected<Sample, std::string> readCurl(std::string_view command)
{
    auto list = words(command);
    if (!list)
        return std::unexpected(list.error());
    std::size_t i = 0;
    if (i < list->size() && (*list)[i] == "$")
        ++i;
    if (i >= list->size() ||
        !((*list)[i] == "curl" || (*list)[i].ends_with("/curl") || (*list)[i] == "curl.exe"))
        return std::unexpected("does not begin with curl");
    Call call;
    for (++i; i < list->size(); ++i) {
        const std::string& word = (*list)[i];
        if (word == "|" || word == "&&" || word == ";" || word == ">")
            break;
        if (word == "-G" || word == "--get") {
            call.asQuery = true;
        } else if (word == "-I" || word == "--head") {
            call.method = "HEAD";
        } else if (word.starts_with('-') && word.size() > 1) {
            const bool isLong = word.starts_with("--");
            // `-XPOST`, and flags in front of it as in `-sXPOST`.
            if (!isLong && word.size() > 2) {
                const std::string name = word.substr(0, 2);
                static const std::string none;
                Call probe;
                if (takeOption(probe, name, none))
                    takeOption(call, name, word.substr(2));
                else if (const auto x = word.find('X'); x != std::string::npos) {
                    if (x + 1 < word.size())
                        call.method = word.substr(x + 1);
                    else if (i + 1 < list->size())
                        call.method = (*list)[++i];
                }
                continue;
            }
            if (i + 1 < list->size() && takeOption(call, word, (*list)[i + 1]))
                ++i;
        } else if (call.sample.url.empty()) {
            call.sample.url = word;
        }
    }
    Sample& out = call.sample;
    if (out.url.empty())
        return std::unexpected("names no address");
    for (const auto& [name, value] : out.headers) {
        if (gatehouse::text::equalsIgnoreCase(name, "content-type") && !call.form)
            out.bodyType = out.body.empty() ? out.bodyType : value;
    }
    if (call.asQuery && !out.body.empty()) {
        out.url.append(out.url.find('?') == std::string::npos ? "?" : "&").append(out.body);
        out.body.clear();
        out.bodyType.clear();
    }
    const bool sends = !out.bodyType.empty();
    out.method = !call.method.empty() ? call.method : sends ? "POST" : "GET";
    std::ranges::transform(out.method, out.method.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    if (std::ranges::any_of(out.method, [](char c) { return c < 'A' || c > 'Z'; }))
        return std::unexpected("\"" + out.method + "\" is no method");
    out.line = 1;
    return std::move(out);
}

} // namespace gatehouse::spec
