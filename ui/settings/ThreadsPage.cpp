// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/ThreadsPage.h"

#include "widgets/Theme.h"

#include <QSpinBox>
#include <QThread>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {
constexpr int kMostConnections = 10'000'000;
} // namespace

ThreadsPage::ThreadsPage(QWidget* parent)
    : GatewayPage(parent)
    , m_threads(new QSpinBox)
    , m_connections(new QSpinBox)
{
    m_threads->setObjectName(u"threads"_s);
    m_threads->setRange(0, 1024);
    m_threads->setSpecialValueText(tr("one a core"));
    m_connections->setObjectName(u"connections"_s);
    m_connections->setRange(0, kMostConnections);
    m_connections->setGroupSeparatorShown(true);
    m_connections->setSingleStep(1000);
    for (QSpinBox* spin : {m_threads, m_connections})
        spin->setFixedWidth(grid::scaled(116));
    addSection(tr("Threads"));
    addRow(u"threads"_s, tr("Workers"), m_threads,
           tr("%n core(s) here", nullptr, QThread::idealThreadCount()));
    addRow(u"limits.connections"_s, tr("Connections, at most"), m_connections,
           tr("of the whole gateway; others wait"));
    finish();
    const auto changed = [this] {
        if (!m_showing)
            Q_EMIT edited();
    };
    connect(m_threads, &QSpinBox::valueChanged, this, changed);
    connect(m_connections, &QSpinBox::valueChanged, this, changed);
}

void ThreadsPage::show(const model::Gateway& gateway)
{
    m_showing = true;
    m_threads->setValue(static_cast<int>(gateway.threads));
    m_connections->setValue(
        static_cast<int>(std::min<std::uint64_t>(gateway.limits.connections, kMostConnections)));
    m_showing = false;
}

void ThreadsPage::store(model::Gateway& gateway) const
{
    gateway.threads = static_cast<std::uint32_t>(m_threads->value());
    gateway.limits.connections = static_cast<std::uint64_t>(m_connections->value());
}

} // namespace gatehouse::ui
