// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PriceFields.h"

#include "model/Money.h"
#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/NumberFormat.h"
#include "widgets/TextLabel.h"
#include "widgets/Variants.h"

#include <QDateTime>
#include <QGridLayout>
#include <QJsonArray>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kField = 80;
constexpr int kDay = 88;

/// With two decimals at least, as prices are written.
QString dollarText(std::int64_t nano)
{
    QString text = QString::fromStdString(model::formatDollars(nano));
    const auto point = text.indexOf(u'.');
    if (point < 0)
        return text + u".00"_s;
    return text.size() - point < 3 ? text + u'0' : text;
}

QString timeOfDay(int minute)
{
    return u"%1:%2"_s.arg(minute / 60, 2, 10, QLatin1Char('0'))
        .arg(minute % 60, 2, 10, QLatin1Char('0'));
}

/// `$4.00 in, $15.00 out`; what is not stated is left out.
QString ratesText(const QJsonObject& item)
{
    QStringList parts;
    for (const auto& [key, words] :
         {std::pair("input_nano_usd_per_mtok", PriceFields::tr("%1 in")),
          std::pair("cached_input_nano_usd_per_mtok", PriceFields::tr("%1 cached")),
          std::pair("output_nano_usd_per_mtok", PriceFields::tr("%1 out"))}) {
        if (item.contains(QLatin1String(key)))
            parts.append(words.arg(listPrice(item, key)));
    }
    return parts.join(u", "_s);
}

QString unitName(const QString& unit)
{
    static const QHash<QString, const char*> names{
        {u"image"_s, QT_TRANSLATE_NOOP("gatehouse::ui::PriceFields", "an image")},
        {u"audio_minute"_s, QT_TRANSLATE_NOOP("gatehouse::ui::PriceFields", "a minute of sound")},
        {u"million_characters"_s,
         QT_TRANSLATE_NOOP("gatehouse::ui::PriceFields", "a million characters")},
        {u"mtok_image_input"_s,
         QT_TRANSLATE_NOOP("gatehouse::ui::PriceFields", "1 M tokens of images in")},
        {u"mtok_text_output"_s,
         QT_TRANSLATE_NOOP("gatehouse::ui::PriceFields", "1 M tokens of text out")},
        {u"thousand_searches"_s, QT_TRANSLATE_NOOP("gatehouse::ui::PriceFields", "1,000 searches")},
        {u"thousand_web_search_calls"_s,
         QT_TRANSLATE_NOOP("gatehouse::ui::PriceFields", "1,000 searches of the web")},
    };
    const auto known = names.constFind(unit);
    return known == names.constEnd() ? QString(unit).replace(u'_', u' ') : PriceFields::tr(*known);
}

std::optional<std::int64_t> dollarsOf(const QLineEdit* field)
{
    return model::parseDollars(field->text().trimmed().toStdString());
}

} // namespace

QString listPrice(const QJsonObject& item, const char* key)
{
    const QJsonValue value = item.value(QLatin1String(key));
    return value.isDouble() ? u'$' + dollarText(value.toInteger()) : u"\u2013"_s;
}

QStringList furtherPrices(const QJsonObject& item)
{
    QStringList out;
    for (const QJsonValue& tier : item["tiers"_L1].toArray())
        out.append(PriceFields::tr("above %1 tokens in: %2")
                       .arg(wholeNumber(tier["above"_L1].toInteger()), ratesText(tier.toObject())));
    for (const QJsonValue& value : item["windows"_L1].toArray()) {
        const QJsonObject window = value.toObject();
        QStringList when;
        if (window.contains("from_ms"_L1))
            when.append(PriceFields::tr("from %1").arg(QLocale().toString(
                QDateTime::fromMSecsSinceEpoch(window["from_ms"_L1].toInteger(), Qt::UTC).date(),
                QLocale::ShortFormat)));
        if (window.contains("start_minute"_L1))
            when.append(PriceFields::tr("%1 to %2 UTC")
                            .arg(timeOfDay(window["start_minute"_L1].toInt()),
                                 timeOfDay(window["end_minute"_L1].toInt())));
        out.append(u"%1: %2"_s.arg(when.join(u", "_s), ratesText(window)));
    }
    for (const QJsonValue& unit : item["units"_L1].toArray())
        out.append(u"%1: %2"_s.arg(unitName(unit["unit"_L1].toString()),
                                   u'$' + dollarText(unit["nano_usd"_L1].toInteger())));
    return out;
}

