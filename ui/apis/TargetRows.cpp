// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/TargetRows.h"

#include "widgets/FormField.h"
#include "widgets/Icon.h"
#include "widgets/Theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

TargetRows::TargetRows(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid::kGap);
    m_layout->setSpacing(grid::kGap);
    layout->addLayout(m_layout);
    auto* more = new QPushButton(icon(Icon::ListAdd), tr("Add target"));
    more->setObjectName(u"addTarget"_s);
    layout->addWidget(more, 0, Qt::AlignLeft);
    connect(more, &QPushButton::clicked, this, [this] {
        add({});
        m_rows.back().url->setFocus();
        Q_EMIT changed();
    });
}

void TargetRows::setTargets(const std::vector<model::UpstreamTarget>& targets)
{
    for (const Row& row : m_rows)
        delete row.widget;
    m_rows.clear();
    for (const auto& target : targets)
        add(target);
}

std::vector<model::UpstreamTarget> TargetRows::targets() const
{
    std::vector<model::UpstreamTarget> targets;
    for (const Row& row : m_rows)
        targets.push_back({row.url->text().trimmed().toStdString(),
                           static_cast<std::uint32_t>(row.weight->value())});
    return targets;
}

FormField* TargetRows::fieldAt(std::size_t i) const
{
    return i < m_rows.size() ? m_rows[i].field : nullptr;
}

void TargetRows::add(const model::UpstreamTarget& target)
{
    Row row{};
    row.widget = new QWidget;
    auto* layout = new QHBoxLayout(row.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid::kGap);
    row.url = new QLineEdit(QString::fromStdString(target.url));
    row.url->setObjectName(u"targetUrl"_s);
    row.url->setFont(textFont(TextSize::Code));
    row.url->setPlaceholderText(u"http://127.0.0.1:9000"_s);
    row.url->setAccessibleName(tr("URL of the target"));
    row.field = new FormField({}, row.url);
    row.weight = new QSpinBox;
    row.weight->setObjectName(u"targetWeight"_s);
    row.weight->setRange(0, 10000);
    row.weight->setValue(static_cast<int>(target.weight));
    row.weight->setToolTip(tr("Weight: its share of the calls beside the other targets"));
    row.weight->setAccessibleName(tr("Weight"));
    row.weight->setFixedWidth(grid::scaled(80));
    auto* remove = new QToolButton;
    remove->setIcon(icon(Icon::ListRemove, Role::Muted));
    remove->setToolTip(tr("Remove this target"));
    remove->setAccessibleName(remove->toolTip());
    remove->setAutoRaise(true);
    layout->addWidget(row.field, 1);
    layout->addWidget(row.weight, 0, Qt::AlignTop);
    layout->addWidget(remove, 0, Qt::AlignTop);
    m_layout->addWidget(row.widget);
    connect(row.url, &QLineEdit::textChanged, this, &TargetRows::changed);
    connect(row.weight, &QSpinBox::valueChanged, this, &TargetRows::changed);
    connect(remove, &QToolButton::clicked, this, [this, widget = row.widget] {
        std::erase_if(m_rows, [widget](const Row& r) { return r.widget == widget; });
        widget->hide();
        widget->deleteLater();
        Q_EMIT changed();
    });
    m_rows.push_back(row);
}

} // namespace gatehouse::ui
