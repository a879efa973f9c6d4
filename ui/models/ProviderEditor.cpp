// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ProviderEditor.h"

#include "models/KeyRows.h"
#include "models/LocalServerRows.h"

#include "base/Id.h"
#include "widgets/Bar.h"
#include "widgets/CellDelegate.h"
#include "widgets/FilterBox.h"
#include "widgets/FormField.h"
#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/MessageBar.h"
#include "widgets/NumberFormat.h"
#include "widgets/State.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QJsonArray>
#include <QListWidget>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {
namespace {
constexpr int kKindRole = Qt::UserRole;
const auto kSandbox = "sandbox"_L1;
} // namespace

ProviderEditor::ProviderEditor(client::AdminClient& client, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_title(new TextLabel({}, TextSize::Body, Role::Text, QFont::Bold))
    , m_notice(new MessageBar)
{
    setObjectName(u"providerEditor"_s);
    setGround(this, Role::Surface);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* head = new Bar(grid::kHeader);
    auto* cross = new IconButton(Icon::Cross, tr("Close"));
    head->row()->addWidget(m_title, 1);
    head->row()->addWidget(cross);
    connect(cross, &QToolButton::clicked, this, &ProviderEditor::closeAsked);
    layout->addWidget(head);
    layout->addWidget(m_notice);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* body = new QWidget;
    setGround(body, Role::Surface);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    column->setSpacing(grid::kGapWide);
    buildChoice(column);
    buildFields(column);
    column->addStretch();
    scroll->setWidget(body);
    layout->addWidget(scroll, 1);
}

void ProviderEditor::buildChoice(QVBoxLayout* layout)
{
    m_choice = new QWidget;
    auto* column = new QVBoxLayout(m_choice);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid::kGap);
    m_search = new FilterBox(tr("Search providers"));
    m_search->setObjectName(u"providerSearch"_s);
    m_search->setKeyHint({});
    m_list = new QListWidget;
    m_list->setObjectName(u"providerList"_s);
    m_list->setAccessibleName(tr("Providers"));
    m_list->setMinimumHeight(grid::scaled(200));
    m_list->setUniformItemSizes(true);
    m_list->setItemDelegate(new CellDelegate(grid::kRowDense, false, m_list));
    m_list->setTextElideMode(Qt::ElideRight);
    m_local = new LocalServerRows(m_client);
    column->addWidget(m_local);
    column->addWidget(m_search);
    column->addWidget(m_list);
    connect(m_local, &LocalServerRows::addAsked, this, &ProviderEditor::addLocal);
    layout->addWidget(m_choice);
    connect(m_search, &QLineEdit::textChanged, this, &ProviderEditor::fillChoice);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item)
            choose(item->data(kKindRole).toString());
    });
}

void ProviderEditor::buildFields(QVBoxLayout* layout)
{
    m_fields = new QWidget;
    auto* column = new QVBoxLayout(m_fields);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid::kGapWide);
    m_id = new QLineEdit;
    m_id->setObjectName(u"providerId"_s);
    m_id->setFont(textFont(TextSize::Code));
    m_idField = new FormField(tr("Id, used in model names: id/model"), m_id);
    m_baseUrl = new QLineEdit;
    m_baseUrl->setObjectName(u"providerBaseUrl"_s);
    m_baseUrl->setFont(textFont(TextSize::Code));
    m_baseUrlField = new FormField(tr("Base URL"), m_baseUrl);
    m_settingsLayout = new QVBoxLayout;
    m_settingsLayout->setSpacing(grid::kGapWide);
    m_keys = new KeyRows;
    m_keysField = new FormField(tr("Keys"), m_keys);
    auto* test = new QHBoxLayout;
    test->setSpacing(grid::kGap);
    m_testButton = new QPushButton(icon(Icon::NetworkConnect), tr("Test connection"));
    m_testButton->setObjectName(u"testConnection"_s);
    m_testShape = new StateShape(State::None);
    m_testText = new TextLabel;
    m_testText->setObjectName(u"testResult"_s);
    m_testText->setWordWrap(true);
    m_testDetail = new TextLabel({}, TextSize::Secondary, Role::Muted);
    m_testDetail->setWordWrap(true);
    m_testDetail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    test->addWidget(m_testShape, 0, Qt::AlignTop);
    test->addWidget(m_testText, 1);
    m_save = new QPushButton(tr("Save"));
    m_save->setObjectName(u"saveProvider"_s);
    setButtonRole(m_save, ButtonRole::Main);
    m_delete = new QPushButton;
    m_delete->setObjectName(u"deleteProvider"_s);
    setButtonRole(m_delete, ButtonRole::Danger);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(grid::kGap);
    buttons->addWidget(m_save);
    buttons->addWidget(m_testButton);
    buttons->addStretch();
    column->addWidget(m_idField);
    column->addWidget(m_baseUrlField);
    column->addLayout(m_settingsLayout);
    column->addWidget(m_keysField);
    column->addLayout(test);
    column->addWidget(m_testDetail);
    column->addLayout(buttons);
    column->addWidget(m_delete, 0, Qt::AlignLeft);
    layout->addWidget(m_fields);
    connect(m_testButton, &QPushButton::clicked, this, &ProviderEditor::test);
    m_rest.setSingleShot(true);
    m_rest.setInterval(400ms);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (m_isNew && !m_keys->secrets().isEmpty() && check())
            this->test(); // not the layout
    });
    connect(m_keys, &KeyRows::changed, this, [this] { m_rest.start(); });
    connect(m_save, &QPushButton::clicked, this, &ProviderEditor::save);
    connect(m_delete, &QPushButton::clicked, this,
            [this] { Q_EMIT deleteAsked(QString::fromStdString(m_base.id)); });
}

