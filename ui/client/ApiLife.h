// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

/// What the admin API tells of the life of APIs: imports, revisions, comparisons.
namespace gatehouse::client {

/// What an import made, or would make.
struct ApiImport
{
    struct Remark
    {
        int line = 0; ///< 0 = nowhere in particular.
        QString path;
        QString message;
    };
    struct Part
    {
        QString place; ///< `GET /orders/{id}`
        QString state; ///< `conflict`, `changed_there`, ...
    };
    QString id;
    QString name;
    QString basePath;
    QString form; ///< `OpenAPI 3.1.0`
    int operations = 0;
    bool created = false;
    bool mock = false;
    QStringList targets;
    QStringList routes; ///< `GET /orders/{id}`
    QList<Remark> remarks;
    QList<Part> merge; ///< Empty for a new API.

    [[nodiscard]] static ApiImport fromJson(const QJsonObject& json);
};

struct ApiRevision
{
    quint32 number = 0;
    qint64 createdMillis = 0;
    bool current = false;

    [[nodiscard]] static ApiRevision fromJson(const QJsonObject& json);
};

struct ApiComparison
{
    struct Difference
    {
        bool breaking = false;
        QString place;
        QString message;
    };
    QStringList lines; ///< `- state: draft`
    QList<Difference> differences;

    [[nodiscard]] static ApiComparison fromJson(const QJsonObject& json);
};

} // namespace gatehouse::client
