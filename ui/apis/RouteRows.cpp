// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/RouteRows.h"

#include "widgets/FormField.h"
#include "widgets/Icon.h"
#include "widgets/Theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {
constexpr const char* kMethods[] = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"};
}

RouteRows::RouteRows(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid::kGap);
    m_layout->setSpacing(grid::kGap);
    layout->addLayout(m_layout);
    auto* more = new QPushButton(icon(Icon::ListAdd), tr("Add route"));
    more->setObjectName(u"addRoute"_s);
    layout->addWidget(more, 0, Qt::AlignLeft);
    connect(more, &QPushButton::clicked, this, [this] {
        add({.methods = {"GET"},
             .path = m_rows.empty() ? "/*" : "/",
             .rewrite = {},
             .requestHeaders = {},
             .responseHeaders = {}});
        m_rows.back().path->setFocus();
        Q_EMIT changed();
    });
}

void RouteRows::setRoutes(const std::vector<model::Route>& routes)
{
    for (const Row& row : m_rows)
        delete row.widget;
    m_rows.clear();
    for (const auto& route : routes)
        add(route);
}

std::vector<model::Route> RouteRows::routes() const
{
    std::vector<model::Route> routes;
    for (const Row& row : m_rows) {
        model::Route route = row.route;
        route.path = row.path->text().trimmed().toStdString();
        route.rewrite = row.rewrite->text().trimmed().toStdString();
        routes.push_back(std::move(route));
    }
    return routes;
}

FormField* RouteRows::pathField(std::size_t i) const
{
    return i < m_rows.size() ? m_rows[i].pathField : nullptr;
}

FormField* RouteRows::rewriteField(std::size_t i) const
{
    return i < m_rows.size() ? m_rows[i].rewriteField : nullptr;
}

QString RouteRows::methodsText(const std::vector<std::string>& methods)
{
    if (methods.empty())
        return tr("any method");
    QStringList words;
    for (const std::string& method : methods)
        words.append(QString::fromStdString(method));
    return words.size() > 2 ? tr("%1 + %2").arg(words.first()).arg(words.size() - 1)
                            : words.join(u", "_s);
}

void RouteRows::toggleMethod(QWidget* widget, const std::string& method, bool on)
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(),
                                  [widget](const Row& r) { return r.widget == widget; });
    if (row == m_rows.end())
        return;
    auto& methods = row->route.methods;
    std::erase(methods, method);
    if (on)
        methods.push_back(method);
    // In the order of the menu, so that the same choice is always the same value.
    std::sort(methods.begin(), methods.end(), [](const std::string& a, const std::string& b) {
        const auto at = [](const std::string& m) {
            return std::find(std::begin(kMethods), std::end(kMethods), m);
        };
        return at(a) < at(b);
    });
    row->methods->setText(methodsText(methods));
    Q_EMIT changed();
}

void RouteRows::add(const model::Route& route)
{
    Row row{};
    row.widget = new QWidget;
    row.route = route;
    auto* layout = new QHBoxLayout(row.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid::kGap);
    row.methods = new QToolButton;
    row.methods->setObjectName(u"routeMethods"_s);
    row.methods->setText(methodsText(route.methods));
    row.methods->setPopupMode(QToolButton::InstantPopup);
    row.methods->setToolButtonStyle(Qt::ToolButtonTextOnly);
    row.methods->setFixedWidth(grid::scaled(116));
    row.methods->setToolTip(tr("Methods that this route answers; none chosen = every method"));
    row.methods->setAccessibleName(tr("Methods"));
    auto* menu = new QMenu(row.methods);
    for (const char* method : kMethods) {
        QAction* action = menu->addAction(QString::fromLatin1(method));
        action->setCheckable(true);
        action->setChecked(std::find(route.methods.begin(), route.methods.end(), method) !=
                           route.methods.end());
        connect(action, &QAction::toggled, this,
                [this, widget = row.widget, method](bool on) { toggleMethod(widget, method, on); });
    }
    row.methods->setMenu(menu);
    const auto makeEdit = [this](const std::string& text, const QString& name,
                                 const QString& placeholder, const QString& accessible) {
        auto* edit = new QLineEdit(QString::fromStdString(text));
        edit->setObjectName(name);
        edit->setFont(textFont(TextSize::Code));
        edit->setPlaceholderText(placeholder);
        edit->setAccessibleName(accessible);
        connect(edit, &QLineEdit::textChanged, this, &RouteRows::changed);
        return edit;
    };
    row.path = makeEdit(route.path, u"routePath"_s, u"/{id}"_s, tr("Path of the route"));
    row.pathField = new FormField({}, row.path);
    row.rewrite =
        makeEdit(route.rewrite, u"routeRewrite"_s, tr("as called"), tr("Path sent upstream"));
    row.rewriteField = new FormField({}, row.rewrite);
    auto* remove = new QToolButton;
    remove->setIcon(icon(Icon::ListRemove, Role::Muted));
    remove->setToolTip(tr("Remove this route"));
    remove->setAccessibleName(remove->toolTip());
    remove->setAutoRaise(true);
    layout->addWidget(row.methods, 0, Qt::AlignTop);
    layout->addWidget(row.pathField, 1);
    layout->addWidget(row.rewriteField, 1);
    layout->addWidget(remove, 0, Qt::AlignTop);
    m_layout->addWidget(row.widget);
    connect(remove, &QToolButton::clicked, this, [this, widget = row.widget] {
        std::erase_if(m_rows, [widget](const Row& r) { return r.widget == widget; });
        widget->hide();
        widget->deleteLater();
        Q_EMIT changed();
    });
    m_rows.push_back(std::move(row));
}

} // namespace gatehouse::ui