void ProviderEditor::setCatalogue(const QList<client::CatalogueProvider>& catalogue)
{
    m_catalogue = catalogue;
    fillChoice();
}

void ProviderEditor::setExistingIds(const QStringList& ids)
{
    m_existing = ids;
}

void ProviderEditor::fillChoice()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const QString wanted = m_search->text().trimmed();
    const auto add = [&](const QString& kind, const QString& text, bool usable) {
        if (!wanted.isEmpty() && !text.contains(wanted, Qt::CaseInsensitive) &&
            !kind.contains(wanted, Qt::CaseInsensitive))
            return;
        auto* item = new QListWidgetItem(text, m_list);
        item->setData(kKindRole, kind);
        if (!usable)
            item->setFlags(Qt::NoItemFlags);
    };
    add(kSandbox, tr("Sandbox: answers without a key or a network"), true);
    const auto addAll = [&](bool local) {
        for (const auto& entry : m_catalogue) {
            if (entry.local != local || entry.id == kSandbox)
                continue;
            QString text = local ? tr("%1, on this computer").arg(entry.name) : entry.name;
            if (!entry.callable)
                text = tr("%1 (not callable yet)").arg(entry.name);
            add(entry.id, text, entry.callable);
        }
    };
    addAll(true);
    addAll(false);
    add(u"openai"_s, tr("Any other server that speaks OpenAI's dialect"), true);
}

void ProviderEditor::startAdding()
{
    m_isNew = true;
    m_base = {};
    m_etag.clear();
    m_title->setText(tr("Add provider"));
    m_notice->dismiss();
    m_choice->show();
    m_fields->hide();
    m_delete->hide();
    m_search->clear();
    m_list->setCurrentItem(nullptr);
    fillChoice();
    m_search->setFocus();
    m_local->look();
}

QString ProviderEditor::freeId(const QString& wanted) const
{
    QString id = wanted;
    for (int n = 2; m_existing.contains(id); ++n)
        id = u"%1-%2"_s.arg(wanted).arg(n);
    return id;
}

void ProviderEditor::addLocal(const client::LocalServer& server)
{
    if (server.kinds.isEmpty())
        return;
    const QString kind = server.kinds.first();
    if (server.wantsKey) {
        choose(kind);
        m_baseUrl->setText(server.baseUrl);
        m_keys->addKey(u"main"_s);
        return;
    }
    model::Provider provider;
    provider.id = freeId(kind).toStdString();
    provider.kind = kind.toStdString();
    provider.baseUrl =
        server.baseUrl.toStdString(); // the server leaves out what is the catalogue's
    m_client.create<model::Provider>(
        {this, m_saveTicket}, provider,
        [this](const client::Answer<client::Stored<model::Provider>>& answer) { onSaved(answer); });
}

void ProviderEditor::choose(const QString& kind)
{
    client::CatalogueProvider entry;
    for (const auto& candidate : m_catalogue) {
        if (candidate.id == kind)
            entry = candidate;
    }
    const bool other = m_list->currentItem() && m_list->currentRow() == m_list->count() - 1 &&
                       m_list->count() > 1 && kind == u"openai"_s &&
                       m_list->currentItem()->text() != entry.name;
    model::Provider provider;
    provider.kind = kind.toStdString();
    const QString id = freeId(other ? u"custom"_s : kind);
    provider.id = id.toStdString();
    m_base = provider;
    m_id->setText(id);
    m_id->setReadOnly(false);
    m_baseUrl->setText(other ? QString() : entry.baseUrl);
    m_baseUrlField->setVisible(kind != kSandbox);
    showSettings(entry.settings, {});
    m_keys->setKeys({}, {});
    const bool needsKey = kind != kSandbox && entry.auth != u"none"_s && !entry.local;
    m_keysField->setVisible(kind != kSandbox);
    if (needsKey)
        m_keys->addKey(u"main"_s);
    showTest(client::ProviderTest{});
    m_testText->clear();
    m_testShape->setState(State::None);
    for (FormField* field : {m_idField, m_baseUrlField, m_keysField})
        field->setError({});
    m_save->setText(tr("Add %1").arg(other                  ? tr("provider")
                                     : entry.name.isEmpty() ? tr("Sandbox")
                                                            : entry.name));
    m_fields->show();
}

