// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

namespace gatehouse::ui {

enum class SnippetLanguage
{
    Curl,
    Python,
    JavaScript,
    Go,
    Cpp
};
inline constexpr SnippetLanguage kSnippetLanguages[] = {
    SnippetLanguage::Curl, SnippetLanguage::Python, SnippetLanguage::JavaScript,
    SnippetLanguage::Go, SnippetLanguage::Cpp};

/// One HTTP call, to be shown as a program. The key never stands in it: a snippet reads it from the
/// environment.
struct SnippetCall
{
    QString method;
    QString url;
    bool withKey = true; ///< Send `Authorization: Bearer` with the variable GATEHOUSE_KEY.
    QList<QPair<QString, QString>> headers;
    QByteArray body; ///< Text, normally JSON; empty = none.
};

/// The name as it is written on screen: `cURL`, `Python`, ...
[[nodiscard]] QString snippetLanguageName(SnippetLanguage language);

/// A complete, runnable program or command line that makes the call with nothing but the language's
/// usual library (Python: urllib, JavaScript: fetch, Go: net/http, C++: libcurl).
[[nodiscard]] QString codeSnippet(SnippetLanguage language, const SnippetCall& call);

} // namespace gatehouse::ui
