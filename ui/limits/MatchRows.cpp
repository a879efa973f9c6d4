// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/MatchRows.h"

#include "limits/LimitWords.h"
#include "model/Words.h"
#include "widgets/FormField.h"
#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

MatchRows::MatchRows(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    auto* more = new QPushButton(icon(Icon::ListAdd, Role::Accent), tr("Only calls of…"));
    more->setObjectName(u"addMatch"_s);
    setButtonRole(more, ButtonRole::Link);
    auto* line = new QHBoxLayout;
    line->addWidget(more);
    line->addStretch(1);
    m_layout->addLayout(line);
    connect(more, &QPushButton::clicked, this, [this] {
        static const QStringList usual{u"application"_s, u"api"_s, u"team"_s, u"model"_s};
        QString free = usual.first();
        for (const QString& each : usual) {
            if (!match().contains(each.toStdString())) {
                free = each;
                break;
            }
        }
        add(free, {});
        m_rows.back().values->setFocus();
    });
}

void MatchRows::add(const QString& dimension, const QString& values)
{
    Row row{new QWidget, new QComboBox, new QComboBox, nullptr};
    for (const std::string_view each : model::limitDimensions()) {
        const QString id = QString::fromUtf8(each.data(), qsizetype(each.size()));
        row.dimension->addItem(dimensionName(id), id);
    }
    row.dimension->setCurrentIndex(row.dimension->findData(dimension));
    row.dimension->setAccessibleName(tr("What is told apart"));
    row.values->setEditable(true);
    row.values->setInsertPolicy(QComboBox::NoInsert);
    row.values->setAccessibleName(tr("Which ones, with commas between"));
    row.values->setMinimumContentsLength(8);
    row.values->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    row.field = new FormField({}, row.values);
    offer(row);
    row.values->setCurrentText(values);
    auto* remove = new IconButton(Icon::Cross, tr("Remove"));
    auto* line = new QHBoxLayout(row.widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(grid::kGap);
    line->addWidget(row.dimension, 0, Qt::AlignTop);
    line->addWidget(row.field, 1);
    line->addWidget(remove, 0, Qt::AlignTop);
    m_layout->insertWidget(static_cast<int>(m_rows.size()), row.widget);
    QWidget* self = row.widget;
    connect(row.dimension, &QComboBox::activated, this, [this, self] {
        const auto at = std::ranges::find(m_rows, self, &Row::widget);
        const QString kept = at->values->currentText();
        offer(*at);
        at->values->setCurrentText(kept);
        Q_EMIT changed();
    });
    connect(row.values, &QComboBox::editTextChanged, this, &MatchRows::changed);
    connect(remove, &QToolButton::clicked, this, [this, self] {
        std::erase_if(m_rows, [self](const Row& each) { return each.widget == self; });
        self->hide();
        self->deleteLater();
        Q_EMIT changed();
    });
    m_rows.push_back(row);
}

void MatchRows::offer(const Row& row) const
{
    const QSignalBlocker quiet(row.values);
    row.values->clear();
    row.values->addItems(m_choices.value(row.dimension->currentData().toString()));
}

void MatchRows::setMatch(const Match& match)
{
    if (match == this->match())
        return; // typing goes on where it is
    for (const Row& row : m_rows) {
        row.widget->hide();
        row.widget->deleteLater();
    }
    m_rows.clear();
    for (const auto& [dimension, values] : match) {
        QStringList all;
        for (const std::string& value : values)
            all.append(QString::fromStdString(value));
        add(QString::fromStdString(dimension), all.join(u", "_s));
    }
}

MatchRows::Match MatchRows::match() const
{
    Match out;
    for (const Row& row : m_rows) {
        const QStringList values = row.values->currentText().split(u',', Qt::SkipEmptyParts);
        for (const QString& value : values) {
            if (!value.trimmed().isEmpty())
                out[row.dimension->currentData().toString().toStdString()].push_back(
                    value.trimmed().toStdString());
        }
    }
    return out;
}

void MatchRows::setChoices(const QString& dimension, const QStringList& ids)
{
    m_choices.insert(dimension, ids);
    for (const Row& row : m_rows) {
        const QString kept = row.values->currentText();
        offer(row);
        const QSignalBlocker quiet(row.values);
        row.values->setCurrentText(kept);
    }
}

FormField* MatchRows::fieldAt(const QString& path) const
{
    for (const Row& row : m_rows) {
        if (path.startsWith(u"match."_s + row.dimension->currentData().toString()))
            return row.field;
    }
    return nullptr;
}

void MatchRows::clearErrors()
{
    for (const Row& row : m_rows)
        row.field->setError({});
}

} // namespace gatehouse::ui
