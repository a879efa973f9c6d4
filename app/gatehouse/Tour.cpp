// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Tour.h"

#include "Panels.h"
#include "demo/DemoWorkspace.h"
#include "demo/DrawnHour.h"

#include "widgets/Theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QThread>
#include <QTranslator>

#include <cstdio>

namespace gatehouse::app {

namespace {

constexpr QSize kSize(1280, 800);
/// The last part of the hour is in the history too, for lists; all of it would take longer than the
/// pictures.
constexpr auto kListed = std::chrono::minutes(3);

/// Tuesday 24 November 2026, 14:32 UTC.
Timestamp moment()
{
    return fromUnixMillis(1795530720000);
}

} // namespace

Tour::Tour(const QDir& folder, QStringList only, QSettings& settings)
    : m_folder(folder)
    , m_only(std::move(only))
    , m_settings(settings)
    , m_workspace(std::make_unique<QTemporaryDir>())
    , m_clock(std::make_unique<ManualClock>(moment()))
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
        demo::drawHour(moment(), [&](std::vector<telemetry::RequestRecord> records, Timestamp from,
                                     Timestamp to) {
            engine.telemetry().load(records, from, to);
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
        drawAll();
    });
}

void Tour::settle()
{
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < 700) {
        QApplication::processEvents(QEventLoop::AllEvents, 50);
        QThread::msleep(5);
    }
}

void Tour::draw(QWidget& widget, const QString& name)
{
    if (!widget.grab().save(m_folder.filePath(name + QStringLiteral(".png"))))
        std::fprintf(stderr, "gatehouse: %s.png could not be written\n", qPrintable(name));
}

void Tour::drawAll()
{
    m_folder.mkpath(QStringLiteral("."));
    const auto wanted = [&](const QString& id) { return m_only.isEmpty() || m_only.contains(id); };
    const auto theme = [](ui::Theme which) { QApplication::setPalette(ui::makePalette(which)); };
    QTranslator chinese;
    const bool translated = chinese.load(QStringLiteral(":/i18n/gatehouse_zh_CN"));

    ui::MainWindow window({m_client, m_feed, m_connection, m_settings},
                          makePanels(m_client, m_feed, m_connection));
    window.resize(kSize);
    window.show();
    ui::FirstSteps firstSteps(m_client, m_feed, m_connection);
    firstSteps.resize(kSize);

    const auto pictures = [&](QWidget& widget, const QString& name,
                              const std::function<void()>& show) {
        theme(ui::Theme::Light);
        show();
        settle();
        draw(widget, name);
        theme(ui::Theme::Dark);
        settle();
        draw(widget, name + QStringLiteral("-dark"));
        theme(ui::Theme::Light);
        if (!translated)
            return;
        QApplication::installTranslator(&chinese);
        settle();
        draw(widget, name + QStringLiteral("-zh"));
        QApplication::removeTranslator(&chinese);
        settle();
    };
    for (const ui::PanelEntry& entry : makePanels(m_client, m_feed, m_connection)) {
        if (wanted(entry.id))
            pictures(window, entry.id, [&] { window.showPanel(entry.id); });
    }
    if (wanted(QStringLiteral("first-run"))) {
        window.hide();
        firstSteps.show();
        pictures(firstSteps, QStringLiteral("first-run"), [&] { firstSteps.showExample(); });
    }
    Q_EMIT finished(0);
}

} // namespace gatehouse::app
