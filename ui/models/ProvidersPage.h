// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QStackedLayout;
class QTreeView;

namespace gatehouse::ui {

class KeyStates;
class ProviderTreeModel;
class RouteTable;
class RouteTableModel;

/// The first tab of Models: providers with their keys, below them the routes, at the foot what can
/// be done with the selected provider. Without a provider, how to add one. GUI thread only.
class ProvidersPage : public QWidget
{
    Q_OBJECT

public:
    ProvidersPage(ProviderTreeModel* providers, RouteTableModel* routes, QWidget* parent = nullptr);

    [[nodiscard]] QString selectedProvider() const;
    [[nodiscard]] QString selectedKey() const;
    void selectProvider(const QString& id);
    /// Selects a key that is out of the ordinary, else the first that can be called, where nobody
    /// has selected anything.
    void selectFirst();
    [[nodiscard]] RouteTable* routes() const { return m_routeTable; }
    void filter(const QString& words);
    void focusTree();

Q_SIGNALS:
    void providerOpened(const QString& id);
    void testAsked(const QString& id);
    /// `down`, or `rate_limit` of a key; an empty key is every one.
    void simulateAsked(const QString& id, const QString& key, const QString& failure, int seconds);
    void resetAsked(const QString& id, const QString& key);
    void addAsked();
    void catalogueAsked();

private:
    [[nodiscard]] QWidget* makeFoot();
    [[nodiscard]] QPushButton* makeSimulate();
    void showStates(const QString& id, const QString& key);
    void makeTree();
    void beforeReset();
    void afterReset();
    void fitHeights();
    void showSelected();

    ProviderTreeModel* m_providers;
    RouteTableModel* m_routes;
    QStackedLayout* m_pages;
    QTreeView* m_tree = nullptr;
    RouteTable* m_routeTable;
    QWidget* m_foot = nullptr;
    QLabel* m_name = nullptr;
    QLabel* m_state = nullptr;
    KeyStates* m_states = nullptr;
    QPushButton* m_test = nullptr;
    QPushButton* m_edit = nullptr;
    QPushButton* m_reset = nullptr;
    QPushButton* m_simulate = nullptr;
    QList<QAction*> m_ofKeys; ///< Simulations that need a key.
    QSet<QString> m_closed;   ///< Providers whose keys are folded away.
    QString m_keptProvider;
    QString m_keptKey;
    bool m_isUnasked = false; ///< What is selected, nobody chose.
};

} // namespace gatehouse::ui
