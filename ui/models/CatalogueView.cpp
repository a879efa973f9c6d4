// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/CatalogueView.h"

#include "models/CatalogueTableModel.h"

#include "widgets/Icon.h"
#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/TableSetup.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QHeaderView>
#include <QLocale>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {
constexpr int kFilterWidth = 184;
constexpr int kWidths[] = {180, 84, 66, 46, 44, 58, 96, 100};
} // namespace

CatalogueView::CatalogueView(QWidget* parent)
    : QWidget(parent)
    , m_model(new CatalogueTableModel(this))
    , m_filter(new CatalogueFilter(this))
    , m_table(new QTableView)
{
    setObjectName(u"catalogueView"_s);
    m_filter->setSourceModel(m_model);
    m_table->setObjectName(u"catalogueTable"_s);
    m_table->setAccessibleName(tr("Models"));
    m_table->setModel(m_filter);
    setUpTable(m_table, grid::kRowDense, false);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    // The filter and the inspector tell it; names need the room.
    m_table->setColumnHidden(CatalogueTableModel::Tools, true);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(CatalogueTableModel::Name, Qt::AscendingOrder);
    for (int i = 0; i < CatalogueTableModel::ColumnCount; ++i)
        m_table->horizontalHeader()->resizeSection(i, grid::scaled(kWidths[i]));
    m_table->horizontalHeader()->setSectionResizeMode(CatalogueTableModel::Name,
                                                      QHeaderView::Stretch);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_table, 1);
    right->addWidget(new Separator);
    right->addWidget(makeFoot());
    auto* line = new QFrame;
    line->setFixedWidth(1);
    setGround(line, Role::Line);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeFilters());
    row->addWidget(line);
    row->addLayout(right, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &CatalogueView::chosenChanged);
}

