// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/TimesPage.h"

#include "settings/QuantityEdit.h"

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr double kSecond = 1000; // milliseconds
constexpr double kMostSeconds = 86400;

std::int64_t toMillis(Duration time)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

} // namespace

TimesPage::TimesPage(QWidget* parent)
    : GatewayPage(parent)
{
    using Times = model::GatewayTimes;
    addSection(tr("Callers"), tr("an API or a route may set its own, never longer than these"));
    add(u"times.head"_s, tr("Request head"), tr("from its first byte to its end"), &Times::head);
    add(u"times.body_gap"_s, tr("Gap in a body"), tr("longest silence of a caller"),
        &Times::bodyGap);
    add(u"times.write_stall"_s, tr("Stalled caller"), tr("takes no byte of the answer"),
        &Times::writeStall);
    add(u"times.idle"_s, tr("Idle connection"), tr("kept without a request"), &Times::idle);
    addSection(tr("Upstream"));
    add(u"times.connect"_s, tr("Connect upstream"), tr("name, TCP and TLS"), &Times::connect);
    add(u"times.first_byte"_s, tr("First byte"), tr("from the request's end to the answer's head"),
        &Times::firstByte);
    add(u"times.stream_gap"_s, tr("Gap in a stream"), tr("longest silence inside an answer"),
        &Times::streamGap);
    addSection(tr("Whole"));
    add(u"times.exchange"_s, tr("Whole exchange"), tr("request and answer together"),
        &Times::exchange);
    add(u"times.drain"_s, tr("Drain at stop"), tr("for what is under way"), &Times::drain);
    finish();
}

void TimesPage::add(const QString& path, const QString& label, const QString& hint, Member member)
{
    auto* edit = new QuantityEdit(u"s"_s, kSecond, kMostSeconds);
    edit->setObjectName(path);
    addRow(path, label, edit, hint);
    m_fields.push_back({edit, member});
    connect(edit, &QDoubleSpinBox::valueChanged, this, [this] {
        if (!m_showing)
            Q_EMIT edited();
    });
}

void TimesPage::show(const model::Gateway& gateway)
{
    m_showing = true;
    for (const Field& field : m_fields)
        field.edit->setExact(toMillis(gateway.times.*field.member));
    m_showing = false;
}

void TimesPage::store(model::Gateway& gateway) const
{
    for (const Field& field : m_fields)
        gateway.times.*field.member = std::chrono::milliseconds(field.edit->exact());
}

} // namespace gatehouse::ui
