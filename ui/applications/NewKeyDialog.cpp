// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/NewKeyDialog.h"

#include "base/Id.h"
#include "widgets/FormField.h"
#include "widgets/Icon.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

NewKeyDialog::NewKeyDialog(client::AdminClient& client, const QString& applicationId,
                           const QString& name, QWidget* parent)
    : QDialog(parent)
    , m_client(client)
    , m_application(applicationId)
    , m_form(new QWidget)
    , m_id(new QLineEdit)
    , m_idField(new FormField(tr("Id of the key"), m_id))
    , m_ends(new QComboBox)
    , m_create(new QPushButton(tr("Create key")))
    , m_result(new QWidget)
    , m_secret(new QLineEdit)
    , m_warning(new TextLabel)
    , m_discard(new QPushButton(tr("Close without copying")))
    , m_done(new QPushButton(tr("Done")))
{
    setObjectName(u"newKeyDialog"_s);
    setWindowTitle(tr("New key for %1").arg(name));
    setGround(this, Role::Surface);
    m_id->setObjectName(u"newKeyId"_s);
    m_id->setPlaceholderText(tr("made from the date when empty"));
    m_idField->setHint(tr("Tells the keys of an application apart."));
    m_ends->setObjectName(u"newKeyEnds"_s);
    m_ends->addItem(tr("Never"), QString());
    m_ends->addItem(tr("In 30 days"), u"30d"_s);
    m_ends->addItem(tr("In 90 days"), u"90d"_s);
    m_ends->addItem(tr("In a year"), u"365d"_s);
    m_create->setObjectName(u"createKey"_s);
    m_create->setDefault(true);
    setButtonRole(m_create, ButtonRole::Main);
    auto* form = new QVBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(grid::kGapWide);
    form->addWidget(m_idField);
    form->addWidget(new FormField(tr("It ends"), m_ends));
    form->addWidget(m_create, 0, Qt::AlignRight);

    m_secret->setObjectName(u"newKeySecret"_s);
    m_secret->setAccessibleName(tr("The new key"));
    m_secret->setReadOnly(true);
    m_secret->setFont(textFont(TextSize::Code));
    auto* copyButton = new QPushButton(icon(Icon::EditCopy, Role::OnAccent), tr("Copy"));
    copyButton->setObjectName(u"copyKey"_s);
    setButtonRole(copyButton, ButtonRole::Main);
    auto* line = new QHBoxLayout;
    line->setSpacing(grid::kGap);
    line->addWidget(m_secret, 1);
    line->addWidget(copyButton);
    m_warning->setObjectName(u"newKeyWarning"_s);
    m_warning->setWordWrap(true);
    m_warning->setText(tr("This is the only time that the key is shown: the gateway keeps no more "
                          "than a hash of it."));
    m_discard->setObjectName(u"discardKey"_s);
    setButtonRole(m_discard, ButtonRole::Danger);
    m_discard->hide();
    m_done->setObjectName(u"newKeyDone"_s);
    m_done->setEnabled(false);
    m_done->setToolTip(tr("Copy the key first"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(grid::kGap);
    buttons->addStretch();
    buttons->addWidget(m_discard);
    buttons->addWidget(m_done);
    auto* result = new QVBoxLayout(m_result);
    result->setContentsMargins(0, 0, 0, 0);
    result->setSpacing(grid::kGapWide);
    result->addLayout(line);
    result->addWidget(m_warning);
    result->addLayout(buttons);
    m_result->hide();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(grid::kSide, grid::kSide, grid::kSide, grid::kSide);
    column->addWidget(m_form);
    column->addWidget(m_result);
    setMinimumWidth(grid::scaled(480));
    connect(m_create, &QPushButton::clicked, this, &NewKeyDialog::create);
    connect(copyButton, &QPushButton::clicked, this, &NewKeyDialog::copy);
    connect(m_done, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_discard, &QPushButton::clicked, this, [this] { done(Rejected); });
}

void NewKeyDialog::create()
{
    const QString id = m_id->text().trimmed();
    if (!id.isEmpty() && !isValidId(id.toStdString())) {
        m_idField->setError(tr("Letters, digits, . _ and -"));
        return;
    }
    m_idField->setError({});
    m_create->setEnabled(false);
    m_client.createKey({this, m_ticket}, m_application, id, m_ends->currentData().toString(),
                       [this](const client::Answer<client::NewKey>& answer) {
                           m_create->setEnabled(true);
                           if (answer)
                               showKey(*answer);
                           else
                               m_idField->setError(answer.error().message);
                       });
}

void NewKeyDialog::showKey(const client::NewKey& key)
{
    m_isShown = true;
    m_form->hide();
    m_secret->setText(key.secret);
    m_secret->setCursorPosition(0);
    m_result->show();
    m_secret->setFocus();
    m_secret->selectAll();
    adjustSize();
    Q_EMIT created(key.id);
}

void NewKeyDialog::copy()
{
    QGuiApplication::clipboard()->setText(m_secret->text());
    m_isCopied = true;
    m_warning->setText(tr("Copied. Put it where the application reads its secrets from."));
    m_discard->hide();
    m_done->setEnabled(true);
    m_done->setToolTip({});
    m_done->setFocus();
}

void NewKeyDialog::reject()
{
    if (!m_isShown || m_isCopied) {
        QDialog::reject();
        return;
    }
    m_warning->setText(tr("The key was not copied. It cannot be shown again."));
    m_discard->show();
}

} // namespace gatehouse::ui
