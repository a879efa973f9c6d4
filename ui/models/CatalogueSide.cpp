// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/CatalogueSide.h"

#include "models/CatalogueView.h"
#include "models/ModelCompare.h"
#include "models/ModelEditor.h"

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

CatalogueSide::CatalogueSide(client::AdminClient& client, QWidget* parent)
    : QStackedWidget(parent)
    , m_editor(new ModelEditor(client))
    , m_compare(new ModelCompare)
{
    setObjectName(u"catalogueSide"_s);
    addWidget(m_editor);
    addWidget(m_compare);
    connect(m_editor, &ModelEditor::closeAsked, this, &CatalogueSide::closeAsked);
    connect(m_editor, &ModelEditor::tryAsked, this, &CatalogueSide::tryAsked);
    connect(m_editor, &ModelEditor::saved, this, &CatalogueSide::saved);
    connect(m_compare, &ModelCompare::closeAsked, this, &CatalogueSide::closeAsked);
}

QString CatalogueSide::nameOfChosen(const CatalogueView& view)
{
    QStringList names;
    for (const client::CatalogueModel& model : view.allChosen())
        names.append(model.provider + u'/' + model.id);
    return names.join(u'\n');
}

bool CatalogueSide::showChosen(const CatalogueView& view)
{
    const QString name = nameOfChosen(view);
    const QList<client::CatalogueModel> all = view.allChosen();
    if (m_isKnown && name == m_shown)
        return !all.isEmpty();
    m_shown = name;
    m_isKnown = true;
    if (all.size() > 1) {
        QStringList providers;
        for (const client::CatalogueModel& model : all)
            providers.append(view.providerName(model.provider));
        m_compare->setModels(all, providers);
        setCurrentWidget(m_compare);
        return true;
    }
    setCurrentWidget(m_editor);
    const CatalogueView::Chosen chosen = view.chosen();
    if (chosen.model)
        m_editor->showModel(*chosen.model, chosen.provider, chosen.callName, chosen.isUsed);
    return chosen.model;
}

void CatalogueSide::startAdding(const QList<std::pair<QString, QString>>& providers)
{
    forget();
    setCurrentWidget(m_editor);
    m_editor->startAdding(providers);
}

bool CatalogueSide::hasEdits() const
{
    return currentWidget() == m_editor && m_editor->hasEdits();
}

bool CatalogueSide::isBehind(const CatalogueView& view) const
{
    return !m_isKnown || nameOfChosen(view) != m_shown;
}

void CatalogueSide::forget()
{
    m_shown.clear();
    m_isKnown = false;
}

} // namespace gatehouse::ui
