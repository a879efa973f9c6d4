// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QUrl;

namespace gatehouse::ui {

class CodeBlock;

/// A program that makes one call as the application, in the chosen language. GUI thread only.
class ApplicationCode : public QWidget
{
    Q_OBJECT

public:
    explicit ApplicationCode(QWidget* parent = nullptr);
    void showCall(const QUrl& gateway, const QString& model);

private:
    void show();

    QString m_url;
    QString m_model;
    QComboBox* m_language;
    CodeBlock* m_code;
};

} // namespace gatehouse::ui
