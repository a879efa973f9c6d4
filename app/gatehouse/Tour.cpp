// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Tour.h"

#include "Panels.h"
#include "demo/DemoWorkspace.h"
#include "demo/DrawnCounters.h"
#include "demo/DrawnHour.h"
#include "models/CatalogueView.h"
#include "playground/PlaygroundPanel.h"
#include "traffic/TrafficPanel.h"

#include "shell/Appearance.h"
#include "shell/CommandPalette.h"
#include "shell/Rail.h"
#include "widgets/ControlsPage.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QFile>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QThread>
#include <QUrlQuery>

#include <cstdio>

namespace gatehouse::app {

namespace {

constexpr QSize kSize(1280, 800);
/// The last part of the hour is in the history too, for lists; all of it would take longer than the
/// pictures.
constexpr auto kListed = std::chrono::minutes(3);
constexpr auto kHour = std::chrono::hours(1);

/// What is shown has its place; and until when answers are waited for on a loaded machine.
constexpr qint64 kLayoutMs = 700;
constexpr qint64 kAnswersMs = 5000;

/// Tuesday 24 November 2026, 14:32 UTC.
Timestamp moment()
{
    return fromUnixMillis(1795530720000);
}

} // namespace

Tour::Tour(const QDir& folder, QStringList only, QSettings& settings, ui::Appearance& appearance)
    : m_folder(folder)
    , m_only(std::move(only))
    , m_settings(settings)
    , m_appearance(appearance)
    , m_workspace(std::make_unique<QTemporaryDir>())
    , m_clock(std::make_unique<ManualClock>(moment() - kHour))
    , m_feed(m_client)
    , m_connection(m_client, m_feed)
{
    connect(&m_connection, &client::Connection::statusChanged, this, &Tour::feed);
}

Tour::~Tour() = default;

void Tour::start()
{
    EngineOptions options;
    options.workspace = m_workspace->filePath(QStringLiteral("Acme")).toStdString();
    options.listen = {"127.0.0.1:0"};
    options.admin = {"127.0.0.1:0"};
    options.threads = 1;
    options.demo = true;
    options.program = "gatehouse";
    options.clock = m_clock.get();
    m_host = std::make_unique<EngineHost>(std::move(options));
    connect(m_host.get(), &EngineHost::ready, this,
            [this](const QString& url, const QByteArray& token) {
                m_connection.connectTo({QUrl(url), token, {}});
            });
    connect(m_host.get(), &EngineHost::failed, this, &Tour::fail);
    m_host->start();
}

void Tour::fail(const QString& why)
{
    std::fprintf(stderr, "gatehouse: %s\n", qPrintable(why));
    Q_EMIT finished(1);
}

void Tour::feed()
{
    if (m_fed)
        return;
    m_fed = true;
    applyDemo(m_client, this, demo::drawnWorkspace(), [this](const QString& error) {
        if (!error.isEmpty())
            return fail(error);
        Engine& engine = m_host->engine();
        m_clock->advance(kHour); // counters remember the hour in which it was filled
        auto counters =
            demo::DrawnCounters::open(engine.counters(), demo::drawnWorkspace().yaml, moment());
        if (!counters)
            return fail(QString::fromStdString(counters.error().text()));
        demo::drawHour(moment(), [&](std::vector<telemetry::RequestRecord> records, Timestamp from,
                                     Timestamp to) {
            engine.telemetry().load(records, from, to);
            for (telemetry::RequestRecord& record : records) {
                if (record.capture)
                    m_opened = QString::fromStdString(record.id);
                if (counters->charge(record) && record.application == "forecast-lab" &&
                    record.refusedBy == telemetry::RefusedBy::OwnRule)
                    m_refused = QString::fromStdString(record.id);
            }
            engine.remember(records);
            if (to <= moment() - kListed)
                return;
            telemetry::RecordBatch batch;
            batch.reserve(records.size());
            for (auto& record : records)
                batch.push_back(
                    std::make_shared<const telemetry::RequestRecord>(std::move(record)));
            engine.history().take(batch);
            engine.history().flush();
        });
        engine.telemetry().addToday(demo::drawnMorning());
        // What the records tell of this key, the gateway has not met itself.
        constexpr std::chrono::seconds kRest{34};
        m_client.simulateFailure(this, QStringLiteral("openai"), QStringLiteral("rate_limit"),
                                 QStringLiteral("main"), kRest,
                                 [this](const client::Answer<client::ProviderCircuit>& answer) {
                                     if (!answer)
                                         return fail(answer.error().message);
                                     drawAll();
                                 });
    });
}

void Tour::settle()
{
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < kLayoutMs || (m_client.isBusy() && clock.elapsed() < kAnswersMs)) {
        QApplication::processEvents(QEventLoop::AllEvents, 50);
        QThread::msleep(5);
    }
}

void Tour::draw(QWidget& widget, const QString& name)
{
    if (!widget.grab().save(m_folder.filePath(name + QStringLiteral(".png"))))
        std::fprintf(stderr, "gatehouse: %s.png could not be written\n", qPrintable(name));
}

void Tour::drawThree(QWidget& widget, const QString& name, const std::function<void()>& show)
{
    show();
    settle();
    draw(widget, name);
    m_appearance.setTheme(ui::Appearance::ThemeChoice::Dark);
    settle();
    draw(widget, name + QStringLiteral("-dark"));
    m_appearance.setTheme(ui::Appearance::ThemeChoice::Light);
    m_appearance.useLanguage(QStringLiteral("zh_CN"));
    settle();
    show();
    settle();
    draw(widget, name + QStringLiteral("-zh"));
    m_appearance.useLanguage(QStringLiteral("en"));
    settle();
}