void ProviderEditor::showSettings(const QStringList& names,
                                  const std::map<std::string, std::string>& values)
{
    for (FormField* field : std::as_const(m_settings))
        delete field;
    m_settings.clear();
    for (const QString& name : names) {
        const auto it = values.find(name.toStdString());
        auto* edit =
            new QLineEdit(it == values.end() ? QString() : QString::fromStdString(it->second));
        edit->setObjectName(u"providerSetting_"_s + name);
        auto* field = new FormField(name, edit);
        field->setHint(tr("Fills {%1} in the base URL.").arg(name));
        m_settings.insert(name, field);
        m_settingsLayout->addWidget(field);
    }
}

void ProviderEditor::edit(const client::Stored<model::Provider>& provider, const QString& name)
{
    m_isNew = false;
    m_title->setText(name);
    m_choice->hide();
    m_fields->show();
    m_delete->show();
    m_delete->setText(tr("Delete %1").arg(name));
    m_save->setText(tr("Save"));
    m_notice->dismiss();
    m_etag.clear();
    load(provider);
    m_client.read<model::Provider>(
        {this, m_readTicket}, QString::fromStdString(provider.value.id),
        [this](const client::Answer<client::Stored<model::Provider>>& answer) {
            if (answer && hasEdits())
                m_etag = answer->etag; // the person was faster than the answer
            else if (answer)
                load(*answer);
            else
                m_notice->say(State::Failed, answer.error().message);
        });
}

void ProviderEditor::load(const client::Stored<model::Provider>& provider)
{
    m_base = provider.value;
    m_etag = provider.etag;
    m_id->setText(QString::fromStdString(m_base.id));
    m_id->setReadOnly(true);
    m_baseUrl->setText(m_base.baseUrl.empty() ? provider.json.value(u"base_url"_s).toString()
                                              : QString::fromStdString(m_base.baseUrl));
    const bool sandbox = m_base.kind == "sandbox";
    m_baseUrlField->setVisible(!sandbox);
    m_keysField->setVisible(!sandbox);
    QStringList settings;
    for (const auto& entry : m_catalogue) {
        if (entry.id.toStdString() == m_base.kind)
            settings = entry.settings;
    }
    for (const auto& [key, text] : m_base.settings) {
        if (!settings.contains(QString::fromStdString(key)))
            settings.append(QString::fromStdString(key));
    }
    showSettings(settings, m_base.settings);
    QHash<QString, QString> hints;
    for (const QJsonValue& key : provider.json.value(u"keys"_s).toArray())
        hints.insert(key.toObject().value(u"id"_s).toString(),
                     key.toObject().value(u"hint"_s).toString());
    m_keys->setKeys(m_base.keys, hints);
    m_testText->clear();
    m_testDetail->hide();
    m_testShape->setState(State::None);
    m_loaded = value();
}

bool ProviderEditor::hasEdits() const
{
    if (m_isNew) // choosing from a list is nothing to be lost
        return m_fields->isVisible() && !m_keys->secrets().isEmpty();
    return !m_keys->secrets().isEmpty() || value() != m_loaded;
}

model::Provider ProviderEditor::value() const
{
    model::Provider provider = m_base;
    provider.id = m_id->text().trimmed().toStdString();
    if (provider.kind != "sandbox") {
        QString standard;
        for (const auto& entry : m_catalogue) {
            if (entry.id.toStdString() == provider.kind)
                standard = entry.baseUrl;
        }
        const QString url = m_baseUrl->text().trimmed();
        provider.baseUrl = url == standard ? std::string() : url.toStdString();
        provider.keys = m_keys->keys();
    }
    provider.settings.clear();
    for (auto it = m_settings.begin(); it != m_settings.end(); ++it) {
        const QString text = qobject_cast<QLineEdit*>(it.value()->field())->text().trimmed();
        if (!text.isEmpty())
            provider.settings[it.key().toStdString()] = text.toStdString();
    }
    return provider;
}

