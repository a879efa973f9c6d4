// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApiCheck.h"

#include "base/Id.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

/// Gives the sentences their translation context.
struct ApiCheck
{
    Q_DECLARE_TR_FUNCTIONS(ApiCheck)
};

/// Collects faults; a field keeps its first one.
class Faults
{
public:
    void add(const QString& field, const QString& message)
    {
        if (!m_seen.contains(field)) {
            m_seen.insert(field);
            m_faults.push_back({field, message});
        }
    }
    [[nodiscard]] std::vector<FieldFault> take() { return std::move(m_faults); }

private:
    std::vector<FieldFault> m_faults;
    QSet<QString> m_seen;
};

bool hasSpaceOrControl(const QString& text)
{
    for (const QChar c : text) {
        if (c.unicode() <= 0x20 || c.unicode() == 0x7f)
            return true;
    }
    return false;
}

/// Names of the `{parameters}` of a path; nothing when braces do not form whole segments.
std::optional<QStringList> parametersOf(const QString& path)
{
    static const QRegularExpression whole(u"^\\{([A-Za-z_][A-Za-z0-9_.-]*)\\}$"_s);
    QStringList names;
    for (const QString& segment : path.split(u'/')) {
        if (!segment.contains(u'{') && !segment.contains(u'}'))
            continue;
        const auto match = whole.match(segment);
        if (!match.hasMatch())
            return std::nullopt;
        names.append(match.captured(1));
    }
    return names;
}

QString pathFault(const QString& path)
{
    if (!path.startsWith(u'/'))
        return ApiCheck::tr("A path begins with /");
    if (hasSpaceOrControl(path) || path.contains(u'?') || path.contains(u'#'))
        return ApiCheck::tr("A path holds no spaces, no ? and no #");
    if (path.contains(u"//"_s))
        return ApiCheck::tr("A path has no empty segment (//)");
    return {};
}

void checkBasePath(const model::Api& api, const std::vector<model::Api>& others, bool isNew,
                   Faults& faults)
{
    const QString field = u"base_path"_s;
    const QString path = QString::fromStdString(api.basePath);
    if (path.isEmpty()) {
        faults.add(field,
                   ApiCheck::tr(
                       "Needed: the path under which callers reach the API, for example /orders"));
        return;
    }
    if (const QString fault = pathFault(path); !fault.isEmpty()) {
        faults.add(field, fault);
    } else if (path.size() > 1 && path.endsWith(u'/')) {
        faults.add(field, ApiCheck::tr("No / at the end"));
    } else if (path.contains(u'{') || path.contains(u'*')) {
        faults.add(field, ApiCheck::tr("Fixed text only; {parameters} and * belong to the routes"));
    }
    for (const model::Api& other : others) {
        if ((isNew || other.id != api.id) && other.basePath == api.basePath &&
            other.state != model::ApiState::Discarded && other.state != model::ApiState::Retired) {
            faults.add(
                field,
                ApiCheck::tr("%1 is already reached under %2")
                    .arg(QString::fromStdString(other.name.empty() ? other.id : other.name), path));
        }
    }
}

void checkUpstream(const model::Api& api, Faults& faults)
{
    if (api.mock && !api.upstream)
        return;
    if (!api.upstream || api.upstream->targets.empty()) {
        faults.add(u"upstream.targets"_s, ApiCheck::tr("At least one target: where the calls go"));
        return;
    }
    bool anyWeight = false;
    for (std::size_t i = 0; i < api.upstream->targets.size(); ++i) {
        const auto& target = api.upstream->targets[i];
        anyWeight = anyWeight || target.weight > 0;
        const QString field = u"upstream.targets[%1].url"_s.arg(i);
        const QString text = QString::fromStdString(target.url);
        const QUrl url(text, QUrl::StrictMode);
        if (text.isEmpty())
            faults.add(field, ApiCheck::tr("Needed, for example http://127.0.0.1:9000"));
        else if (!url.isValid() || hasSpaceOrControl(text) ||
                 (url.scheme() != u"http"_s && url.scheme() != u"https"_s) || url.host().isEmpty())
            faults.add(field,
                       ApiCheck::tr("A URL like http://127.0.0.1:9000 or https://host/path"));
        else if (url.hasQuery() || url.hasFragment())
            faults.add(field, ApiCheck::tr("No ? and no # in a target"));
        else if (!url.userInfo().isEmpty())
            faults.add(
                field,
                ApiCheck::tr(
                    "No user and password in a target; set the Authorization header instead"));
    }
    if (!anyWeight)
        faults.add(u"upstream.targets"_s,
                   ApiCheck::tr("At least one target needs a weight above 0"));
    if (api.upstream->timeout <= Duration::zero())
        faults.add(u"upstream.timeout"_s,
                   ApiCheck::tr("A duration above 0, for example 30s or 250ms"));
}

