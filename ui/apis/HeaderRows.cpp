// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/HeaderRows.h"

#include "widgets/FormField.h"
#include "widgets/Icon.h"
#include "widgets/Theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

HeaderRows::HeaderRows(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid::kGap);
    m_layout->setSpacing(grid::kGap);
    layout->addLayout(m_layout);
    auto* more = new QPushButton(icon(Icon::ListAdd), tr("Add change"));
    more->setObjectName(u"addHeader"_s);
    layout->addWidget(more, 0, Qt::AlignLeft);
    connect(more, &QPushButton::clicked, this, [this] {
        add(Set, {}, {});
        m_rows.back().name->setFocus();
        Q_EMIT changed();
    });
}

void HeaderRows::setChanges(const model::HeaderChanges& changes)
{
    for (const Row& row : m_rows)
        delete row.widget;
    m_rows.clear();
    for (const auto& name : changes.remove)
        add(Remove, name, {});
    for (const auto& [name, value] : changes.set)
        add(Set, name, value);
    for (const auto& [name, value] : changes.add)
        add(Add, name, value);
}

model::HeaderChanges HeaderRows::changes() const
{
    model::HeaderChanges changes;
    for (const Row& row : m_rows) {
        const std::string name = row.name->text().trimmed().toStdString();
        const std::string value = row.value->text().toStdString();
        switch (row.action->currentIndex()) {
        case Remove:
            changes.remove.push_back(name);
            break;
        case Add:
            changes.add.emplace_back(name, value);
            break;
        default:
            changes.set.emplace_back(name, value);
        }
    }
    return changes;
}

FormField* HeaderRows::fieldAt(const QString& path) const
{
    int counts[3] = {};
    static const char* const words[] = {"set", "add", "remove"};
    for (const Row& row : m_rows) {
        const int action = row.action->currentIndex();
        const QString own =
            u"%1[%2]"_s.arg(QString::fromLatin1(words[action])).arg(counts[action]++);
        if (path.startsWith(own))
            return row.field;
    }
    return nullptr;
}

void HeaderRows::clearErrors()
{
    for (const Row& row : m_rows)
        row.field->setError({});
}

void HeaderRows::add(Action action, const std::string& name, const std::string& value)
{
    Row row{};
    row.widget = new QWidget;
    auto* layout = new QHBoxLayout(row.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid::kGap);
    row.action = new QComboBox;
    row.action->setObjectName(u"headerAction"_s);
    row.action->addItems({tr("set"), tr("add"), tr("remove")});
    row.action->setCurrentIndex(action);
    row.action->setFixedWidth(grid::scaled(116));
    row.action->setAccessibleName(tr("What is done to the header"));
    row.name = new QLineEdit(QString::fromStdString(name));
    row.name->setObjectName(u"headerName"_s);
    row.name->setFont(textFont(TextSize::Code));
    row.name->setPlaceholderText(u"X-Region"_s);
    row.name->setAccessibleName(tr("Header name"));
    row.field = new FormField({}, row.name);
    row.value = new QLineEdit(QString::fromStdString(value));
    row.value->setObjectName(u"headerValue"_s);
    row.value->setFont(textFont(TextSize::Code));
    row.value->setPlaceholderText(tr("value"));
    row.value->setAccessibleName(tr("Header value"));
    row.value->setEnabled(action != Remove);
    auto* remove = new QToolButton;
    remove->setIcon(icon(Icon::ListRemove, Role::Muted));
    remove->setToolTip(tr("Remove this change"));
    remove->setAccessibleName(remove->toolTip());
    remove->setAutoRaise(true);
    layout->addWidget(row.action, 0, Qt::AlignTop);
    layout->addWidget(row.field, 1);
    layout->addWidget(row.value, 1, Qt::AlignTop);
    layout->addWidget(remove, 0, Qt::AlignTop);
    m_layout->addWidget(row.widget);
    connect(row.action, &QComboBox::currentIndexChanged, this,
            [this, value = row.value](int index) {
                value->setEnabled(index != Remove);
                Q_EMIT changed();
            });
    connect(row.name, &QLineEdit::textChanged, this, &HeaderRows::changed);
    connect(row.value, &QLineEdit::textChanged, this, &HeaderRows::changed);
    connect(remove, &QToolButton::clicked, this, [this, widget = row.widget] {
        std::erase_if(m_rows, [widget](const Row& r) { return r.widget == widget; });
        widget->hide();
        widget->deleteLater();
        Q_EMIT changed();
    });
    m_rows.push_back(row);
}

} // namespace gatehouse::ui
