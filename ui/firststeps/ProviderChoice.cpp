// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "firststeps/ProviderChoice.h"

#include "widgets/Theme.h"

#include <QButtonGroup>
#include <QLabel>
#include <QPainter>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace gatehouse::ui {

namespace {

constexpr int kRowHeight = 33;
constexpr int kShort = 5;     ///< Rows of the short list.
constexpr int kMostFound = 2; ///< More of what was found on this computer.

client::CatalogueProvider sandbox()
{
    client::CatalogueProvider provider;
    provider.id = QStringLiteral("sandbox");
    provider.name = ProviderChoice::tr("Sandbox");
    provider.callable = true;
    return provider;
}

/// One row: the radio button fills it, so that a click anywhere chooses.
class Row : public QFrame
{
public:
    Row(const QString& name, const QString& note, bool callable, bool first, QWidget* parent)
        : QFrame(parent)
        , m_first(first)
    {
        setFixedHeight(grid::scaled(kRowHeight));
        auto* layout = new QHBoxLayout(this);
        layout->setContentsMargins(12, 0, 12, 0);
        radio = new QRadioButton(name, this);
        radio->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
        auto* words = new QLabel(note, this);
        words->setFont(textFont(TextSize::Secondary));
        words->setForegroundRole(QPalette::PlaceholderText);
        layout->addWidget(radio, 1);
        layout->addWidget(words);
        radio->setAccessibleDescription(note);
        radio->setEnabled(callable);
        connect(radio, &QRadioButton::toggled, this, [this](bool on) {
            radio->setFont(textFont(TextSize::Body, on ? QFont::Bold : QFont::Normal));
            update();
        });
    }

    QRadioButton* radio;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Roles& role = roles(this);
        if (radio->isChecked())
            painter.fillRect(rect(), role(Role::AccentTint));
        if (!m_first)
            painter.fillRect(QRect(0, 0, width(), 1), role(Role::Line));
    }

private:
    bool m_first;
};

} // namespace

ProviderChoice::ProviderChoice(QWidget* parent)
    : QFrame(parent)
    , m_rows(new QVBoxLayout(this))
    , m_group(new QButtonGroup(this))
    , m_chosen(QStringLiteral("sandbox"))
{
    setObjectName(QStringLiteral("providerChoice"));
    m_rows->setContentsMargins(1, 1, 1, 1);
    m_rows->setSpacing(0);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (!on || id < 0 || id >= m_shown.size() || m_shown.at(id).id == m_chosen)
            return;
        m_chosen = m_shown.at(id).id;
        Q_EMIT chosenChanged();
    });
    rebuild();
}

void ProviderChoice::setProviders(const QList<client::CatalogueProvider>& providers)
{
    m_providers.clear();
    for (const auto& provider : providers) {
        if (provider.id != QLatin1String("sandbox"))
            m_providers.append(provider);
    }
    // What this build cannot call is named as well, below all others.
    std::ranges::stable_partition(m_providers, &client::CatalogueProvider::callable);
    rebuild();
}

void ProviderChoice::setAll(bool all)
{
    m_all = all;
    rebuild();
}

client::CatalogueProvider ProviderChoice::chosen() const
{
    for (const auto& provider : m_providers) {
        if (provider.id == m_chosen)
            return provider;
    }
    return sandbox();
}

void ProviderChoice::choose(const QString& id)
{
    for (qsizetype i = 0; i < m_shown.size(); ++i) {
        if (m_shown.at(i).id == id)
            m_group->button(static_cast<int>(i))->setChecked(true);
    }
}

const client::LocalServer* ProviderChoice::found(const QString& id) const
{
    for (const client::LocalServer& server : m_found) {
        // Several kinds may listen at one address: the likeliest stands for it.
        if (!server.kinds.isEmpty() && server.kinds.first() == id)
            return &server;
    }
    return nullptr;
}

void ProviderChoice::setFound(const QList<client::LocalServer>& servers)
{
    m_found = servers;
    rebuild();
}

QString ProviderChoice::noteOf(const client::CatalogueProvider& provider) const
{
    if (provider.id == QLatin1String("sandbox"))
        return tr("no key, no network");
    if (!provider.callable)
        return tr("not callable yet");
    if (const client::LocalServer* server = found(provider.id)) {
        if (server->wantsKey)
            return tr("found on port %1, wants a key").arg(server->port());
        return server->models.size() == 1 ? tr("found on port %1, 1 model").arg(server->port())
                                          : tr("found on port %1, %2 models")
                                                .arg(server->port())
                                                .arg(server->models.size());
    }
    if (provider.local || provider.auth == QLatin1String("none"))
        return tr("on this computer");
    return tr("needs a key");
}

void ProviderChoice::rebuild()
{
    // Best known first, one on this computer among them; the last ones stand in for those that
    // this build cannot call.
    static const QStringList known{QStringLiteral("openai"),   QStringLiteral("anthropic"),
                                   QStringLiteral("mistral"),  QStringLiteral("ollama"),
                                   QStringLiteral("lmstudio"), QStringLiteral("groq"),
                                   QStringLiteral("deepseek"), QStringLiteral("openrouter")};
    m_shown = {sandbox()};
    if (m_all) {
        m_shown += m_providers;
    } else {
        for (const QString& id : known) {
            for (const auto& provider : m_providers) {
                if (provider.id == id && provider.callable && m_shown.size() < kShort)
                    m_shown.append(provider);
            }
        }
        // Whoever answers here is worth a row more.
        for (const auto& provider : m_providers) {
            const auto same = [&provider](const auto& shown) { return shown.id == provider.id; };
            if (found(provider.id) && std::ranges::none_of(m_shown, same) &&
                m_shown.size() < kShort + kMostFound)
                m_shown.append(provider);
        }
    }
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (QAbstractButton* button : m_group->buttons())
        m_group->removeButton(button);

    auto* list = new QWidget;
    auto* rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    for (qsizetype i = 0; i < m_shown.size(); ++i) {
        const auto& provider = m_shown.at(i);
        auto* row = new Row(provider.name, noteOf(provider), provider.callable, i == 0, list);
        row->radio->setObjectName(QStringLiteral("provider_") + provider.id);
        m_group->addButton(row->radio, static_cast<int>(i));
        row->radio->setChecked(provider.id == m_chosen);
        rows->addWidget(row);
    }
    if (m_all && m_shown.size() > 8) {
        auto* scroll = new QScrollArea(this);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidgetResizable(true);
        scroll->setWidget(list);
        scroll->setFixedHeight(grid::scaled(kRowHeight) * 7);
        m_rows->addWidget(scroll);
    } else {
        m_rows->addWidget(list);
    }
}

void ProviderChoice::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(roles(this)(Role::Line));
    painter.setBrush(roles(this)(Role::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), grid::kRadius,
                            grid::kRadius);
}

} // namespace gatehouse::ui