PriceFields::PriceFields(QWidget* parent)
    : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(grid::kGap);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    for (const auto& [column, words] : {std::pair(1, tr("list")), std::pair(2, tr("yours"))}) {
        auto* head = new TextLabel(words, TextSize::Secondary, Role::Muted, QFont::Bold);
        grid->addWidget(head, 0, column, Qt::AlignRight);
    }
    addRow({"input_nano_usd_per_mtok", &model::OwnRates::input}, tr("In"), u"priceIn"_s);
    addRow({"cached_input_nano_usd_per_mtok", &model::OwnRates::cachedInput}, tr("In, cached"),
           u"priceCached"_s);
    addRow({"cache_write_nano_usd_per_mtok", &model::OwnRates::cacheWrite}, tr("Cache write"),
           u"priceWrite"_s);
    addRow({"output_nano_usd_per_mtok", &model::OwnRates::output}, tr("Out"), u"priceOut"_s);
    addDay();
    m_fault = new TextLabel({}, TextSize::Secondary, Role::Bad);
    m_fault->setObjectName(u"priceFault"_s);
    m_fault->setWordWrap(true);
    grid->addWidget(m_fault, grid->rowCount(), 0, 1, 4);
}

void PriceFields::addRow(Row row, const QString& name, const QString& objectName)
{
    auto* grid = qobject_cast<QGridLayout*>(layout());
    const int at = grid->rowCount();
    row.listed = new TextLabel({}, TextSize::Body, Role::Muted);
    row.listed->setObjectName(objectName + u"Listed"_s);
    row.field = new QLineEdit;
    row.field->setObjectName(objectName);
    row.field->setAccessibleName(tr("%1, your price of 1 M tokens in dollars").arg(name));
    row.field->setAlignment(Qt::AlignRight);
    row.field->setFixedWidth(grid::scaled(kField));
    auto* back = new IconButton(Icon::EditUndo, tr("Back to the catalogue's value"));
    back->setObjectName(objectName + u"Back"_s);
    row.back = back;
    QSizePolicy keeps = back->sizePolicy();
    keeps.setRetainSizeWhenHidden(true);
    back->setSizePolicy(keeps);
    grid->addWidget(new TextLabel(name, TextSize::Body, Role::Muted), at, 0);
    grid->addWidget(row.listed, at, 1, Qt::AlignRight);
    grid->addWidget(row.field, at, 2);
    grid->addWidget(row.back, at, 3);
    connect(row.field, &QLineEdit::textChanged, this, &PriceFields::showState);
    connect(back, &QToolButton::clicked, row.field, &QLineEdit::clear);
    m_rows.append(row);
}

