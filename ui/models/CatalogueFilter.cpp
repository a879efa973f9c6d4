// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/CatalogueFilter.h"

#include "models/CatalogueTableModel.h"

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

QString kindGroup(const QString& kind)
{
    if (kind == u"chat"_s || kind == u"embedding"_s || kind == u"image"_s)
        return kind;
    if (kind.startsWith(u"audio"_s) || kind == u"speech"_s || kind == u"transcription"_s)
        return u"audio"_s;
    return u"other"_s;
}

bool matches(const client::CatalogueModel& model, const QString& providerName,
             const CatalogueChoice& choice)
{
    if (!choice.kinds.isEmpty() && !choice.kinds.contains(kindGroup(model.kind)))
        return false;
    if ((choice.sees && !model.vision) || (choice.tools && !model.tools) ||
        (choice.schema && !model.jsonSchema) || (choice.thinks && !model.reasoning) ||
        (choice.deprecatedOnly && !model.deprecated) ||
        (choice.ownOnly && !model.json.contains(u"own"_s)))
        return false;
    if (model.context < choice.contextAtLeast)
        return false;
    if (!choice.provider.isEmpty() && model.provider != choice.provider)
        return false;
    if (!choice.providers.isEmpty() && !choice.providers.contains(model.provider))
        return false;
    for (const QString& word : choice.text.split(u' ', Qt::SkipEmptyParts)) {
        if (!model.name.contains(word, Qt::CaseInsensitive) &&
            !model.id.contains(word, Qt::CaseInsensitive) &&
            !providerName.contains(word, Qt::CaseInsensitive))
            return false;
    }
    return true;
}

CatalogueFilter::CatalogueFilter(QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(CatalogueTableModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setDynamicSortFilter(true);
}

void CatalogueFilter::setChoice(const CatalogueChoice& choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    invalidateFilter();
}

bool CatalogueFilter::filterAcceptsRow(int row, const QModelIndex&) const
{
    const auto* table = qobject_cast<const CatalogueTableModel*>(sourceModel());
    const client::CatalogueModel& model = table->at(row);
    return matches(model, table->providerName(model.provider), m_choice);
}

} // namespace gatehouse::ui
