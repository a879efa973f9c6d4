// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/ApiLife.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gatehouse::client {

ApiImport ApiImport::fromJson(const QJsonObject& json)
{
    ApiImport out;
    const QJsonObject api = json["api"_L1].toObject();
    out.id = json["id"_L1].toString();
    out.name = api["name"_L1].toString(out.id);
    out.basePath = api["base_path"_L1].toString();
    out.form = json["form"_L1].toString();
    out.operations = json["operations"_L1].toInt();
    out.created = json["created"_L1].toBool();
    out.mock = api["mock"_L1].toBool();
    for (const QJsonValue& target : api["upstream"_L1]["targets"_L1].toArray())
        out.targets.append(target["url"_L1].toString());
    for (const QJsonValue& route : api["routes"_L1].toArray()) {
        QStringList methods;
        for (const QJsonValue& method : route["methods"_L1].toArray())
            methods.append(method.toString());
        out.routes.append(methods.join(u' ') + u' ' + route["path"_L1].toString());
    }
    for (const QJsonValue& remark : json["remarks"_L1].toArray())
        out.remarks.append({remark["line"_L1].toInt(), remark["path"_L1].toString(),
                            remark["message"_L1].toString()});
    for (const QJsonValue& part : json["merge"_L1].toArray())
        out.merge.append({part["place"_L1].toString(), part["state"_L1].toString()});
    return out;
}

ApiRevision ApiRevision::fromJson(const QJsonObject& json)
{
    return {static_cast<quint32>(json["number"_L1].toInt()), json["created_ms"_L1].toInteger(),
            json["current"_L1].toBool()};
}

ApiComparison ApiComparison::fromJson(const QJsonObject& json)
{
    ApiComparison out;
    for (const QJsonValue& line : json["lines"_L1].toArray())
        out.lines.append(line.toString());
    for (const QJsonValue& one : json["differences"_L1].toArray())
        out.differences.append({one["breaking"_L1].toBool(), one["place"_L1].toString(),
                                one["message"_L1].toString()});
    return out;
}

} // namespace gatehouse::client
