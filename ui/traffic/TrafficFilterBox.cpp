// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficFilterBox.h"

#include "traffic/TrafficQuery.h"

#include "widgets/Chip.h"
#include "widgets/FilterBox.h"
#include "widgets/Icon.h"
#include "widgets/StylePaint.h"
#include "widgets/Theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStringListModel>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {
constexpr int kIconRoom = 30; ///< Left of the chips.
constexpr int kHintRoom = 28; ///< Right of the line, for the key that leads here.
} // namespace

TrafficFilterBox::TrafficFilterBox(Completions completions, QWidget* parent)
    : QWidget(parent)
    , m_completions(std::move(completions))
    , m_chips(new QHBoxLayout)
    , m_line(new QLineEdit(this))
    , m_list(new QStringListModel(this))
    , m_completer(new QCompleter(m_list, this))
{
    setFixedHeight(grid::scaled(grid::kControl));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kIconRoom, 2, kHintRoom, 2);
    row->setSpacing(grid::kGap);
    m_chips->setSpacing(grid::kGap);
    row->addLayout(m_chips);
    row->addWidget(m_line, 1);
    m_line->setObjectName(u"trafficFilter"_s);
    m_line->setAccessibleName(tr("Filter"));
    m_line->setFrame(false);
    m_line->setMinimumWidth(grid::scaled(60));
    m_line->setPlaceholderText(u"status:5xx model:gpt-6-luna latency:>2s text:\"refund\""_s);
    QPalette clear = m_line->palette();
    clear.setColor(QPalette::Base, Qt::transparent);
    m_line->setPalette(clear);
    m_line->installEventFilter(this);
    m_completer->setWidget(m_line);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this,
            &TrafficFilterBox::insertCompletion);
    connect(m_line, &QLineEdit::textEdited, this, &TrafficFilterBox::complete);
    connect(m_line, &QLineEdit::textChanged, this, qOverload<>(&QWidget::update));
}

void TrafficFilterBox::setQuery(const QString& text)
{
    m_words = trafficQueryWords(text);
    m_line->clear();
    showChips();
}

void TrafficFilterBox::focusLine()
{
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
}

void TrafficFilterBox::showChips()
{
    while (QLayoutItem* item = m_chips->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (int i = 0; i < int(m_words.size()); ++i) {
        auto* chip = new Chip(m_words[i], Chip::Kind::Filter, this);
        chip->setAccessibleName(tr("Remove %1").arg(m_words[i]));
        connect(chip, &Chip::clicked, this, [this, i] { removeWord(i, false); });
        m_chips->addWidget(chip);
        chip->show();
    }
    update();
}

void TrafficFilterBox::commit()
{
    const QStringList written = trafficQueryWords(m_line->text());
    if (written.isEmpty())
        return;
    for (const QString& word : written) {
        // One chip a key: the newer word says what is wanted.
        const QString key = trafficQueryKey(word);
        if (!key.isEmpty())
            m_words.removeIf([&key](const QString& old) { return trafficQueryKey(old) == key; });
        m_words.append(word);
    }
    m_line->clear();
    m_completer->popup()->hide();
    showChips();
    Q_EMIT changed();
}

void TrafficFilterBox::removeWord(int index, bool backIntoLine)
{
    if (index < 0 || index >= m_words.size())
        return;
    const QString word = m_words.takeAt(index);
    showChips();
    if (backIntoLine)
        m_line->setText(word);
    m_line->setFocus();
    Q_EMIT changed();
}

int TrafficFilterBox::wordStart() const
{
    const QString before = m_line->text().left(m_line->cursorPosition());
    bool quoted = false;
    int start = 0;
    for (int i = 0; i < int(before.size()); ++i) {
        if (before[i] == u'"')
            quoted = !quoted;
        else if (before[i] == u' ' && !quoted)
            start = i + 1;
    }
    return start;
}

void TrafficFilterBox::complete()
{
    const int start = wordStart();
    const QString word = m_line->text().mid(start, m_line->cursorPosition() - start);
    const QStringList found = word.isEmpty() ? QStringList() : m_completions(word);
    m_list->setStringList(found);
    if (found.isEmpty() || (found.size() == 1 && found.first() == word)) {
        m_completer->popup()->hide();
        return;
    }
    const int x = m_line->fontMetrics().horizontalAdvance(m_line->text().left(start));
    m_completer->complete(QRect(x, 0, grid::scaled(240), m_line->height()));
    m_completer->popup()->setCurrentIndex(m_list->index(0));
}

void TrafficFilterBox::insertCompletion(const QString& text)
{
    const int start = wordStart();
    QString whole = m_line->text();
    whole.replace(start, m_line->cursorPosition() - start, text);
    m_line->setText(whole);
    m_line->setCursorPosition(start + int(text.size()));
    if (text.endsWith(u':'))
        complete(); // now its values
}

bool TrafficFilterBox::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool plain = m_line->cursorPosition() == 0 && !m_line->hasSelectedText();
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        commit();
        return true;
    case Qt::Key_Backspace:
        if (!plain || m_words.isEmpty())
            break;
        removeWord(int(m_words.size()) - 1, true);
        return true;
    case Qt::Key_Escape:
        if (m_line->text().isEmpty())
            m_line->clearFocus();
        else
            m_line->clear();
        return true;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void TrafficFilterBox::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Roles& colors = roles(this);
    const bool focused = m_line->hasFocus();
    paint::box(&painter, rect(), colors(Role::Field), colors(focused ? Role::Accent : Role::Edge),
               grid::kRadius, focused ? 2 : 1);
    paintIcon(&painter, QRect(8, (height() - grid::kIcon) / 2, grid::kIcon, grid::kIcon),
              Icon::ViewFilter, colors(Role::Muted));
    if (!focused)
        paintKeyHint(&painter, rect().adjusted(0, 0, -6, 0), u"/"_s, this);
}

} // namespace gatehouse::ui
