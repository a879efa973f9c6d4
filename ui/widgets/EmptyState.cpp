// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/EmptyState.h"

#include "widgets/TextLabel.h"
#include "widgets/Variants.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse::ui {
namespace {

class Sign final : public QWidget
{
public:
    Sign(Icon name, QWidget* parent)
        : QWidget(parent)
        , m_name(name)
    {
        setFixedSize(20, 20);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintIcon(&painter, rect(), m_name, roles(this)(Role::Muted));
    }

private:
    Icon m_name;
};

} // namespace

EmptyState::EmptyState(Icon icon, const QString& sentence, QWidget* parent)
    : QWidget(parent)
    , m_buttons(new QHBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setSpacing(grid::kGapWide);
    column->addStretch();
    column->addWidget(new Sign(icon, this), 0, Qt::AlignHCenter);
    auto* words = new TextLabel(sentence);
    words->setAlignment(Qt::AlignCenter);
    words->setWordWrap(true);
    column->addWidget(words);
    m_buttons->setSpacing(grid::kGapWide);
    m_buttons->addStretch();
    m_buttons->addStretch();
    column->addLayout(m_buttons);
    column->addStretch();
}

QPushButton* EmptyState::setAction(const QString& text)
{
    auto* button = new QPushButton(text);
    setButtonRole(button, ButtonRole::Main);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

QPushButton* EmptyState::setLink(const QString& text)
{
    auto* button = new QPushButton(text);
    setButtonRole(button, ButtonRole::Link);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

} // namespace gatehouse::ui
