// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace gatehouse::client {

/// A sentence of the server in English, and the same as a word with values, so that the console may
/// say it in the person's language.
struct Said
{
    QString text;
    QString code; ///< Empty = an older server, which has the sentence only.
    QJsonObject values;

    [[nodiscard]] bool isEmpty() const { return text.isEmpty() && code.isEmpty(); }
    /// `NAME` and `NAME_is` of an answer.
    [[nodiscard]] static Said fromJson(const QJsonObject& json, QLatin1StringView name)
    {
        Said said;
        said.text = json[name].toString();
        said.values = json[name + QLatin1StringView("_is")].toObject();
        said.code = said.values[QLatin1StringView("code")].toString();
        return said;
    }
};

} // namespace gatehouse::client