void checkRoutes(const model::Api& api, Faults& faults)
{
    QSet<QString> seen;
    for (std::size_t i = 0; i < api.routes.size(); ++i) {
        const model::Route& route = api.routes[i];
        const QString at = u"routes[%1]."_s.arg(i);
        const QString path = QString::fromStdString(route.path);
        const auto names = parametersOf(path);
        if (path.isEmpty())
            faults.add(at + u"path"_s, ApiCheck::tr("Needed, for example /{id} or /*"));
        else if (const QString fault = pathFault(path); !fault.isEmpty())
            faults.add(at + u"path"_s, fault);
        else if (!names)
            faults.add(at + u"path"_s, ApiCheck::tr("{name} fills a whole segment: /orders/{id}"));
        else if (QSet<QString>(names->begin(), names->end()).size() != names->size())
            faults.add(at + u"path"_s, ApiCheck::tr("Each {name} once"));
        else if (path.contains(u'*') && (path.count(u'*') > 1 || !path.endsWith(u"/*"_s)))
            faults.add(at + u"path"_s, ApiCheck::tr("* stands only at the end: /*"));
        if (const QString rewrite = QString::fromStdString(route.rewrite); !rewrite.isEmpty()) {
            const auto used = parametersOf(rewrite);
            if (const QString fault = pathFault(rewrite); !fault.isEmpty())
                faults.add(at + u"rewrite"_s, fault);
            else if (!used)
                faults.add(at + u"rewrite"_s,
                           ApiCheck::tr("{name} fills a whole segment: /orders/{id}"));
            else if (rewrite.contains(u'*') &&
                     (!rewrite.endsWith(u"*"_s) || !path.endsWith(u"/*"_s)))
                faults.add(at + u"rewrite"_s, ApiCheck::tr("* needs a route that ends with /*"));
            else if (names) {
                for (const QString& name : *used) {
                    if (!names->contains(name))
                        faults.add(at + u"rewrite"_s,
                                   ApiCheck::tr("The path has no {%1}").arg(name));
                }
            }
        }
        static const QRegularExpression parameter(u"\\{[^/]*\\}"_s);
        const QString shape = QString(path).replace(parameter, u"{}"_s);
        const std::vector<std::string> every{"*"};
        for (const std::string& method : route.methods.empty() ? every : route.methods) {
            const QString key = QString::fromStdString(method) + u' ' + shape;
            if (seen.contains(key))
                faults.add(at + u"path"_s, ApiCheck::tr("An earlier route answers the same calls"));
            seen.insert(key);
        }
    }
}

void checkHeaders(const model::HeaderChanges& changes, const QString& at, Faults& faults)
{
    static const QRegularExpression token(u"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"_s);
    static const QSet<QString> ours{u"connection"_s, u"content-length"_s,  u"transfer-encoding"_s,
                                    u"upgrade"_s,    u"keep-alive"_s,      u"te"_s,
                                    u"trailer"_s,    u"proxy-connection"_s};
    const auto checkName = [&](const std::string& raw, const QString& field) {
        const QString name = QString::fromStdString(raw);
        if (name.isEmpty())
            faults.add(field, ApiCheck::tr("A header name, for example X-Region"));
        else if (!token.match(name).hasMatch())
            faults.add(field, ApiCheck::tr("Letters, digits and - only, no spaces and no colon"));
        else if (ours.contains(name.toLower()))
            faults.add(
                field,
                ApiCheck::tr("%1 belongs to the connection and is set by the gateway").arg(name));
    };
    for (std::size_t i = 0; i < changes.remove.size(); ++i)
        checkName(changes.remove[i], u"%1.remove[%2]"_s.arg(at).arg(i));
    const auto checkPairs = [&](const auto& pairs, const QString& word) {
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const QString field = u"%1.%2[%3]"_s.arg(at, word).arg(i);
            checkName(pairs[i].first, field);
            for (const char c : pairs[i].second) {
                if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f)
                    faults.add(field, ApiCheck::tr("A value is one line"));
            }
        }
    };
    checkPairs(changes.set, u"set"_s);
    checkPairs(changes.add, u"add"_s);
}

} // namespace

std::vector<FieldFault> checkApi(const model::Api& api, const std::vector<model::Api>& others,
                                 bool isNew)
{
    Faults faults;
    if (api.name.empty())
        faults.add(u"name"_s, ApiCheck::tr("Needed: what people call this API"));
    if (api.id.empty() || !isValidId(api.id))
        faults.add(u"id"_s,
                   ApiCheck::tr("1 to 64 letters, digits, . _ and -, the first a letter or digit"));
    else if (isNew) {
        for (const model::Api& other : others) {
            if (other.id == api.id)
                faults.add(u"id"_s, ApiCheck::tr("There is already an API with this id"));
        }
    }
    checkBasePath(api, others, isNew, faults);
    if (api.kind == model::ApiKind::Rest)
        checkUpstream(api, faults);
    checkRoutes(api, faults);
    checkHeaders(api.requestHeaders, u"request_headers"_s, faults);
    checkHeaders(api.responseHeaders, u"response_headers"_s, faults);
    return faults.take();
}

} // namespace gatehouse::ui
