// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apis/ApiCheck.h"

#include "model/Api.h"
#include "model/Team.h"

#include <QList>
#include <QScrollArea>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;
class QVBoxLayout;

namespace gatehouse::ui {

class FormField;
class HeaderRows;
class RouteRows;
class TargetRows;

/// Every field of a REST API. It holds one value; what it has no field for is kept as it was. Knows
/// no server: the editor around it loads and saves. GUI thread only.
class ApiForm : public QScrollArea
{
    Q_OBJECT

public:
    explicit ApiForm(QWidget* parent = nullptr);

    void setTeams(const QList<model::Team>& teams);
    void setApi(const model::Api& api, bool isNew);
    [[nodiscard]] model::Api api() const;
    /// Puts each fault below its field and clears the others. Returns the faults that belong to no
    /// field here.
    std::vector<FieldFault> showFaults(const std::vector<FieldFault>& faults);
    /// Scrolls to the first field with a fault and focuses it.
    void focusFirstFault();

Q_SIGNALS:
    void changed();

private:
    QVBoxLayout* section(const QString& title, const QString& hint = {});
    void buildAbout();
    void buildUpstream();
    void buildRoutes();
    void buildHeaders();
    void onNameEdited(const QString& name);
    [[nodiscard]] FormField* fieldFor(const QString& path) const;
    [[nodiscard]] QList<FormField*> allFields() const;

    model::Api m_base; ///< What was set: carries what has no field.
    bool m_isNew = true;
    bool m_idTouched = false;

    QWidget* m_body;
    QVBoxLayout* m_layout;
    QLineEdit* m_name;
    QLineEdit* m_id;
    QLineEdit* m_basePath;
    QLineEdit* m_description;
    QComboBox* m_team;
    QComboBox* m_state;
    QComboBox* m_access;
    TargetRows* m_targets;
    QComboBox* m_balance;
    QLineEdit* m_timeout;
    QSpinBox* m_retries;
    QCheckBox* m_preserveHost;
    RouteRows* m_routes;
    HeaderRows* m_requestHeaders;
    HeaderRows* m_responseHeaders;
    FormField* m_nameField;
    FormField* m_idField;
    FormField* m_basePathField;
    FormField* m_stateField;
    FormField* m_teamField;
    FormField* m_accessField;
    FormField* m_targetsField;
    FormField* m_timeoutField;
    FormField* m_retriesField;
};

} // namespace gatehouse::ui
