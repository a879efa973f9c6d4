// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QObject>

#include <functional>
#include <memory>
#include <thread>

namespace gatehouse::app {

/// Runs an engine beside the window: opened, served and stopped on a thread of its own, since each
/// may take longer than a frame. GUI thread only; the signals come there.
class EngineHost : public QObject
{
    Q_OBJECT

public:
    explicit EngineHost(EngineOptions options, QObject* parent = nullptr);
    /// stop(), and waits for it.
    ~EngineHost() override;

    void start();
    /// Drains in the background; stopped() follows.
    void stop();
    /// After ready() and before stop(): for whoever feeds it (pictures).
    [[nodiscard]] Engine& engine() { return *m_engine; }

Q_SIGNALS:
    void ready(const QString& adminUrl, const QByteArray& token);
    void failed(const QString& why);
    void stopped();

private:
    EngineOptions m_options;
    std::unique_ptr<Engine> m_engine;
    std::thread m_thread;
};

} // namespace gatehouse::app
