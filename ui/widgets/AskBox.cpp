// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/AskBox.h"

#include "widgets/Variants.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace gatehouse::ui {

void askBefore(QWidget* parent, const QString& question, const QString& button,
               std::function<void()> run)
{
    auto* box = new QMessageBox(parent);
    box->setObjectName(QStringLiteral("askBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(question);
    QPushButton* yes = box->addButton(button, QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("askYes"));
    setButtonRole(yes, ButtonRole::Danger);
    box->setDefaultButton(
        box->addButton(QCoreApplication::translate("AskBox", "Cancel"), QMessageBox::RejectRole));
    QObject::connect(yes, &QPushButton::clicked, parent, std::move(run));
    box->open();
}

} // namespace gatehouse::ui
