// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyRows.h"

#include "base/Id.h"
#include "widgets/Icon.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QGridLayout>
#include <QSet>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

KeyRows::KeyRows(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid::kGap);
    m_layout->setSpacing(grid::kGapWide);
    layout->addLayout(m_layout);
    auto* more = new QPushButton(icon(Icon::ListAdd), tr("Add key"));
    more->setObjectName(u"addProviderKey"_s);
    setControlSize(more, ControlSize::Small);
    layout->addWidget(more, 0, Qt::AlignLeft);
    connect(more, &QPushButton::clicked, this, [this] {
        addKey(m_rows.empty() ? u"main"_s : u"key-%1"_s.arg(m_rows.size() + 1));
        m_rows.back().secret->setFocus();
    });
}

void KeyRows::setKeys(const std::vector<model::ProviderKey>& keys,
                      const QHash<QString, QString>& hints)
{
    for (const Row& row : m_rows)
        delete row.widget;
    m_rows.clear();
    for (const auto& key : keys)
        add(key, hints.value(QString::fromStdString(key.id)), false);
}

void KeyRows::addKey(const QString& id)
{
    add({.id = id.toStdString(), .secret = {}, .weight = 1}, {}, true);
    Q_EMIT changed();
}

std::vector<model::ProviderKey> KeyRows::keys() const
{
    std::vector<model::ProviderKey> keys;
    for (const Row& row : m_rows) {
        model::ProviderKey key = row.stored;
        key.id = row.id->text().trimmed().toStdString();
        key.weight = static_cast<std::uint32_t>(row.weight->value());
        if (!row.secret->text().isEmpty())
            key.secret = {};
        keys.push_back(std::move(key));
    }
    return keys;
}

QHash<QString, QString> KeyRows::secrets() const
{
    QHash<QString, QString> secrets;
    for (const Row& row : m_rows) {
        if (const QString secret = row.secret->text().trimmed(); !secret.isEmpty())
            secrets.insert(row.id->text().trimmed(), secret);
    }
    return secrets;
}

QString KeyRows::fault() const
{
    QSet<QString> seen;
    for (const Row& row : m_rows) {
        const QString id = row.id->text().trimmed();
        if (!isValidId(id.toStdString()))
            return tr("A key needs a name of letters, digits, . _ and -");
        if (seen.contains(id))
            return tr("Two keys are called %1").arg(id);
        seen.insert(id);
        if (row.stored.id.empty() && row.secret->text().trimmed().isEmpty())
            return tr("Paste the secret of key %1").arg(id);
    }
    return {};
}

void KeyRows::add(const model::ProviderKey& key, const QString& hint, bool isNew)
{
    Row row{};
    row.widget = new QWidget;
    if (!isNew)
        row.stored = key;
    auto* layout = new QGridLayout(row.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid::kGap);
    row.id = new QLineEdit(QString::fromStdString(key.id));
    row.id->setObjectName(u"providerKeyId"_s);
    row.id->setAccessibleName(tr("Name of the key"));
    row.id->setReadOnly(!isNew);
    row.weight = new QSpinBox;
    row.weight->setObjectName(u"providerKeyWeight"_s);
    row.weight->setRange(0, 10000);
    row.weight->setValue(static_cast<int>(key.weight));
    row.weight->setToolTip(tr("Weight: its share of the calls beside the other keys"));
    row.weight->setAccessibleName(tr("Weight"));
    row.weight->setFixedWidth(grid::scaled(72));
    row.secret = new QLineEdit;
    row.secret->setObjectName(u"providerKeySecret"_s);
    row.secret->setEchoMode(QLineEdit::Password);
    row.secret->setAccessibleName(tr("Secret"));
    row.secret->setPlaceholderText(isNew            ? tr("Paste the key")
                                   : hint.isEmpty() ? tr("kept; paste to replace")
                                                    : tr("%1 is kept; paste to replace").arg(hint));
    auto* remove = new QToolButton;
    remove->setIcon(icon(Icon::ListRemove, Role::Muted));
    remove->setAutoRaise(true);
    remove->setToolTip(tr("Remove this key"));
    remove->setAccessibleName(remove->toolTip());
    layout->addWidget(row.id, 0, 0);
    layout->addWidget(row.weight, 0, 1);
    layout->addWidget(remove, 0, 2);
    layout->addWidget(row.secret, 1, 0, 1, 2);
    m_layout->addWidget(row.widget);
    connect(row.id, &QLineEdit::textChanged, this, &KeyRows::changed);
    connect(row.secret, &QLineEdit::textChanged, this, &KeyRows::changed);
    connect(row.weight, &QSpinBox::valueChanged, this, &KeyRows::changed);
    connect(remove, &QToolButton::clicked, this, [this, widget = row.widget] {
        std::erase_if(m_rows, [widget](const Row& r) { return r.widget == widget; });
        widget->hide();
        widget->deleteLater();
        Q_EMIT changed();
    });
    m_rows.push_back(std::move(row));
}

} // namespace gatehouse::ui
