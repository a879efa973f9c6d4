// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/FakeAdminServer.h"

#include "client/AdminClient.h"
#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "shell/Panel.h"
#include "widgets/Style.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"

#include <QApplication>
#include <QComboBox>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTest>

/// What a test of a panel needs around it: a scripted server with a small workspace, a client that
/// is connected to it, the console's look. With GATEHOUSE_PICTURES=DIR pictures are drawn there.
struct FakeConsole
{
    FakeAdminServer server;
    gatehouse::client::AdminClient client;
    gatehouse::client::LiveFeed feed{client};
    gatehouse::client::Connection connection{client, feed};

    static void setUpApplication()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("gatehouse-test"));
        QCoreApplication::setApplicationName(
            QStringLiteral("panels-%1").arg(QCoreApplication::applicationPid()));
        QApplication::setStyle(new gatehouse::ui::Style);
        QApplication::setFont(gatehouse::ui::makeApplicationFont());
        QApplication::setPalette(gatehouse::ui::makePalette(gatehouse::ui::Theme::Light));
    }

    FakeConsole()
    {
        server.answer("GET /admin/v1/applications", 200, R"({"items":[
            {"id":"storefront","name":"Storefront","team":"web-shop","keys":[
              {"id":"web","prefix":"gh_8sKx","created_ms":1772000000000,"expires_ms":1},
              {"id":"orders","prefix":"gh_2mVt","created_ms":1772000000000}]},
            {"id":"miner","name":"Review miner","team":"data","models":["fast"],"keys":[]}],"etag":"a"})");
        server.answer("GET /admin/v1/teams", 200, R"({"items":[{"id":"web-shop","name":"Web shop"},
            {"id":"data","name":"Data science"}],"etag":"t"})");
        server.answer("GET /admin/v1/subscriptions", 200,
                      R"({"items":[{"application":"storefront","api":"orders"}],"etag":"s"})");
        server.answer("GET /admin/v1/models", 200, R"({"items":[{"name":"fast","kind":"route"},
            {"name":"openai/gpt-6-luna","kind":"model","provider":"openai","model":"gpt-6-luna"}]})");
        server.answer("GET /admin/v1/providers", 200, R"({"items":[
            {"id":"openai","kind":"openai","name":"OpenAI","base_url":"https://api.openai.com/v1",
             "state":"healthy","keys":[{"id":"main","secret":"env:OPENAI_KEY","hint":"…7fQk"}]},
            {"id":"sandbox","kind":"sandbox","state":"idle"}],"etag":"p"})");
        server.answer("GET /admin/v1/model_routes", 200, R"({"items":[
            {"name":"fast","targets":[{"provider":"openai","model":"gpt-6-luna"},
             {"provider":"sandbox","model":"chat"}]},
            {"name":"smart","strategy":"weighted","targets":[
             {"provider":"openai","model":"gpt-6-terra"}]}],"etag":"r"})");
        server.answer("GET /admin/v1/catalogue/providers", 200, R"({"items":[
            {"id":"openai","name":"OpenAI","wire":"openai","base_url":"https://api.openai.com/v1",
             "auth":"bearer","models":2,"callable":true},
            {"id":"ollama","name":"Ollama","wire":"openai","base_url":"http://127.0.0.1:11434/v1",
             "auth":"none","callable":true,"local":true}]})");
        server.answer("GET /admin/v1/catalogue/models", 200, R"({"items":[
            {"provider":"openai","id":"gpt-6-luna","name":"GPT-6 Luna","kind":"chat",
             "context":400000,"input_nano_usd_per_mtok":100000000,
             "output_nano_usd_per_mtok":500000000,"vision":true,"tools":true},
            {"provider":"openai","id":"embed-4","name":"Embed 4","kind":"embedding",
             "context":8000,"input_nano_usd_per_mtok":20000000}]})");
        server.answer("GET /admin/v1/apis", 200, R"({"items":[
            {"id":"orders","name":"Orders","kind":"rest","team":"web-shop","base_path":"/orders",
             "state":"published","revision":12,"upstream":{"targets":[
              {"url":"http://orders-a:9400"},{"url":"http://orders-b:9400","weight":2}]},
             "routes":[{"methods":["GET","POST"],"path":"/v1/orders"}]},
            {"id":"parcels","name":"Parcels","kind":"rest","base_path":"/parcels","state":"draft","revision":1,
             "upstream":{"targets":[{"url":"http://parcels:9400"}]}}],"etag":"x"})");
        // The same for every kind: an API, an application and a model with calls.
        server.answer("GET /admin/v1/usage", 200, R"({"from_ms":1795527000000,"step_ms":60000,
            "points":3,"items":[
             {"id":"orders","per_second":48.6,"refused_per_second":0,"p95_ms":81,"parts":4,
              "calls":[2900,2910,2920],"refused":[0,0,0],"failed":[2,0,1]},
             {"id":"parcels","per_second":0.13,"refused_per_second":0,"p95_ms":212,"parts":2,
              "calls":[100,null,60],"refused":[0,null,0],"failed":[4,null,5]},
             {"id":"storefront","per_second":8,"refused_per_second":0.02,"parts":1,
              "calls":[480,480,480],"refused":[1,1,1],"failed":[0,0,0]}]})");
        server.answer("GET /admin/v1/overview", 200,
                      QJsonDocument(FakeAdminServer::overview(1795530727000, 10)).toJson());
    }

    /// Connects and waits for it.
    [[nodiscard]] bool connectNow()
    {
        connection.connectTo({server.url(), "t", {}});
        return QTest::qWaitFor([this] { return connection.isConnected(); });
    }

    void show(gatehouse::ui::Panel& panel)
    {
        panel.resize(1104, 772);
        panel.show();
        panel.activate();
    }

    /// Whether a call came, and its body.
    [[nodiscard]] const FakeAdminServer::Request* called(const QByteArray& verb,
                                                         const QByteArray& path) const
    {
        for (const auto& request : server.requests()) {
            if (request.verb == verb && request.target.split('?').first() == path)
                return &request;
        }
        return nullptr;
    }

    /// Words that do not fit their place and have no tool tip that tells them.
    static QStringList cutWords(const QWidget& widget)
    {
        QStringList cut;
        const auto check = [&cut](const QWidget* part, const QString& words) {
            if (part->isVisible() && !words.isEmpty() && part->toolTip().isEmpty() &&
                (part->width() < part->sizeHint().width() ||
                 part->height() < part->fontMetrics().height()))
                cut << words;
        };
        for (const QLabel* label : widget.findChildren<QLabel*>()) {
            const auto* own = qobject_cast<const gatehouse::ui::TextLabel*>(label);
            if (!label->wordWrap() && !(own && own->isElided()))
                check(label, label->text());
        }
        for (const QPushButton* button : widget.findChildren<QPushButton*>())
            check(button, button->text());
        for (const QComboBox* box : widget.findChildren<QComboBox*>())
            check(box, box->currentText());
        return cut;
    }

    static void draw(QWidget& widget, const QString& name)
    {
        const QString folder = qEnvironmentVariable("GATEHOUSE_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(200);
        widget.grab().save(folder + u'/' + name + QStringLiteral(".png"));
        QApplication::setPalette(gatehouse::ui::makePalette(gatehouse::ui::Theme::Dark));
        QTest::qWait(100);
        widget.grab().save(folder + u'/' + name + QStringLiteral("-dark.png"));
        QApplication::setPalette(gatehouse::ui::makePalette(gatehouse::ui::Theme::Light));
    }
};
