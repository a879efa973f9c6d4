// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QJsonObject>
#include <QUrl>

namespace gatehouse::ui {

class ColumnRun;

/// The last call of a column as a program in the language of choice. Deletes itself when closed.
class CodeDialog : public QDialog
{
    Q_OBJECT

public:
    CodeDialog(const QUrl& gateway, const QJsonObject& body, QWidget* parent);
};

/// What went over the wire: the request's body and every event of the answer, as it stands when the
/// dialog opens. Deletes itself when closed.
class RawDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Page : quint8
    {
        Request,
        Events
    };
    RawDialog(const ColumnRun& run, Page page, QWidget* parent);
};

} // namespace gatehouse::ui
