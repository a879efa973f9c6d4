// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/LimitsPage.h"

#include "settings/QuantityEdit.h"

#include "widgets/Theme.h"

#include <QSpinBox>
#include <QThread>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {
constexpr double kKib = 1024;
constexpr double kMib = 1024 * 1024;
constexpr int kMostConnections = 10'000'000;
} // namespace

LimitsPage::LimitsPage(QWidget* parent)
    : GatewayPage(parent)
    , m_threads(new QSpinBox)
    , m_connections(new QSpinBox)
    , m_body(new QuantityEdit(u"MiB"_s, kMib, kMib))
    , m_head(new QuantityEdit(u"KiB"_s, kKib, kKib))
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
    addSection(tr("Sizes"), tr("what is larger is refused before it is read"));
    addRow(u"limits.body"_s, tr("Request body, at most"), m_body, tr("answered with 413"));
    addRow(u"limits.head"_s, tr("Message head, at most"), m_head, tr("answered with 431"));
    finish();
    const auto changed = [this] {
        if (!m_showing)
            Q_EMIT edited();
    };
    connect(m_threads, &QSpinBox::valueChanged, this, changed);
    connect(m_connections, &QSpinBox::valueChanged, this, changed);
    connect(m_body, &QDoubleSpinBox::valueChanged, this, changed);
    connect(m_head, &QDoubleSpinBox::valueChanged, this, changed);
}

void LimitsPage::show(const model::Gateway& gateway)
{
    m_showing = true;
    m_threads->setValue(static_cast<int>(gateway.threads));
    m_connections->setValue(
        static_cast<int>(std::min<std::uint64_t>(gateway.limits.connections, kMostConnections)));
    m_body->setExact(static_cast<std::int64_t>(gateway.limits.body));
    m_head->setExact(static_cast<std::int64_t>(gateway.limits.head));
    m_showing = false;
}

void LimitsPage::store(model::Gateway& gateway) const
{
    gateway.threads = static_cast<std::uint32_t>(m_threads->value());
    gateway.limits.connections = static_cast<std::uint64_t>(m_connections->value());
    gateway.limits.body = static_cast<std::uint64_t>(m_body->exact());
    gateway.limits.head = static_cast<std::uint64_t>(m_head->exact());
}

} // namespace gatehouse::ui