void PriceFields::addDay()
{
    m_percent = new QSpinBox;
    m_percent->setObjectName(u"pricePercent"_s);
    m_percent->setRange(-99, 200);
    m_percent->setValue(-15);
    m_percent->setSuffix(tr(" %"));
    m_percent->setFixedWidth(grid::scaled(72));
    m_percent->setAccessibleName(tr("Difference to the list price"));
    auto* all = new QPushButton(tr("to all"));
    all->setObjectName(u"priceSetAll"_s);
    all->setToolTip(tr("Fills your prices with the list price and this difference."));
    m_from = new QLineEdit;
    m_from->setObjectName(u"priceFrom"_s);
    m_from->setPlaceholderText(tr("always"));
    m_from->setToolTip(tr("The day from which your prices hold (UTC), like 2026-12-01."));
    m_from->setAccessibleName(tr("The day from which your prices hold"));
    m_from->setFixedWidth(grid::scaled(kDay));
    for (QWidget* control : std::initializer_list<QWidget*>{m_percent, all, m_from})
        setControlSize(control, ControlSize::Small);
    auto* row = new QHBoxLayout;
    row->setSpacing(grid::kGap);
    row->addWidget(m_percent);
    row->addWidget(all);
    row->addStretch(1);
    row->addWidget(new TextLabel(tr("from"), TextSize::Body, Role::Muted));
    row->addWidget(m_from);
    auto* grid = qobject_cast<QGridLayout*>(layout());
    grid->addLayout(row, grid->rowCount(), 0, 1, 4);
    connect(all, &QPushButton::clicked, this, [this] { setAll(m_percent->value()); });
    connect(m_from, &QLineEdit::textChanged, this, &PriceFields::showState);
}

void PriceFields::setPrices(const QJsonObject& listed, const model::ModelOverride& own)
{
    m_listed = listed;
    const QSignalBlocker quiet(this);
    for (const Row& row : std::as_const(m_rows)) {
        row.listed->setText(listPrice(listed, row.key));
        const auto& value = own.price.*row.rate;
        row.field->setText(value ? dollarText(*value) : QString());
        const QJsonValue known = listed.value(QLatin1String(row.key));
        row.field->setPlaceholderText(known.isDouble() ? dollarText(known.toInteger()) : QString());
    }
    m_from->setText(QString::fromStdString(own.priceFrom));
    showState();
}

void PriceFields::setAll(int percent)
{
    for (const Row& row : std::as_const(m_rows)) {
        const QJsonValue known = m_listed.value(QLatin1String(row.key));
        if (!known.isDouble())
            continue;
        const std::int64_t nano = known.toInteger() / 100 * (100 + percent) +
                                  known.toInteger() % 100 * (100 + percent) / 100;
        row.field->setText(dollarText(nano));
    }
}

void PriceFields::writeTo(model::ModelOverride& own) const
{
    for (const Row& row : m_rows) {
        if (row.field->text().trimmed().isEmpty())
            (own.price.*row.rate).reset();
        else if (const auto value = dollarsOf(row.field))
            own.price.*row.rate = value;
    }
    const QString day = m_from->text().trimmed();
    if (day.isEmpty() || model::isDay(day.toStdString()))
        own.priceFrom = day.toStdString();
}

QString PriceFields::fault() const
{
    for (const Row& row : m_rows) {
        if (!row.field->text().trimmed().isEmpty() && !dollarsOf(row.field))
            return tr("An amount in dollars, like 0.15, with at most 9 decimals");
    }
    const QString day = m_from->text().trimmed();
    if (!day.isEmpty() && !model::isDay(day.toStdString()))
        return tr("A day like 2026-12-01");
    if (!day.isEmpty() && !hasOwn())
        return tr("A day without a price changes nothing");
    return {};
}

bool PriceFields::hasOwn() const
{
    return std::ranges::any_of(
        m_rows, [](const Row& row) { return !row.field->text().trimmed().isEmpty(); });
}

void PriceFields::clear()
{
    for (const Row& row : std::as_const(m_rows))
        row.field->clear();
    m_from->clear();
}

void PriceFields::showState()
{
    for (const Row& row : std::as_const(m_rows)) {
        const bool own = !row.field->text().trimmed().isEmpty();
        row.back->setVisible(own);
        setFieldState(row.field,
                      own && !dollarsOf(row.field) ? FieldState::Wrong : FieldState::Valid);
    }
    const QString wrong = fault();
    m_fault->setText(wrong);
    m_fault->setVisible(!wrong.isEmpty());
    Q_EMIT changed();
}

} // namespace gatehouse::ui
