// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ProvidersPage.h"

#include "models/KeyStates.h"
#include "models/ProviderTreeModel.h"
#include "models/RouteTable.h"
#include "models/RouteTableModel.h"

#include "widgets/CellDelegate.h"
#include "widgets/EmptyState.h"
#include "widgets/Icon.h"
#include "widgets/Separator.h"
#include "widgets/StylePaint.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QShortcut>
#include <QStackedLayout>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kIndentation = 28;
constexpr int kLeastRows = 4;
/// Of the height; what neither of them needs is left at the foot.
constexpr int kTreeShare = 60;
constexpr int kRoutesShare = 40;
/// Closed until somebody opens it: it has nothing to configure.
const QString kSandbox = u"sandbox"_s;

/// A tree whose row lines go from edge to edge and whose arrows stand at the outer padding.
class ProviderTree final : public QTreeView
{
public:
    using QTreeView::QTreeView;

protected:
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override
    {
        const Roles& colors = roles(this);
        if (selectionModel()->isSelected(index))
            painter->fillRect(rect, colors(Role::AccentTint));
        painter->setPen(colors(Role::Line));
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());
        if (model()->hasChildren(index))
            paint::chevron(painter, QRect(grid::kSide, rect.top(), 12, rect.height()),
                           isExpanded(index) ? Qt::DownArrow : Qt::RightArrow, colors(Role::Muted));
    }
};

} // namespace

ProvidersPage::ProvidersPage(ProviderTreeModel* providers, RouteTableModel* routes, QWidget* parent)
    : QWidget(parent)
    , m_providers(providers)
    , m_routes(routes)
    , m_pages(new QStackedLayout(this))
    , m_routeTable(new RouteTable(routes))
    , m_closed{kSandbox}
{
    makeTree();
    m_routeTable->setObjectName(u"routeTable"_s);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tree, kTreeShare);
    column->addSpacing(grid::kSide);
    column->addWidget(m_routeTable, kRoutesShare);
    column->addSpacing(grid::kSide);
    m_foot = makeFoot();
    column->addWidget(m_foot);
    column->addStretch(1);
    auto* empty = new EmptyState(
        Icon::CodeBlock,
        tr("A provider answers model calls: add one with its key, and all of its models have one "
           "address."));
    empty->setObjectName(u"providersEmpty"_s);
    QPushButton* add = empty->setAction(tr("Add provider"));
    add->setObjectName(u"addFirstProvider"_s);
    m_pages->addWidget(page);
    m_pages->addWidget(empty);
    connect(add, &QPushButton::clicked, this, &ProvidersPage::addAsked);
    connect(empty->setLink(tr("See which models there are")), &QPushButton::clicked, this,
            &ProvidersPage::catalogueAsked);
    connect(m_providers, &ProviderTreeModel::modelAboutToBeReset, this,
            &ProvidersPage::beforeReset);
    connect(m_providers, &ProviderTreeModel::modelReset, this, &ProvidersPage::afterReset);
    connect(m_providers, &ProviderTreeModel::dataChanged, this, &ProvidersPage::showSelected);
    connect(m_routes, &RouteTableModel::modelReset, this, &ProvidersPage::fitHeights);
    fitHeights();
    showSelected();
}

void ProvidersPage::makeTree()
{
    m_tree = new ProviderTree;
    m_tree->setObjectName(u"providerTree"_s);
    m_tree->setAccessibleName(tr("Providers and keys"));
    m_tree->setModel(m_providers);
    m_tree->setItemDelegate(new CellDelegate(grid::kRow, true, m_tree));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setMouseTracking(true);
    m_tree->setIndentation(kIndentation);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    QHeaderView* head = m_tree->header();
    head->setFixedHeight(grid::scaled(grid::kRowHeader));
    head->setStretchLastSection(false);
    head->setSectionsMovable(false);
    head->setSectionResizeMode(ProviderTreeModel::Condition, QHeaderView::Stretch);
    head->resizeSection(ProviderTreeModel::Name, grid::scaled(204));
    for (const int section : {ProviderTreeModel::FirstToken, ProviderTreeModel::Models})
        head->resizeSection(section, grid::scaled(84));
    head->resizeSection(ProviderTreeModel::Now, grid::scaled(148));
    // Once somebody chose, nothing else is chosen for him.
    connect(m_tree, &QTreeView::pressed, this, [this] { m_isUnasked = false; });
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT providerOpened(index.data(ProviderTreeModel::ProviderIdRole).toString());
    });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex& index) {
        m_closed.insert(index.data(ProviderTreeModel::ProviderIdRole).toString());
        fitHeights();
    });
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex& index) {
        m_closed.remove(index.data(ProviderTreeModel::ProviderIdRole).toString());
        fitHeights();
    });
    auto* rename = new QShortcut(Qt::Key_F2, m_tree, nullptr, nullptr, Qt::WidgetShortcut);
    connect(rename, &QShortcut::activated, this,
            [this] { Q_EMIT providerOpened(selectedProvider()); });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ProvidersPage::showSelected);
}

