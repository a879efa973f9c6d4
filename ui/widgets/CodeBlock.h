// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

class QJsonValue;

namespace gatehouse::ui {

/// Code to be read and copied, on its own ground: names of JSON members, strings and numbers are
/// told by their colours, in whatever language the text is. GUI thread only.
class CodeBlock : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CodeBlock(QWidget* parent = nullptr);
    /// Makes the block as high as its text, at most `lines` high.
    void fitHeight(int lines);

protected:
    void changeEvent(QEvent* event) override;

private:
    class Highlighter;
    Highlighter* m_highlighter;
};

/// JSON as people write it, two spaces an indentation. The members named in `first` lead their
/// object in that order; Qt's own sorts all of them by name.
[[nodiscard]] QString readableJson(const QJsonValue& value, const QStringList& first);
/// The members of a chat request in the order of every manual: model, messages, then what is sent
/// beside them; role before content.
[[nodiscard]] QString readableChat(const QJsonValue& request);

} // namespace gatehouse::ui
