// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/CodeSnippet.h"

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

/// A text in single quotes of a POSIX shell.
QString shellQuoted(const QString& text)
{
    return u"'"_s + QString(text).replace(u"'"_s, u"'\\''"_s) + u"'"_s;
}

/// A string literal that Python, JavaScript, Go and C++ read alike.
QString quoted(const QString& text)
{
    QString out = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            out += u"\\"_s + c;
        else if (c == u'\n')
            out += u"\\n"_s;
        else if (c == u'\t')
            out += u"\\t"_s;
        else if (c == u'\r')
            out += u"\\r"_s;
        else
            out += c;
    }
    return out + u"\""_s;
}

QString curl(const SnippetCall& call)
{
    // With -d curl posts by itself.
    const QString own = call.body.isEmpty() ? u"GET"_s : u"POST"_s;
    QStringList parts;
    parts << u"curl "_s +
                 (call.method == own         ? QString()
                  : call.method == u"HEAD"_s ? u"--head "_s
                                             : u"-X "_s + call.method + u" "_s) +
                 shellQuoted(call.url);
    if (call.withKey)
        parts << u"-H \"Authorization: Bearer $GATEHOUSE_KEY\""_s;
    for (const auto& [name, value] : call.headers)
        parts << u"-H "_s + shellQuoted(name + u": "_s + value);
    if (!call.body.isEmpty())
        parts << u"-d "_s + shellQuoted(QString::fromUtf8(call.body));
    return parts.join(u" \\\n  "_s) + u"\n"_s;
}

QString python(const SnippetCall& call)
{
    QString out =
        u"import os\nimport urllib.request\n\nrequest = urllib.request.Request(\n    %1,\n    method=%2,\n"_s
            .arg(quoted(call.url), quoted(call.method));
    out += u"    headers={\n"_s;
    if (call.withKey)
        out += u"        \"Authorization\": \"Bearer \" + os.environ[\"GATEHOUSE_KEY\"],\n"_s;
    for (const auto& [name, value] : call.headers)
        out += u"        %1: %2,\n"_s.arg(quoted(name), quoted(value));
    out += u"    },\n"_s;
    if (!call.body.isEmpty())
        out += u"    data=%1.encode(),\n"_s.arg(quoted(QString::fromUtf8(call.body)));
    return out + u")\nwith urllib.request.urlopen(request) as answer:\n    for line in answer:\n"
                 u"        print(line.decode(), end=\"\")\n"_s;
}

QString javaScript(const SnippetCall& call)
{
    QString out = u"const answer = await fetch(%1, {\n  method: %2,\n  headers: {\n"_s.arg(
        quoted(call.url), quoted(call.method));
    if (call.withKey)
        out += u"    \"Authorization\": `Bearer ${process.env.GATEHOUSE_KEY}`,\n"_s;
    for (const auto& [name, value] : call.headers)
        out += u"    %1: %2,\n"_s.arg(quoted(name), quoted(value));
    out += u"  },\n"_s;
    if (!call.body.isEmpty())
        out += u"  body: %1,\n"_s.arg(quoted(QString::fromUtf8(call.body)));
    return out + u"});\nconsole.log(answer.status, await answer.text());\n"_s;
}

QString go(const SnippetCall& call)
{
    const bool body = !call.body.isEmpty();
    QString out = u"package main\n\nimport (\n\t\"io\"\n\t\"log\"\n\t\"net/http\"\n\t\"os\"\n"_s;
    out += body ? u"\t\"strings\"\n)\n\n"_s : u")\n\n"_s;
    out += u"func main() {\n"_s;
    if (body)
        out += u"\tbody := strings.NewReader(%1)\n"_s.arg(quoted(QString::fromUtf8(call.body)));
    out +=
        u"\trequest, err := http.NewRequest(%1, %2, %3)\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n"_s
            .arg(quoted(call.method), quoted(call.url), body ? u"body"_s : u"nil"_s);
    if (call.withKey)
        out +=
            u"\trequest.Header.Set(\"Authorization\", \"Bearer \"+os.Getenv(\"GATEHOUSE_KEY\"))\n"_s;
    for (const auto& [name, value] : call.headers)
        out += u"\trequest.Header.Set(%1, %2)\n"_s.arg(quoted(name), quoted(value));
    return out + u"\tanswer, err := http.DefaultClient.Do(request)\n\tif err != nil "
                 u"{\n\t\tlog.Fatal(err)\n\t}\n"
                 u"\tdefer answer.Body.Close()\n\tio.Copy(os.Stdout, answer.Body)\n}\n"_s;
}

QString cpp(const SnippetCall& call)
{
    QString out = u"// c++ call.cpp -lcurl\n#include <curl/curl.h>\n"_s;
    out += call.withKey ? u"#include <cstdlib>\n#include <string>\n\n"_s : u"\n"_s;
    out +=
        u"int main()\n{\n    CURL* call = curl_easy_init();\n    curl_slist* headers = nullptr;\n"_s;
    if (call.withKey)
        out += u"    const char* key = std::getenv(\"GATEHOUSE_KEY\");\n"
               u"    const std::string bearer = std::string(\"Authorization: Bearer \") + (key ? "
               u"key : \"\");\n"
               u"    headers = curl_slist_append(headers, bearer.c_str());\n"_s;
    for (const auto& [name, value] : call.headers)
        out += u"    headers = curl_slist_append(headers, %1);\n"_s.arg(
            quoted(name + u": "_s + value));
    out += u"    curl_easy_setopt(call, CURLOPT_URL, %1);\n"_s.arg(quoted(call.url));
    if (call.method == u"HEAD"_s)
        out += u"    curl_easy_setopt(call, CURLOPT_NOBODY, 1L);\n"_s;
    else
        out +=
            u"    curl_easy_setopt(call, CURLOPT_CUSTOMREQUEST, %1);\n"_s.arg(quoted(call.method));
    out += u"    curl_easy_setopt(call, CURLOPT_HTTPHEADER, headers);\n"_s;
    if (!call.body.isEmpty())
        out += u"    curl_easy_setopt(call, CURLOPT_POSTFIELDS, %1);\n"_s.arg(
            quoted(QString::fromUtf8(call.body)));
    return out + u"    const CURLcode result = curl_easy_perform(call);\n    "
                 u"curl_slist_free_all(headers);\n"
                 u"    curl_easy_cleanup(call);\n    return result == CURLE_OK ? 0 : 1;\n}\n"_s;
}

} // namespace

QString snippetLanguageName(SnippetLanguage language)
{
    switch (language) {
    case SnippetLanguage::Curl:
        return u"cURL"_s;
    case SnippetLanguage::Python:
        return u"Python"_s;
    case SnippetLanguage::JavaScript:
        return u"JavaScript"_s;
    case SnippetLanguage::Go:
        return u"Go"_s;
    case SnippetLanguage::Cpp:
        return u"C++"_s;
    }
    return {};
}

QString codeSnippet(SnippetLanguage language, const SnippetCall& call)
{
    switch (language) {
    case SnippetLanguage::Curl:
        return curl(call);
    case SnippetLanguage::Python:
        return python(call);
    case SnippetLanguage::JavaScript:
        return javaScript(call);
    case SnippetLanguage::Go:
        return go(call);
    case SnippetLanguage::Cpp:
        return cpp(call);
    }
    return {};
}

} // namespace gatehouse::ui