QWidget* ProvidersPage::makeFoot()
{
    auto* foot = new QWidget;
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Separator);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    row->setSpacing(grid::kGap);
    m_name = new TextLabel({}, TextSize::Body, Role::Text, QFont::Bold);
    m_name->setObjectName(u"selectedProvider"_s);
    m_state = new TextLabel({}, TextSize::Body, Role::Muted);
    m_test = new QPushButton(tr("Test now"));
    m_test->setObjectName(u"testProvider"_s);
    m_edit = new QPushButton(tr("Edit"));
    m_edit->setObjectName(u"editProvider"_s);
    row->addWidget(m_name);
    row->addWidget(m_state, 1);
    m_reset = new QPushButton(tr("Reset"));
    m_reset->setObjectName(u"resetProvider"_s);
    m_reset->setToolTip(tr("Forgets failures, pauses and refusals: the next call tries it."));
    m_simulate = makeSimulate();
    for (QPushButton* button : {m_test, m_edit, m_reset, m_simulate}) {
        setControlSize(button, ControlSize::Small);
        row->addWidget(button);
    }
    column->addLayout(row);
    m_states = new KeyStates;
    m_states->setObjectName(u"keyStates"_s);
    column->addWidget(m_states);
    connect(m_edit, &QPushButton::clicked, this,
            [this] { Q_EMIT providerOpened(selectedProvider()); });
    connect(m_test, &QPushButton::clicked, this, [this] { Q_EMIT testAsked(selectedProvider()); });
    connect(m_reset, &QPushButton::clicked, this,
            [this] { Q_EMIT resetAsked(selectedProvider(), selectedKey()); });
    return foot;
}

QPushButton* ProvidersPage::makeSimulate()
{
    auto* button = new QPushButton(tr("Simulate failure"));
    button->setObjectName(u"simulateFailure"_s);
    button->setToolTip(tr("Nothing is asked of the provider: the gateway behaves as if it had "
                          "failed, for all callers. The audit notes it."));
    auto* menu = new QMenu(button);
    const auto add = [this, menu](const QString& words, const QString& failure, int seconds) {
        QAction* action = menu->addAction(words);
        action->setObjectName(u"simulate_%1_%2"_s.arg(failure).arg(seconds));
        connect(action, &QAction::triggered, this, [this, failure, seconds] {
            const bool ofKey = failure == u"rate_limit"_s;
            Q_EMIT simulateAsked(selectedProvider(), ofKey ? selectedKey() : QString(), failure,
                                 seconds);
        });
        return action;
    };
    m_ofKeys = {add(tr("429: pause for 30 s"), u"rate_limit"_s, 30),
                add(tr("429: pause for 5 min"), u"rate_limit"_s, 300)};
    menu->addSeparator();
    add(tr("Provider down for 30 s"), u"down"_s, 30);
    add(tr("Provider down for 5 min"), u"down"_s, 300);
    button->setMenu(menu);
    return button;
}

QString ProvidersPage::selectedProvider() const
{
    return m_tree->currentIndex().data(ProviderTreeModel::ProviderIdRole).toString();
}

QString ProvidersPage::selectedKey() const
{
    return m_tree->currentIndex().data(ProviderTreeModel::KeyIdRole).toString();
}

void ProvidersPage::selectProvider(const QString& id)
{
    m_tree->setCurrentIndex(m_providers->indexOf(id));
}

