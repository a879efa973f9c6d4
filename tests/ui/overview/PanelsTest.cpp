// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "overview/OverviewPanel.h"
#include "traffic/TrafficPanel.h"
#include "ui/client/FakeAdminServer.h"

#include "client/AdminClient.h"
#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"
#include "widgets/TimeChart.h"

#include <QApplication>
#include <QJsonDocument>
#include <QTableView>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::client;
using namespace gatehouse::ui;

/// Overview and Traffic over a scripted server. With GATEHOUSE_PICTURES=DIR every panel is drawn
/// there.
class PanelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QApplication::setStyle(new Style);
        QApplication::setFont(makeApplicationFont());
        QApplication::setPalette(makePalette(Theme::Light));
    }

    void showFiguresAndRecordsAndWantNothingWhenHidden()
    {
        FakeAdminServer server;
        const qint64 now = 1795530727000;
        server.answer(
            "GET /admin/v1/overview", 200,
            QJsonDocument(FakeAdminServer::overview(now, 360)).toJson(QJsonDocument::Compact));
        server.answer(
            "GET /admin/v1/traffic", 200,
            QJsonDocument(FakeAdminServer::traffic(now, 200)).toJson(QJsonDocument::Compact));
        AdminClient client;
        LiveFeed feed(client);
        Connection connection(client, feed);
        connection.connectTo({server.url(), "t", {}});
        QTRY_VERIFY(connection.isConnected());
        OverviewPanel overview(client, feed, connection);
        TrafficPanel traffic(client, feed, connection);
        for (Panel* panel : std::initializer_list<Panel*>{&overview, &traffic}) {
            panel->resize(1104, 772);
            panel->show();
            panel->activate();
        }
        QTRY_COMPARE(overview.findChildren<TimeChart*>().first()->layers().first().values.size(),
                     360);
        auto* table = traffic.findChild<QTableView*>(QStringLiteral("trafficTable"));
        QTRY_COMPARE(table->model()->rowCount(), 200);
        QTRY_COMPARE(server.streams(), 1);
        table->selectRow(6);
        const QString folder = qEnvironmentVariable("GATEHOUSE_PICTURES");
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            if (folder.isEmpty())
                break;
            QApplication::setPalette(makePalette(theme));
            const QString end =
                theme == Theme::Dark ? QStringLiteral("-dark.png") : QStringLiteral(".png");
            QTest::qWait(300);
            overview.grab().save(folder + QStringLiteral("/overview") + end);
            traffic.grab().save(folder + QStringLiteral("/traffic") + end);
        }
        overview.deactivate();
        traffic.deactivate();
        QTRY_COMPARE(server.streams(), 0);
    }
};

QTEST_MAIN(PanelsTest)
#include "PanelsTest.moc"
