// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Provider.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QSpinBox;

namespace gatehouse::ui {

/// A provider of the workspace, with the models that it is known to have.
struct TargetChoice
{
    QString id;
    QString name;
    QStringList models;
    bool isCallable = true; ///< Whether this build speaks the provider's wire.
    friend bool operator==(const TargetChoice&, const TargetChoice&) = default;
};

/// One target of a route: its place, provider and model, what is known about it; the fields to
/// change it open with a click, Enter or F2. Moved by its handle or with Alt+Up and Alt+Down, which
/// the list carries out. GUI thread only.
class TargetRow : public QWidget
{
    Q_OBJECT

public:
    TargetRow(const model::ModelTarget& target, const QList<TargetChoice>& choices,
              QWidget* parent = nullptr);

    [[nodiscard]] model::ModelTarget target() const;
    void setChoices(const QList<TargetChoice>& choices);
    void setNumber(int number);
    /// Whether its weight decides: it can be edited only then.
    void setWeighted(bool weighted);
    /// Its part of the route's calls of now, 0 to 1; nothing = unknown.
    void setShare(std::optional<double> share);
    void setFirstToken(std::optional<double> ms);
    void setPrice(const QString& price);
    void openFields(bool open);

Q_SIGNALS:
    void changed();
    void removeAsked();
    void moveAsked(int by);
    /// The handle was dragged to this height, in the parent's pixels.
    void draggedTo(int y);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QWidget* makeFields();
    [[nodiscard]] const TargetChoice* choice() const;
    void fillModels(const QString& current);
    void tell();
    void setTop(bool withBar);

    QList<TargetChoice> m_choices;
    int m_number = 1;
    std::optional<double> m_share;
    std::optional<double> m_firstToken;
    QString m_price;
    bool m_pressed = false;
    bool m_dragging = false;

    QComboBox* m_provider = nullptr;
    QComboBox* m_model = nullptr;
    QSpinBox* m_weight = nullptr;
    QWidget* m_fields = nullptr;
};

} // namespace gatehouse::ui