void ProvidersPage::selectFirst()
{
    if (m_tree->currentIndex().isValid() && !m_isUnasked)
        return;
    // What is out of the ordinary is looked at first.
    QModelIndex first;
    for (int row = 0; row < m_providers->rowCount(); ++row) {
        const QModelIndex top = m_providers->index(row, 0);
        const QString id = top.data(ProviderTreeModel::ProviderIdRole).toString();
        if (!m_providers->isCallable(id))
            continue;
        for (int key = 0; key < m_providers->rowCount(top); ++key) {
            const QModelIndex index = m_providers->index(key, 0, top);
            const auto* health = m_providers->health(id);
            const QString keyId = index.data(ProviderTreeModel::KeyIdRole).toString();
            const bool odd = health && health->keyAsMet(keyId).circuit != client::Circuit::Closed;
            if (!first.isValid() || odd)
                first = index;
            if (odd) {
                row = m_providers->rowCount();
                break;
            }
        }
    }
    if (first.isValid() && first != m_tree->currentIndex()) {
        m_tree->setCurrentIndex(first);
        m_tree->scrollTo(first);
    }
    m_isUnasked = true;
}

void ProvidersPage::beforeReset()
{
    m_keptProvider = selectedProvider();
    m_keptKey = selectedKey();
}

void ProvidersPage::afterReset()
{
    m_pages->setCurrentIndex(m_providers->rowCount() == 0 ? 1 : 0);
    for (int row = 0; row < m_providers->rowCount(); ++row) {
        const QModelIndex index = m_providers->index(row, 0);
        const QString id = index.data(ProviderTreeModel::ProviderIdRole).toString();
        m_tree->setExpanded(index, !m_closed.contains(id));
    }
    m_tree->setCurrentIndex(m_providers->indexOf(m_keptProvider, m_keptKey));
    fitHeights();
    showSelected();
}

void ProvidersPage::fitHeights()
{
    int rows = 0;
    for (int row = 0; row < m_providers->rowCount(); ++row) {
        const QModelIndex index = m_providers->index(row, 0);
        rows += m_tree->isRowHidden(row, {}) ? 0
                : m_tree->isExpanded(index)  ? 1 + m_providers->rowCount(index)
                                             : 1;
    }
    const int line = grid::scaled(grid::kRow);
    const int head = grid::scaled(grid::kRowHeader);
    // One pixel more, else the view believes that it must scroll.
    m_tree->setMaximumHeight(head + rows * line + 1);
    m_tree->setMinimumHeight(head + std::min(rows, kLeastRows) * line + 1);
    m_routeTable->setMaximumHeight(head + m_routes->rowCount() * line + 1);
    m_routeTable->setMinimumHeight(head + std::min(m_routes->rowCount(), kLeastRows) * line + 1);
    m_routeTable->setVisible(m_routes->rowCount() > 0);
}

void ProvidersPage::showSelected()
{
    const QModelIndex index = m_tree->currentIndex();
    m_foot->setVisible(index.isValid());
    if (!index.isValid())
        return;
    const QString id = selectedProvider();
    const QString key = selectedKey();
    const QString name = m_providers->displayName(id);
    m_name->setText(key.isEmpty() ? name : tr("%1, key %2").arg(name, key));
    m_state->setText(key.isEmpty() ? m_providers->describe(id) : m_providers->describeKey(id, key));
    const bool callable = m_providers->isCallable(id);
    m_test->setEnabled(callable);
    m_reset->setEnabled(callable);
    m_simulate->setEnabled(callable);
    const auto* provider = m_providers->provider(id);
    for (QAction* action : std::as_const(m_ofKeys))
        action->setEnabled(provider && !provider->value.keys.empty());
    showStates(id, key);
}

void ProvidersPage::showStates(const QString& id, const QString& key)
{
    const client::ProviderCircuit* health = m_providers->health(id);
    if (!health || !m_providers->isCallable(id)) {
        m_states->setUnknown();
        return;
    }
    // Without a chosen one the only key speaks for its provider.
    const QString only = health->keys.size() == 1 ? health->keys.first().id : QString();
    const client::KeyCircuit met = health->keyAsMet(key.isEmpty() ? only : key);
    m_states->setCircuit(met.circuit, met.untilMillis, m_providers->now());
}

void ProvidersPage::filter(const QString& words)
{
    for (int row = 0; row < m_providers->rowCount(); ++row) {
        const QString id =
            m_providers->index(row, 0).data(ProviderTreeModel::ProviderIdRole).toString();
        const QString text = id + u' ' + m_providers->displayName(id);
        m_tree->setRowHidden(row, {},
                             !words.isEmpty() && !text.contains(words, Qt::CaseInsensitive));
    }
    m_routeTable->filter(words);
    fitHeights();
}

void ProvidersPage::focusTree()
{
    m_tree->setFocus();
}

} // namespace gatehouse::ui