void Tour::drawControls(const QList<ui::PanelEntry>& panels)
{
    QWidget whole;
    auto* row = new QHBoxLayout(&whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* rail = new ui::Rail;
    rail->setEntries(panels);
    rail->setCollapsed(true);
    rail->setCurrent(QStringLiteral("traffic"));
    auto* page = new ui::ControlsPage;
    row->addWidget(rail);
    row->addWidget(page, 1);
    QList<QAction*> actions;
    for (const ui::PanelEntry& entry : panels) {
        auto* action = new QAction(ui::icon(entry.icon), entry.title(), &whole);
        action->setShortcut(
            QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + actions.size())));
        actions << action;
    }
    auto* palette = new ui::CommandPalette(actions, &whole);
    palette->setWindowFlags(Qt::Widget);
    palette->findChild<QLineEdit*>()->setText(QStringLiteral("ap"));
    palette->setFixedHeight(palette->height() / 2);
    page->addPart(QStringLiteral("Command palette, Ctrl K"), palette);
    whole.resize(kSize);
    whole.show();
    drawThree(whole, QStringLiteral("controls"), [] {});
}

void Tour::drawModels(ui::MainWindow& window)
{
    drawThree(window, QStringLiteral("model-catalogue"), [&] {
        window.openLink({QStringLiteral("models"), {}, QUrlQuery(QStringLiteral("tab=catalogue"))});
        settle(); // the catalogue comes
        if (auto* catalogue = window.findChild<ui::CatalogueView*>())
            catalogue->selectModel(QStringLiteral("anthropic"),
                                   QStringLiteral("claude-sonnet-5-5"));
    });
}

/// Two changes wait to be applied, as somebody would have made them.
void Tour::stageLimits(ui::MainWindow& window)
{
    const auto* pending = window.findChild<QWidget*>(QStringLiteral("limitsPending"));
    if (!pending || pending->isVisible())
        return;
    settle(); // the rules come
    window.openLink({QStringLiteral("limit"), QStringLiteral("data-science-sentiment"), {}});
    window.findChild<QPushButton*>(QStringLiteral("editLimit"))->click();
    settle(); // the rule is read again first
    window.findChild<QDoubleSpinBox*>(QStringLiteral("limitField.promise.limit"))->setValue(1800);
    window.findChild<QPushButton*>(QStringLiteral("saveLimit"))->click();
    window.openLink({QStringLiteral("limit"), QStringLiteral("support-desk-sentiment"), {}});
    auto* mode = window.findChild<QComboBox*>(QStringLiteral("limitMode"));
    mode->setCurrentIndex(mode->findData(100));
    Q_EMIT mode->activated(mode->currentIndex());
    settle();
    window.openLink({QStringLiteral("limit"), QStringLiteral("data-science-sentiment"), {}});
}

void Tour::drawLimits(ui::MainWindow& window)
{
    const auto edit = [this, &window] {
        window.openLink({QStringLiteral("limit"), QStringLiteral("data-science-sentiment"), {}});
        window.findChild<QPushButton*>(QStringLiteral("editLimit"))->click();
        settle(); // the replay begins after a pause in typing
    };
    drawThree(window, QStringLiteral("limit-edit"), edit);
    drawThree(window, QStringLiteral("limits-review"), [this, &window] {
        window.findChild<QPushButton*>(QStringLiteral("cancelLimit"))->click();
        window.findChild<QWidget*>(QStringLiteral("limitsPending"))
            ->findChild<QPushButton*>(QStringLiteral("save"))
            ->click();
        settle();
    });
    drawThree(window, QStringLiteral("doctor"),
              [&] { window.openLink({QStringLiteral("doctor"), m_refused, {}}); });
}

void Tour::drawAll()
{
    m_folder.mkpath(QStringLiteral("."));
    const auto wanted = [&](const QString& id) { return m_only.isEmpty() || m_only.contains(id); };
    m_appearance.setTheme(ui::Appearance::ThemeChoice::Light);
    m_appearance.useLanguage(QStringLiteral("en"));

    const auto panels = makePanels(m_client, m_feed, m_connection, m_appearance);
    ui::MainWindow window({m_client, m_feed, m_connection, m_settings}, panels);
    window.resize(kSize);
    window.show();
    for (const ui::PanelEntry& entry : panels) {
        if (!wanted(entry.id))
            continue;
        drawThree(window, entry.id, [&] {
            window.showPanel(entry.id);
            if (entry.id == QStringLiteral("limits"))
                stageLimits(window);
            if (auto* playground = window.findChild<ui::PlaygroundPanel*>();
                playground && playground->isVisible())
                playground->showExample();
            if (auto* traffic = window.findChild<ui::TrafficPanel*>();
                traffic && traffic->isVisible())
                traffic->open({QStringLiteral("request"), m_opened, {}});
        });
        if (entry.id == QStringLiteral("limits"))
            drawLimits(window);
        if (entry.id == QStringLiteral("models"))
            drawModels(window);
    }
    window.hide();
    if (wanted(QStringLiteral("first-run"))) {
        ui::FirstSteps page(m_client, m_feed, m_connection);
        page.resize(kSize);
        page.show();
        settle(); // the catalogue of providers comes
        drawThree(page, QStringLiteral("first-run"), [&] { page.showExample(); });
    }
    if (wanted(QStringLiteral("controls"))) {
        drawControls(panels);
    }
    Q_EMIT finished(0);
}

} // namespace gatehouse::app
