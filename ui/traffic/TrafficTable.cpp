// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficTable.h"

#include "traffic/TrafficDelegate.h"
#include "traffic/TrafficModel.h"

#include "widgets/TableSetup.h"
#include "widgets/Theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {

constexpr int kWidths[] = {116, 76, 100, 80, 144, 64, 60, 88};
constexpr int kNameMost = 180; ///< A name longer than this is cut.
constexpr int kMeasured = 200; ///< Rows of a batch that are measured: more look like these.

} // namespace

TrafficTable::TrafficTable(TrafficModel* model, QWidget* parent)
    : QTableView(parent)
    , m_model(model)
{
    setObjectName(u"trafficTable"_s);
    setAccessibleName(tr("Exchanges"));
    setModel(model);
    setUpTable(this, grid::kRowDense, false);
    setItemDelegate(new TrafficDelegate(this));
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    horizontalHeader()->setSectionsClickable(false);
    setBaseWidths();
    connect(model, &TrafficModel::modelReset, this, [this] { fit(0, m_model->rowCount() - 1); });
    connect(model, &TrafficModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { fit(first, last); });
    connect(model, &TrafficModel::dataChanged, this, // names became known
            [this] { fit(0, m_model->rowCount() - 1); });
}

void TrafficTable::addColumnSwitches(QMenu* menu)
{
    for (int i = 0; i < TrafficModel::ColumnCount; ++i) {
        QAction* action =
            menu->addAction(m_model->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(true);
        connect(action, &QAction::toggled, this, [this, i](bool on) { setColumnHidden(i, !on); });
    }
}

void TrafficTable::setBaseWidths()
{
    setFont(textFont(TextSize::Secondary));
    QHeaderView* head = horizontalHeader();
    const QFontMetrics bold(textFont(TextSize::Secondary, QFont::Bold));
    // The model's name takes what is left, but never so little that it says nothing.
    for (int i = 0; i < TrafficModel::ColumnCount; ++i) {
        const QMargins padding = cellPadding(*head, i);
        const int words = bold.horizontalAdvance(
            m_model->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString());
        head->resizeSection(
            i, std::max(grid::scaled(kWidths[i]), words + 1 + padding.left() + padding.right()));
    }
    head->setSectionResizeMode(TrafficModel::Model, QHeaderView::Stretch);
    fit(0, m_model->rowCount() - 1);
}

void TrafficTable::fit(int first, int last)
{
    QHeaderView* head = horizontalHeader();
    last = std::min(last, first + kMeasured - 1);
    for (int column = 0; column < TrafficModel::ColumnCount; ++column) {
        if (column == TrafficModel::Model || isColumnHidden(column))
            continue;
        int wide = 0;
        for (int row = first; row <= last; ++row)
            wide = std::max(wide, CellDelegate::contentWidth(m_model->index(row, column), font()));
        if (column == TrafficModel::Application || column == TrafficModel::Api)
            wide = std::min(wide, grid::scaled(kNameMost));
        const QMargins padding = cellPadding(*head, column);
        wide += padding.left() + padding.right();
        if (wide > head->sectionSize(column))
            head->resizeSection(column, wide);
    }
}

void TrafficTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        setBaseWidths();
}

} // namespace gatehouse::ui