bool ProviderEditor::check()
{
    const model::Provider provider = value();
    const QString id = QString::fromStdString(provider.id);
    m_idField->setError(!isValidId(provider.id) ? tr("Letters, digits, . _ and -")
                        : m_isNew && m_existing.contains(id)
                            ? tr("There is already a provider with this id")
                            : QString());
    const QString text = m_baseUrl->text().trimmed();
    QString bare = text;
    for (auto it = m_settings.begin(); it != m_settings.end(); ++it) {
        const bool used = text.contains(u'{' + it.key() + u'}');
        const bool given = provider.settings.contains(it.key().toStdString());
        it.value()->setError(used && !given ? tr("Needed by the base URL") : QString());
        bare.replace(u'{' + it.key() + u'}', u"x"_s);
    }
    const QUrl url(bare, QUrl::StrictMode);
    const bool urlWrong =
        provider.kind != "sandbox" && (!url.isValid() || url.host().isEmpty() ||
                                       (url.scheme() != u"http"_s && url.scheme() != u"https"_s));
    m_baseUrlField->setError(urlWrong ? tr("A URL like https://host/v1") : QString());
    m_keysField->setError(provider.kind == "sandbox" ? QString() : m_keys->fault());
    bool good = m_idField->error().isEmpty() && !urlWrong && m_keysField->error().isEmpty();
    for (const FormField* field : std::as_const(m_settings))
        good = good && field->error().isEmpty();
    return good;
}

void ProviderEditor::test()
{
    const model::Provider provider = value();
    const QHash<QString, QString> secrets = m_keys->secrets();
    m_testShape->setState(State::HalfOpen);
    m_testText->setText(tr("Asking…"));
    m_testDetail->hide();
    m_testButton->setEnabled(false);
    const auto done = [this](const client::Answer<client::ProviderTest>& answer) {
        showTest(answer);
    };
    if (!m_isNew && secrets.isEmpty() && provider == m_base) {
        m_client.testStoredProvider({this, m_testTicket}, QString::fromStdString(provider.id),
                                    done);
        return;
    }
    m_client.testProvider({this, m_testTicket}, client::withSecrets(provider, secrets), done);
}

void ProviderEditor::showTest(const client::Answer<client::ProviderTest>& answer)
{
    m_testButton->setEnabled(true);
    m_testDetail->hide();
    if (!answer) {
        m_testShape->setState(State::Failed);
        m_testText->setText(answer.error().message);
        return;
    }
    if (!answer->ok) {
        m_testShape->setState(State::Failed);
        m_testText->setText(answer->error);
        m_testDetail->setText(answer->detail);
        m_testDetail->setVisible(!answer->detail.isEmpty());
        return;
    }
    m_testShape->setState(State::Good);
    m_testText->setText(
        answer->models.isEmpty() ? tr("Answered in %1.").arg(milliseconds(answer->latencyMs).text())
        : answer->models.size() == 1
            ? tr("Answered in %1, one model found.").arg(milliseconds(answer->latencyMs).text())
            : tr("Answered in %1, %2 models found.")
                  .arg(milliseconds(answer->latencyMs).text(), wholeNumber(answer->models.size())));
    m_testDetail->setText(answer->models.mid(0, 12).join(u", "_s) +
                          (answer->models.size() > 12 ? u" …"_s : QString()));
    m_testDetail->setVisible(!answer->models.isEmpty());
}

void ProviderEditor::save()
{
    if (!check())
        return;
    m_save->setEnabled(false);
    const QByteArray json = client::withSecrets(value(), m_keys->secrets());
    const auto done = [this](const client::Answer<client::Stored<model::Provider>>& answer) {
        onSaved(answer);
    };
    if (m_isNew)
        m_client.createJson<model::Provider>({this, m_saveTicket}, json, done);
    else
        m_client.replaceJson<model::Provider>(
            {this, m_saveTicket}, QString::fromStdString(m_base.id), json, m_etag, done);
}

void ProviderEditor::onSaved(const client::Answer<client::Stored<model::Provider>>& answer)
{
    m_save->setEnabled(true);
    if (answer) {
        Q_EMIT saved(QString::fromStdString(answer->value.id));
        return;
    }
    const client::Problem& problem = answer.error();
    if (problem.kind == client::Problem::Kind::Changed) {
        m_notice->say(State::Near, tr("Somebody else changed this provider meanwhile."),
                      {{tr("Load theirs"), [this] { edit({m_base, {}, {}}, m_title->text()); }}});
        return;
    }
    QString text = problem.message;
    for (const auto& fault : problem.faults) {
        if (fault.path.contains(u"base_url"_s))
            m_baseUrlField->setError(fault.message);
        else if (fault.path.contains(u"keys"_s))
            m_keysField->setError(fault.message);
        else if (fault.path.endsWith(u"id"_s))
            m_idField->setError(fault.message);
        else
            text = fault.path + u": "_s + fault.message;
    }
    m_notice->say(State::Failed, text, {}, problem.detail);
}

} // namespace gatehouse::ui
