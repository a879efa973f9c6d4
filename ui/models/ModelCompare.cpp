// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ModelCompare.h"

#include "widgets/Bar.h"
#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/TextLabel.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr double kNano = 1e-9;
const QString kDash = u"\u2013"_s;

double rate(const QJsonObject& item, QLatin1String key)
{
    const QJsonValue value = item.value(key);
    return value.isDouble() ? value.toDouble() * kNano : NAN;
}

/// `1.05 M`, `131 k`.
QString sizeText(qint64 tokens)
{
    constexpr qint64 kMillion = 1'000'000;
    constexpr qint64 kThousand = 1'000;
    if (tokens <= 0)
        return kDash;
    return tokens >= kMillion
               ? QLocale().toString(double(tokens) / double(kMillion), 'g', 3) + u" M"_s
               : wholeNumber(tokens / kThousand) + u" k"_s;
}

} // namespace

ModelCompare::ModelCompare(QWidget* parent)
    : QWidget(parent)
    , m_left(new TextLabel({}, TextSize::Secondary, Role::Muted))
{
    setObjectName(u"modelCompare"_s);
    setGround(this, Role::Surface);
    auto* head = new Bar(grid::kHeader);
    auto* cross = new IconButton(Icon::Cross, tr("Close"));
    connect(cross, &QToolButton::clicked, this, &ModelCompare::closeAsked);
    head->row()->addWidget(
        new TextLabel(tr("Side by side"), TextSize::Body, Role::Text, QFont::Bold), 1);
    head->row()->addWidget(cross);
    m_table = new QWidget;
    setGround(m_table, Role::Surface);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_table);
    m_left->setObjectName(u"compareLeft"_s);
    m_left->setWordWrap(true);
    m_left->setContentsMargins(grid::kSide, grid::kGap, grid::kSide, grid::kGap);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(scroll, 1);
    column->addWidget(m_left);
}

double ModelCompare::blended(const QJsonObject& item)
{
    constexpr double kInShare = 0.75;
    const double in = rate(item, "input_nano_usd_per_mtok"_L1);
    const double out = rate(item, "output_nano_usd_per_mtok"_L1);
    return kInShare * in + (1 - kInShare) * out;
}

void ModelCompare::addRow(const QString& name, const QStringList& values, int best)
{
    const int row = m_grid->rowCount();
    m_grid->addWidget(new TextLabel(name, TextSize::Secondary, Role::Muted), row, 0, Qt::AlignTop);
    for (int i = 0; i < values.size(); ++i) {
        auto* cell = new TextLabel(values.at(i), TextSize::Secondary,
                                   values.at(i) == kDash ? Role::Muted : Role::Text,
                                   i == best ? QFont::Bold : QFont::Normal);
        cell->setObjectName(u"compare_%1_%2"_s.arg(row).arg(i));
        cell->setElided();
        cell->setAlignment(Qt::AlignRight | Qt::AlignTop);
        cell->setAccessibleName(m_models.at(i).name + u", "_s + name);
        m_grid->addWidget(cell, row, i + 1);
    }
}

void ModelCompare::addPrice(const QString& name,
                            const std::function<double(const QJsonObject&)>& price)
{
    QStringList words;
    int best = -1;
    double lowest = INFINITY;
    bool differ = false;
    for (int i = 0; i < m_models.size(); ++i) {
        const double value = price(m_models.at(i).json);
        words.append(std::isnan(value) ? kDash : usd(value));
        differ = differ || (best >= 0 && value != lowest);
        if (value < lowest) {
            lowest = value;
            best = i;
        }
    }
    addRow(name, words, differ ? best : -1);
}

void ModelCompare::setModels(const QList<client::CatalogueModel>& models,
                             const QStringList& providers)
{
    m_models = models.mid(0, kMost);
    qDeleteAll(m_table->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    delete m_table->layout();
    m_grid = new QGridLayout(m_table);
    m_grid->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    m_grid->setHorizontalSpacing(grid::kGap);
    m_grid->setVerticalSpacing(6);
    QStringList names;
    QStringList own;
    for (int i = 0; i < m_models.size(); ++i) {
        m_grid->setColumnStretch(i + 1, 1);
        names.append(m_models.at(i).name);
        own.append(m_models.at(i).json.contains("own"_L1) ? tr("yours") : tr("list"));
    }
    addRow(tr("Model"), names);
    addRow(tr("Provider"), providers.mid(0, kMost));
    addRow(tr("Values"), own);
    m_grid->addWidget(new Separator, m_grid->rowCount(), 0, 1, kMost + 1);
    for (const auto& [name, key] :
         {std::pair(tr("In"), "input_nano_usd_per_mtok"_L1),
          std::pair(tr("In, cached"), "cached_input_nano_usd_per_mtok"_L1),
          std::pair(tr("Cache write"), "cache_write_nano_usd_per_mtok"_L1),
          std::pair(tr("Out"), "output_nano_usd_per_mtok"_L1)})
        addPrice(name, [key = key](const QJsonObject& item) { return rate(item, key); });
    addPrice(tr("3 in : 1 out"), &ModelCompare::blended);
    QStringList against;
    const double first = m_models.isEmpty() ? NAN : blended(m_models.first().json);
    for (const auto& model : std::as_const(m_models)) {
        const double change = (blended(model.json) / first - 1) * 100;
        against.append(!std::isfinite(change) ? kDash
                       : qRound(change) == 0  ? tr("same")
                                              : tr("%1%2 %")
                                                   .arg(change > 0 ? u"+"_s : u"\u2212"_s)
                                                   .arg(qRound(std::abs(change))));
    }
    addRow(tr("to the first"), against);
    m_grid->addWidget(new Separator, m_grid->rowCount(), 0, 1, kMost + 1);
    QStringList contexts;
    QStringList answers;
    for (const auto& model : std::as_const(m_models)) {
        contexts.append(sizeText(model.context));
        answers.append(sizeText(model.maxOutput));
    }
    addRow(tr("Context"), contexts);
    addRow(tr("Answer"), answers);
    for (const auto& [name, able] : {std::pair(tr("sees"), &client::CatalogueModel::vision),
                                     std::pair(tr("tools"), &client::CatalogueModel::tools),
                                     std::pair(tr("schema"), &client::CatalogueModel::jsonSchema),
                                     std::pair(tr("thinks"), &client::CatalogueModel::reasoning)}) {
        QStringList marks;
        for (const auto& model : std::as_const(m_models))
            marks.append(model.*able ? tr("yes") : kDash);
        addRow(name, marks);
    }
    m_grid->setRowStretch(m_grid->rowCount(), 1);
    const auto left = models.size() - m_models.size();
    m_left->setText(left > 0 ? tr("%1 more are chosen; four have room side by side.").arg(left)
                             : tr("Prices in US dollars for a million tokens."));
}

} // namespace gatehouse::ui
