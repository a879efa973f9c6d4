// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/AddressList.h"

#include "widgets/Chip.h"
#include "widgets/Theme.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace gatehouse::ui {
namespace {
constexpr int kFieldWidth = 148;
}

AddressList::AddressList(const QString& placeholder, QWidget* parent)
    : QWidget(parent)
    , m_chips(new QHBoxLayout)
    , m_field(new QLineEdit)
{
    m_field->setPlaceholderText(placeholder);
    m_field->setAccessibleName(placeholder);
    m_field->setFont(textFont(TextSize::Code));
    m_field->setMinimumWidth(grid::scaled(kFieldWidth));
    m_chips->setSpacing(grid::kGap);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid::kGap);
    row->addLayout(m_chips);
    row->addWidget(m_field);
    setFocusProxy(m_field);
    connect(m_field, &QLineEdit::editingFinished, this, &AddressList::take);
    connect(m_field, &QLineEdit::textEdited, this, &AddressList::edited);
}

void AddressList::setWords(const QStringList& words)
{
    m_field->clear();
    if (words == m_words)
        return;
    m_words = words;
    rebuild();
}

QStringList AddressList::words() const
{
    const QString typed = m_field->text().trimmed();
    return typed.isEmpty() ? m_words : m_words + QStringList{typed};
}

void AddressList::take()
{
    m_words = words();
    m_field->clear();
    rebuild();
    Q_EMIT edited();
}

void AddressList::rebuild()
{
    while (QLayoutItem* item = m_chips->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const QString& word : m_words) {
        auto* chip = new Chip(word, Chip::Kind::Value);
        m_chips->addWidget(chip);
        connect(chip, &QAbstractButton::clicked, this, [this, word] {
            m_words.removeOne(word);
            rebuild();
            Q_EMIT edited();
        });
    }
}

} // namespace gatehouse::ui