QWidget* CatalogueView::makeFilters()
{
    auto* page = new QWidget;
    page->setFixedWidth(grid::scaled(kFilterWidth));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(grid::kSide, grid::kGapWide, grid::kGapWide, grid::kGapWide);
    column->setSpacing(6);
    const auto caption = [column](const QString& text) {
        column->addWidget(new TextLabel(text, TextSize::Secondary, Role::Text, QFont::Bold));
    };
    const auto tick = [this, column](const QString& text, const QString& objectName) {
        auto* box = new QCheckBox(text);
        box->setObjectName(objectName);
        auto* count = new TextLabel({}, TextSize::Body, Role::Muted);
        m_counts.insert(objectName, count);
        auto* row = new QHBoxLayout;
        row->setSpacing(4);
        row->addWidget(box, 1);
        row->addWidget(count);
        column->addLayout(row);
        connect(box, &QCheckBox::toggled, this, &CatalogueView::choose);
        return box;
    };
    caption(tr("Kind"));
    for (const auto& [kind, text] :
         {std::pair{u"chat"_s, tr("Chat")}, std::pair{u"embedding"_s, tr("Embedding")},
          std::pair{u"image"_s, tr("Image")}, std::pair{u"audio"_s, tr("Audio")},
          std::pair{u"other"_s, tr("Other")}})
        m_kinds.insert(kind, tick(text, u"kind_"_s + kind));
    column->addSpacing(grid::kGap);
    caption(tr("It can"));
    m_sees = tick(tr("see pictures"), u"canSee"_s);
    m_tools = tick(tr("use tools"), u"canUseTools"_s);
    m_schema = tick(tr("keep to a schema"), u"canKeepSchema"_s);
    m_thinks = tick(tr("think first"), u"canThink"_s);
    column->addSpacing(grid::kGap);
    caption(tr("Context"));
    m_context = new QComboBox;
    m_context->setObjectName(u"contextAtLeast"_s);
    m_context->setAccessibleName(tr("Context, at least"));
    m_context->addItem(tr("any"), 0);
    m_context->addItem(tr("32 k or more"), 32'000);
    m_context->addItem(tr("128 k or more"), 128'000);
    m_context->addItem(tr("1 M or more"), 1'000'000);
    column->addWidget(m_context);
    connect(m_context, &QComboBox::currentIndexChanged, this, &CatalogueView::choose);
    column->addSpacing(grid::kGap);
    caption(tr("Provider"));
    m_mine = tick(tr("added here"), u"onlyMine"_s);
    m_own = tick(tr("your values"), u"onlyOwn"_s);
    column->addStretch(1);
    return page;
}

QWidget* CatalogueView::makeFoot()
{
    auto* page = new QWidget;
    page->setFixedHeight(grid::scaled(grid::kToolbar));
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(grid::kSide, 0, grid::kSide, 0);
    row->setSpacing(grid::kGap);
    m_shown = new TextLabel({}, TextSize::Secondary, Role::Muted);
    m_shown->setObjectName(u"catalogueShown"_s);
    m_data = new TextLabel({}, TextSize::Secondary, Role::Muted);
    m_data->setObjectName(u"catalogueData"_s);
    m_data->setElided();
    m_data->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* add = new QPushButton(icon(Icon::ListAdd), tr("Add a model"));
    add->setObjectName(u"addOwnModel"_s);
    add->setToolTip(tr("One that the catalogue does not know, at a provider of yours"));
    setControlSize(add, ControlSize::Small);
    connect(add, &QPushButton::clicked, this, &CatalogueView::addAsked);
    row->addWidget(add);
    row->addWidget(m_shown);
    row->addWidget(m_data, 1);
    return page;
}

void CatalogueView::setModels(QList<client::CatalogueModel> models,
                              const QHash<QString, QString>& names, const QString& day)
{
    const Chosen before = chosen();
    const QString provider = before.model ? before.model->provider : QString();
    const QString id = before.model ? before.model->id : QString();
    m_day = day;
    {
        const QSignalBlocker quiet(this); // what is chosen is told once, when it is again
        m_model->setModels(std::move(models), names);
        showCounts();
        choose();
        selectModel(provider, id);
    }
    Q_EMIT chosenChanged();
}

void CatalogueView::selectModel(const QString& provider, const QString& id)
{
    const int row = m_model->rowOf(provider, id);
    const QModelIndex at =
        row < 0 ? QModelIndex() : m_filter->mapFromSource(m_model->index(row, 0));
    if (!at.isValid())
        return;
    m_table->selectRow(at.row());
    m_table->scrollTo(at);
}

void CatalogueView::setWorkspaceProviders(const QHash<QString, QString>& idByKind)
{
    m_idByKind = idByKind;
    showCounts();
    choose();
}

void CatalogueView::setUsed(const QSet<QString>& used)
{
    m_model->setUsed(used);
}

void CatalogueView::setText(const QString& text)
{
    m_text = text;
    choose();
}

int CatalogueView::modelCount() const
{
    return m_model->rowCount();
}

void CatalogueView::showCounts()
{
    QHash<QString, int> counts;
    for (const client::CatalogueModel& model : m_model->models()) {
        ++counts[u"kind_"_s + kindGroup(model.kind)];
        counts[u"canSee"_s] += model.vision;
        counts[u"canUseTools"_s] += model.tools;
        counts[u"canKeepSchema"_s] += model.jsonSchema;
        counts[u"canThink"_s] += model.reasoning;
        counts[u"onlyMine"_s] += m_idByKind.contains(model.provider);
        counts[u"onlyOwn"_s] += model.json.contains(u"own"_s);
    }
    for (auto it = m_counts.begin(); it != m_counts.end(); ++it)
        it.value()->setText(wholeNumber(counts.value(it.key())));
}

void CatalogueView::choose()
{
    CatalogueChoice choice;
    for (auto it = m_kinds.begin(); it != m_kinds.end(); ++it) {
        if (it.value()->isChecked())
            choice.kinds.insert(it.key());
    }
    choice.sees = m_sees->isChecked();
    choice.tools = m_tools->isChecked();
    choice.schema = m_schema->isChecked();
    choice.thinks = m_thinks->isChecked();
    choice.contextAtLeast = m_context->currentData().toLongLong();
    choice.ownOnly = m_own->isChecked();
    choice.text = m_text;
    m_mine->setEnabled(!m_idByKind.isEmpty());
    if (m_mine->isChecked()) {
        for (auto it = m_idByKind.begin(); it != m_idByKind.end(); ++it)
            choice.providers.insert(it.key());
    }
    m_filter->setChoice(choice);
    m_shown->setText(
        tr("%1 of %2 models").arg(wholeNumber(m_filter->rowCount()), wholeNumber(modelCount())));
    const QDate day = QDate::fromString(m_day, Qt::ISODate);
    QStringList words{tr("USD a million tokens")};
    if (day.isValid())
        words.append(tr("data of %1").arg(QLocale().toString(day, QLocale::LongFormat)));
    m_data->setText(words.join(u" · "_s));
    m_table->setToolTip(tr("Ctrl or Shift and a click put several side by side."));
    Q_EMIT chosenChanged();
}

CatalogueView::Chosen CatalogueView::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.size() != 1)
        return {};
    const client::CatalogueModel& model = m_model->at(m_filter->mapToSource(rows.first()).row());
    // Own values may be those of one provider: then it is named itself.
    const bool isId = std::ranges::find(m_idByKind, model.provider) != m_idByKind.end();
    const QString id = m_idByKind.value(model.provider, isId ? model.provider : QString());
    return {&model, m_model->providerName(model.provider),
            id.isEmpty() ? QString() : QString(id + u'/' + model.id), m_model->isUsed(model)};
}

QList<client::CatalogueModel> CatalogueView::allChosen() const
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QList<client::CatalogueModel> all;
    for (const QModelIndex& row : std::as_const(rows))
        all.append(m_model->at(m_filter->mapToSource(row).row()));
    return all;
}

QString CatalogueView::providerName(const QString& id) const
{
    return m_model->providerName(id);
}

} // namespace gatehouse::ui
