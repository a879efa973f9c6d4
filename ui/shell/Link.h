// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>
#include <QUrlQuery>

#include <optional>

namespace gatehouse::ui {

/// How panels meet: `gatehouse://KIND/ID?filter=...`, for example `gatehouse://request/01JD...` or
/// `gatehouse://traffic?application=web`. The shell knows which panel takes which kind.
struct Link
{
    QString kind; ///< `request`, `traffic`, `api`, `application`, `provider`, `model_route`,
                  ///< `limit`, `doctor` (of a request), `settings`, ...
    QString id;   ///< May be empty.
    QUrlQuery query;

    [[nodiscard]] QUrl url() const
    {
        QUrl url;
        url.setScheme(QStringLiteral("gatehouse"));
        url.setHost(kind);
        url.setPath(id.isEmpty() ? QString() : QLatin1Char('/') + id);
        url.setQuery(query);
        return url;
    }

    [[nodiscard]] static std::optional<Link> fromUrl(const QUrl& url)
    {
        if (url.scheme() != QLatin1String("gatehouse") || url.host().isEmpty())
            return std::nullopt;
        return Link{url.host(), url.path().mid(1), QUrlQuery(url)};
    }
};

} // namespace gatehouse::ui
