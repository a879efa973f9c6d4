// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/CatalogueTableModel.h"

#include "widgets/CellDelegate.h"
#include "widgets/NumberFormat.h"
#include "widgets/Theme.h"

#include <QLocale>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

/// The price that nine in ten of the models with a price do not exceed.
double fullBar(const QList<client::CatalogueModel>& models, qint64 client::CatalogueModel::* price)
{
    std::vector<qint64> prices;
    for (const auto& model : models) {
        if (model.*price > 0)
            prices.push_back(model.*price);
    }
    if (prices.empty())
        return 1;
    const auto at = prices.begin() + static_cast<std::ptrdiff_t>(prices.size() * 9 / 10);
    std::nth_element(prices.begin(), at, prices.end());
    return double(*at);
}

QString price(qint64 nanoUsd, bool known)
{
    if (!known)
        return u"\u2013"_s;
    constexpr qint64 kCent = 10'000'000;
    const double dollars = double(nanoUsd) / 1e9;
    if (nanoUsd == 0)
        return u"0"_s;
    const int digits = nanoUsd % kCent == 0 ? 2 : 3;
    return QLocale().toString(dollars, 'f', digits);
}

} // namespace

void CatalogueTableModel::setModels(QList<client::CatalogueModel> models,
                                    const QHash<QString, QString>& providerNames)
{
    beginResetModel();
    m_models = std::move(models);
    m_providerNames = providerNames;
    m_fullIn = fullBar(m_models, &client::CatalogueModel::inputNanoUsdPerMtok);
    m_fullOut = fullBar(m_models, &client::CatalogueModel::outputNanoUsdPerMtok);
    endResetModel();
}

void CatalogueTableModel::setUsed(const QSet<QString>& used)
{
    m_used = used;
    if (!m_models.isEmpty())
        Q_EMIT dataChanged(index(0, Name), index(rowCount() - 1, Name));
}

bool CatalogueTableModel::isUsed(const client::CatalogueModel& model) const
{
    return m_used.contains(model.provider + u'/' + model.id);
}

bool CatalogueTableModel::isOwn(const client::CatalogueModel& model, const QString& rate)
{
    return model.json.value(u"own"_s).toObject().value(u"price"_s).toObject().contains(rate);
}

int CatalogueTableModel::rowOf(const QString& provider, const QString& id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_models.at(row).provider == provider && m_models.at(row).id == id)
            return row;
    }
    return -1;
}

int CatalogueTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_models.size());
}

int CatalogueTableModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant CatalogueTableModel::text(const client::CatalogueModel& model, int column) const
{
    const auto yes = [](bool on) { return on ? u"\u25cf"_s : u"\u00b7"_s; };
    switch (column) {
    case Name:
        return model.name.isEmpty() ? model.id : model.name;
    case Provider:
        return providerName(model.provider);
    case Context:
        if (model.context <= 0)
            return u"\u2013"_s;
        return model.context >= 1000000
                   ? QLocale().toString(double(model.context) / 1e6, 'g', 3)
                   : QLocale().toString(double(qRound64(double(model.context) / 1e3)), 'f', 0);
    case Sees:
        return yes(model.vision);
    case Tools:
        return yes(model.tools);
    case Thinks:
        return yes(model.reasoning);
    case PriceIn:
        return price(model.inputNanoUsdPerMtok, model.json.contains(u"input_nano_usd_per_mtok"_s));
    case PriceOut:
        return price(model.outputNanoUsdPerMtok,
                     model.json.contains(u"output_nano_usd_per_mtok"_s));
    default:
        return {};
    }
}

QVariant CatalogueTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const client::CatalogueModel& model = m_models.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(model, column);
    case Qt::TextAlignmentRole:
        return int((column == Context || column >= PriceIn ? Qt::AlignRight
                    : column == Name || column == Provider ? Qt::AlignLeft
                                                           : Qt::AlignHCenter) |
                   Qt::AlignVCenter);
    case Qt::FontRole:
        return textFont(TextSize::Secondary,
                        (column == PriceIn && isOwn(model, u"input"_s)) ||
                                (column == PriceOut && isOwn(model, u"output"_s))
                            ? QFont::Bold
                            : QFont::Normal);
    case Qt::ForegroundRole:
        if ((column == PriceIn && isOwn(model, u"input"_s)) ||
            (column == PriceOut && isOwn(model, u"output"_s)))
            return int(ui::Role::Accent);
        if (column == Provider || (column == Sees && !model.vision) ||
            (column == Tools && !model.tools) || (column == Thinks && !model.reasoning))
            return int(ui::Role::Muted);
        return {};
    case CellUnit:
        if (column == Context && model.context > 0)
            return model.context >= 1000000 ? u"M"_s : u"k"_s;
        return {};
    case CellDot:
        return column == Name && isUsed(model);
    case CellBar:
        if (column == PriceIn)
            return double(model.inputNanoUsdPerMtok) / m_fullIn;
        if (column == PriceOut)
            return double(model.outputNanoUsdPerMtok) / m_fullOut;
        return {};
    case Qt::ToolTipRole:
        if (column == Name)
            return QString(model.provider + u'/' + model.id);
        if (column == Context && model.context > 0)
            return tr("%1 tokens").arg(wholeNumber(model.context));
        if (column >= PriceIn && model.json.contains(u"own"_s))
            return tr("your price");
        return {};
    case SortRole:
        switch (column) {
        case Context:
            return model.context;
        case Sees:
            return model.vision;
        case Tools:
            return model.tools;
        case Thinks:
            return model.reasoning;
        case PriceIn:
            return model.inputNanoUsdPerMtok;
        case PriceOut:
            return model.outputNanoUsdPerMtok;
        default:
            return text(model, column);
        }
    default:
        return {};
    }
}

QVariant CatalogueTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return data(index(0, section), role);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Model");
    case Provider:
        return tr("Provider");
    case Context:
        return tr("Context");
    case Sees:
        return tr("sees");
    case Tools:
        return tr("tools");
    case Thinks:
        return tr("thinks");
    case PriceIn:
        return tr("In, $");
    case PriceOut:
        return tr("Out, $");
    default:
        return {};
    }
}

} // namespace gatehouse::ui
