// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "EngineHost.h"

namespace gatehouse::app {

EngineHost::EngineHost(EngineOptions options, QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
{
}

EngineHost::~EngineHost()
{
    if (m_thread.joinable())
        m_thread.join();
    m_engine.reset();
}

void EngineHost::start()
{
    m_thread = std::thread([this] {
        auto engine = Engine::open(m_options);
        Result<EngineAddresses> addresses =
            engine ? (*engine)->serve() : std::unexpected(engine.error());
        if (!addresses) {
            QMetaObject::invokeMethod(
                this, [this, why = QString::fromStdString(addresses.error().text())] {
                    Q_EMIT failed(why);
                });
            return;
        }
        // Handed over before the call is queued: the GUI thread reads it after.
        m_engine = std::move(*engine);
        QMetaObject::invokeMethod(this, [this, url = QString::fromStdString(addresses->admin)] {
            Q_EMIT ready(url, QByteArray::fromStdString(m_engine->token()));
        });
    });
}

void EngineHost::stop()
{
    if (m_thread.joinable())
        m_thread.join();
    m_thread = std::thread([this] {
        if (m_engine)
            m_engine->stop();
        QMetaObject::invokeMethod(this, [this] { Q_EMIT stopped(); });
    });
}

} // namespace gatehouse::app
