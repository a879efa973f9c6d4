// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/Rail.h"

#include "widgets/StylePaint.h"

#include <QAbstractButton>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace gatehouse::ui {
namespace {

class RailButton final : public QAbstractButton
{
public:
    RailButton(const PanelEntry& entry, bool collapsed, int badge, QWidget* parent)
        : QAbstractButton(parent)
        , m_icon(entry.icon)
        , m_collapsed(collapsed)
        , m_badge(badge)
    {
        setText(entry.title());
        setToolTip(collapsed ? text() : QString());
        setObjectName(QStringLiteral("rail.") + entry.id);
        setCheckable(true);
        setAutoExclusive(true);
        setAttribute(Qt::WA_Hover);
        setFixedHeight(std::max(30, fontMetrics().height() + 12));
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    void setBadge(int count)
    {
        m_badge = count;
        setAccessibleDescription(count ? QString::number(count) : QString());
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Roles& c = roles(this);
        if (isChecked() || underMouse())
            paint::box(&painter, rect(), c(isChecked() ? Role::AccentTint : Role::Hover),
                       Qt::transparent, grid::kRadius, 0);
        if (hasFocus())
            paint::box(&painter, rect(), Qt::transparent, c(Role::Accent), grid::kRadius, 2);
        const int side = m_collapsed ? (width() - grid::kIcon) / 2 : 8;
        paintIcon(&painter, QRect(side, (height() - grid::kIcon) / 2, grid::kIcon, grid::kIcon),
                  m_icon, c(isChecked() ? Role::Accent : Role::Muted));
        if (m_collapsed)
            return;
        painter.setFont(textFont(TextSize::Body, isChecked() ? QFont::Bold : QFont::Normal));
        painter.setPen(c(isChecked() ? Role::Accent : Role::Text));
        painter.drawText(rect().adjusted(34, 0, -8, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
        if (m_badge <= 0)
            return;
        painter.setFont(textFont(TextSize::Secondary, QFont::Bold));
        const QString words = QString::number(m_badge);
        const int wide = std::max(20, painter.fontMetrics().horizontalAdvance(words) + 12);
        const QRect badge(width() - wide - 8, (height() - 18) / 2, wide, 18);
        paint::box(&painter, badge, c(Role::Accent), Qt::transparent, 9, 0);
        painter.setPen(c(Role::OnAccent));
        painter.drawText(badge, Qt::AlignCenter, words);
    }

private:
    Icon m_icon;
    bool m_collapsed;
    int m_badge;
};

/// Sign, name of the program and of the workspace.
class RailHead final : public QWidget
{
public:
    RailHead(const QString& workspace, QWidget* parent)
        : QWidget(parent)
        , m_workspace(workspace)
    {
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Roles& c = roles(this);
        paintIcon(&painter, QRect(16, (height() - 20) / 2, 20, 20), Icon::Gate, c(Role::Accent));
        painter.setFont(textFont(TextSize::Body, QFont::Bold));
        painter.setPen(c(Role::Text));
        painter.drawText(QRect(44, 7, width() - 44, 18), Qt::AlignVCenter,
                         QStringLiteral("Gatehouse"));
        painter.setFont(textFont(TextSize::Secondary));
        painter.setPen(c(Role::Muted));
        painter.drawText(
            QRect(44, 25, width() - 44, 16), Qt::AlignVCenter,
            painter.fontMetrics().elidedText(m_workspace, Qt::ElideRight, width() - 46));
    }

private:
    QString m_workspace;
};

/// Words of a group, or a line where there is no room for words.
class Caption final : public QWidget
{
public:
    Caption(const QString& text, QWidget* parent)
        : QWidget(parent)
        , m_text(text)
    {
        // With the gap around entries the measure of 28.
        setFixedHeight(text.isEmpty() ? 9 : std::max(26, fontMetrics().height() + 8));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        if (m_text.isEmpty()) {
            painter.fillRect(QRect(0, 4, width(), 1), roles(this)(Role::Line));
            return;
        }
        painter.setFont(textFont(TextSize::Secondary));
        painter.setPen(roles(this)(Role::Muted));
        painter.drawText(rect().adjusted(8, 4, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_text);
    }

private:
    QString m_text;
};

QString captionOf(PanelGroup group)
{
    switch (group) {
    case PanelGroup::Watch:
        return Rail::tr("Watch");
    case PanelGroup::Build:
        return Rail::tr("Build");
    case PanelGroup::Govern:
        return Rail::tr("Govern");
    case PanelGroup::Share:
        return Rail::tr("Share");
    case PanelGroup::Foot:
        break;
    }
    return {};
}

} // namespace

Rail::Rail(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_menu(new QToolButton(this))
{
    setGround(this, Role::Window);
    m_column->setContentsMargins(0, 0, 1, 0);
    m_column->setSpacing(0);
    setButtonRole(m_menu, ButtonRole::Flat);
    m_menu->setIcon(icon(Icon::ApplicationMenu));
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setObjectName(QStringLiteral("menuButton"));
    rebuild();
}

void Rail::setEntries(const QList<PanelEntry>& entries)
{
    m_entries = entries;
    rebuild();
}

void Rail::setCurrent(const QString& id)
{
    m_current = id;
    if (auto* button = m_buttons.value(id))
        button->setChecked(true);
}

void Rail::setBadge(const QString& id, int count)
{
    m_badges[id] = count;
    if (auto* button = dynamic_cast<RailButton*>(m_buttons.value(id)))
        button->setBadge(count);
}

void Rail::setWorkspace(const QString& name)
{
    if (name == m_workspace)
        return;
    m_workspace = name;
    rebuild();
}

void Rail::setCollapsed(bool collapsed)
{
    if (collapsed == m_collapsed)
        return;
    m_collapsed = collapsed;
    rebuild();
}

void Rail::rebuild()
{
    // The menu button lives on: it is the anchor of an open menu.
    m_menu->setParent(this);
    delete m_content;
    m_buttons.clear();
    m_content = new QWidget(this);
    m_column->addWidget(m_content);
    setFixedWidth(m_collapsed ? grid::kRailCollapsed : grid::scaled(grid::kRail));
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 6);
    column->setSpacing(0);

    auto* head = m_collapsed ? new QWidget(m_content) : new RailHead(m_workspace, m_content);
    head->setFixedHeight(grid::kHeader);
    auto* headRow = new QHBoxLayout(head);
    headRow->setContentsMargins(0, 0, m_collapsed ? 0 : 2, 0);
    headRow->addStretch();
    headRow->addWidget(m_menu);
    if (m_collapsed)
        headRow->addStretch();
    m_menu->setToolTip(tr("Menu (F10)"));
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->show();
    column->addWidget(head);

    auto* list = new QVBoxLayout;
    list->setContentsMargins(8, 8, 8, 0);
    list->setSpacing(2);
    column->addLayout(list, 1);
    bool first = true;
    for (const auto group : {PanelGroup::Watch, PanelGroup::Build, PanelGroup::Govern,
                             PanelGroup::Share, PanelGroup::Foot}) {
        bool captioned = false;
        if (group == PanelGroup::Foot)
            list->addStretch();
        for (const PanelEntry& entry : m_entries) {
            if (entry.group != group)
                continue;
            if (!captioned && group != PanelGroup::Foot && !(m_collapsed && first))
                list->addWidget(new Caption(m_collapsed ? QString() : captionOf(group), m_content));
            captioned = true;
            first = false;
            auto* button = new RailButton(entry, m_collapsed, m_badges.value(entry.id), m_content);
            button->setChecked(entry.id == m_current);
            connect(button, &QAbstractButton::clicked, this,
                    [this, id = entry.id] { Q_EMIT chosen(id); });
            m_buttons.insert(entry.id, button);
            list->addWidget(button);
        }
    }
}

void Rail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), roles(this)(Role::Line));
    if (!m_collapsed)
        painter.fillRect(QRect(0, grid::kHeader - 1, width(), 1), roles(this)(Role::Line));
}

} // namespace gatehouse::ui
