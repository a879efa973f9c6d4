// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Console.h"
#include "Tour.h"

#include "base/Crypto.h"
#include "base/Log.h"
#include "shell/Appearance.h"
#include "store/WorkspaceFolder.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QInputDialog>
#include <QSettings>
#include <QSocketNotifier>
#include <QTemporaryDir>

#include <csignal>
#include <cstdio>
#include <pthread.h>
#include <sys/signalfd.h>
#include <unistd.h>

using namespace gatehouse;

namespace {

int failed(const QString& why)
{
    std::fprintf(stderr, "gatehouse: %s\n", qPrintable(why));
    return 1;
}

/// Pictures need no display, and must not depend on whoever makes them.
void prepareTour()
{
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("TZ", "UTC");
    qputenv("QT_SCALE_FACTOR", "1");
    qputenv("GATEHOUSE_MASTER_KEY", QByteArray(64, '0'));
}

/// SIGTERM and SIGINT as something the event loop can wait for. Before any thread is made, so that
/// all leave them alone.
int openEndingSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
    return ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/// Where the workspace is served already, or the options to serve it here.
Result<app::ConsolePlan> planFor(const std::filesystem::path& path)
{
    const store::WorkspaceFolder folder(path);
    app::ConsolePlan plan;
    plan.firstRun = !folder.exists();
    if (auto made = folder.make(); !made)
        return std::unexpected(made.error());
    const auto served = folder.servedAt();
    if (!served)
        return std::unexpected(served.error());
    if (*served) {
        if ((*served)->empty())
            return fail(ErrorCode::Conflict, "another program has the workspace open",
                        path.string());
        auto token = folder.readToken();
        if (!token)
            return std::unexpected(token.error());
        plan.endpoint = {
            QUrl(QString::fromStdString(**served)), QByteArray::fromStdString(*token), {}};
        return plan;
    }
    if (auto logging = setUpLog(folder.logs()); !logging)
        return std::unexpected(logging.error());
    plan.engine.emplace();
    plan.engine->workspace = path;
    plan.engine->gatewayMayFail = true;
    plan.engine->program = "gatehouse";
    return plan;
}

} // namespace

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    const int signals = openEndingSignals();
    for (int i = 1; i < argc; ++i) {
        const QByteArrayView argument(argv[i]);
        if (argument == "--tour" || argument.startsWith("--tour="))
            prepareTour();
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("gatehouse"));
    QApplication::setOrganizationName(QStringLiteral("gatehouse"));
    QApplication::setApplicationVersion(QStringLiteral(GATEHOUSE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("io.github.gatehouse.Gatehouse"));
    QApplication::setQuitOnLastWindowClosed(false);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Management console with an embedded AI and API gateway."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption workspace(QStringLiteral("workspace"),
                                       QStringLiteral("Folder of the workspace."),
                                       QStringLiteral("DIR"));
    const QCommandLineOption connectTo(QStringLiteral("connect"),
                                       QStringLiteral("Admin port of a gateway elsewhere."),
                                       QStringLiteral("URL"));
    const QCommandLineOption demo(QStringLiteral("demo"),
                                  QStringLiteral("A temporary workspace that lives."));
    const QCommandLineOption locale(QStringLiteral("locale"),
                                    QStringLiteral("Language of the window."), QStringLiteral("L"));
    const QCommandLineOption tour(QStringLiteral("tour"),
                                  QStringLiteral("Draw every panel into PNG files."),
                                  QStringLiteral("DIR"));
    const QCommandLineOption only(QStringLiteral("only"),
                                  QStringLiteral("With --tour: this panel alone."),
                                  QStringLiteral("PANEL"));
    parser.addOptions({workspace, connectTo, demo, locale, tour, only});
    if (!parser.parse(QApplication::arguments()) || !parser.positionalArguments().isEmpty() ||
        (parser.isSet(workspace) && parser.isSet(connectTo)) ||
        (parser.isSet(only) && !parser.isSet(tour))) {
        std::fprintf(stderr, "gatehouse: %s\n",
                     parser.errorText().isEmpty() ? "wrong use; see gatehouse --help"
                                                  : qPrintable(parser.errorText()));
        return 2;
    }
    if (parser.isSet(QStringLiteral("help")))
        parser.showHelp(0);
    if (parser.isSet(QStringLiteral("version"))) {
        std::printf("gatehouse %s\n", GATEHOUSE_VERSION);
        return 0;
    }
    if (auto started = crypto::initialize(); !started)
        return failed(QString::fromStdString(started.error().text()));

    QTemporaryDir temporary;
    const bool passing = parser.isSet(demo) || parser.isSet(tour);
    QSettings settings(passing ? temporary.filePath(QStringLiteral("console.ini"))
                               : QSettings().fileName(),
                       QSettings::IniFormat);
    ui::Appearance appearance(application, settings);
    if (parser.isSet(locale))
        appearance.useLanguage(parser.value(locale));

    if (parser.isSet(tour)) {
        app::Tour pictures(QDir(parser.value(tour)), parser.values(only), settings, appearance);
        QObject::connect(&pictures, &app::Tour::finished, &application, &QApplication::exit,
                         Qt::QueuedConnection);
        // A tour has nothing to drain: a signal simply ends it.
        sigset_t none;
        sigemptyset(&none);
        ::pthread_sigmask(SIG_SETMASK, &none, nullptr);
        pictures.start();
        return QApplication::exec();
    }

    app::ConsolePlan plan;
    if (parser.isSet(connectTo)) {
        QByteArray token = qgetenv("GATEHOUSE_TOKEN");
        if (token.isEmpty())
            token = QInputDialog::getText(nullptr, QStringLiteral("Gatehouse"),
                                          app::Console::tr("Personal token"), QLineEdit::Password)
                        .toLatin1();
        plan.endpoint = {QUrl(parser.value(connectTo)), token, {}};
    } else {
        const auto path =
            parser.isSet(demo)
                ? std::filesystem::path(temporary.filePath(QStringLiteral("Acme")).toStdString())
            : parser.isSet(workspace) ? std::filesystem::path(parser.value(workspace).toStdString())
                                      : store::WorkspaceFolder::defaultPath();
        auto made = planFor(path);
        if (!made)
            return failed(QString::fromStdString(made.error().text()));
        plan = std::move(*made);
        if (parser.isSet(demo)) {
            plan.demo = true;
            plan.engine->demo = true;
            plan.engine->listen = {"127.0.0.1:0"};
            plan.engine->admin = {"127.0.0.1:0"};
        }
    }
    app::Console console(std::move(plan), settings, appearance);
    QSocketNotifier ending(signals, QSocketNotifier::Read);
    QObject::connect(&ending, &QSocketNotifier::activated, &console, [&ending, &console] {
        ending.setEnabled(false);
        console.end();
    });
    QObject::connect(&console, &app::Console::finished, &application, &QApplication::quit,
                     Qt::QueuedConnection);
    console.start();
    return QApplication::exec();
}
