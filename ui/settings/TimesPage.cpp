// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/TimesPage.h"

#include "settings/QuantityEdit.h"

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr double kSecond = 1000; // milliseconds
constexpr double kMostSeconds = 86400;
constexpr double kKib = 1024;
constexpr double kMib = 1024 * 1024;

std::int64_t toMillis(Duration time)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

} // namespace

TimesPage::TimesPage(QWidget* parent)
    : GatewayPage(parent)
    , m_body(new QuantityEdit(u"MiB"_s, kMib, kMib))
    , m_head(new QuantityEdit(u"KiB"_s, kKib, kKib))
{
    using Times = model::GatewayTimes;
    addSection(tr("Time limits"), tr("an API or a route may set its own, never longer than these"));
    add(u"times.head"_s, tr("Request head"), tr("from its first byte to its end"), &Times::head);
    add(u"times.body_gap"_s, tr("Gap in a body"), tr("longest silence of a caller"),
        &Times::bodyGap);
    add(u"times.write_stall"_s, tr("Stalled caller"), tr("takes no byte of the answer"),
        &Times::writeStall);
    add(u"times.idle"_s, tr("Idle connection"), tr("kept without a request"), &Times::idle);
    add(u"times.connect"_s, tr("Connect upstream"), tr("name, TCP and TLS"), &Times::connect);
    add(u"times.first_byte"_s, tr("First byte"), tr("from the request's end to the answer's head"),
        &Times::firstByte);
    add(u"times.stream_gap"_s, tr("Gap in a stream"), tr("longest silence inside an answer"),
        &Times::streamGap);
    add(u"times.exchange"_s, tr("Whole exchange"), tr("request and answer together"),
        &Times::exchange);
    add(u"times.drain"_s, tr("Drain at stop"), tr("for what is under way"), &Times::drain);
    addSize(u"limits.body"_s, tr("Body, at most"), tr("a longer request is answered with 413"),
            m_body);
    addSize(u"limits.head"_s, tr("Head, at most"), tr("a longer one is answered with 431"), m_head);
    finish();
}

void TimesPage::addSize(const QString& path, const QString& label, const QString& hint,
                        QuantityEdit* edit)
{
    edit->setObjectName(path);
    addSmallRow(path, label, edit, hint);
    watch(edit);
}

void TimesPage::watch(QuantityEdit* edit)
{
    connect(edit, &QDoubleSpinBox::valueChanged, this, [this] {
        if (!m_showing)
            Q_EMIT edited();
    });
}

void TimesPage::add(const QString& path, const QString& label, const QString& hint, Member member)
{
    auto* edit = new QuantityEdit(u"s"_s, kSecond, kMostSeconds);
    edit->setObjectName(path);
    addSmallRow(path, label, edit, hint);
    m_fields.push_back({edit, member});
    watch(edit);
}

void TimesPage::show(const model::Gateway& gateway)
{
    m_showing = true;
    for (const Field& field : m_fields)
        field.edit->setExact(toMillis(gateway.times.*field.member));
    m_body->setExact(static_cast<std::int64_t>(gateway.limits.body));
    m_head->setExact(static_cast<std::int64_t>(gateway.limits.head));
    m_showing = false;
}

void TimesPage::store(model::Gateway& gateway) const
{
    for (const Field& field : m_fields)
        gateway.times.*field.member = std::chrono::milliseconds(field.edit->exact());
    gateway.limits.body = static_cast<std::uint64_t>(m_body->exact());
    gateway.limits.head = static_cast<std::uint64_t>(m_head->exact());
}

} // namespace gatehouse::ui
