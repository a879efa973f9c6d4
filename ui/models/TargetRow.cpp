// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/TargetRow.h"

#include "widgets/Icon.h"
#include "widgets/NumberFormat.h"
#include "widgets/StylePaint.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kMostWeight = 1000;
constexpr int kLine = 20;
constexpr int kTop = 6;
constexpr int kText = 44; ///< Where the words begin, right of handle and number.
constexpr int kHandle = 24;
constexpr int kBar = 6;

} // namespace

TargetRow::TargetRow(const model::ModelTarget& target, const QList<TargetChoice>& choices,
                     QWidget* parent)
    : QWidget(parent)
    , m_choices(choices)
{
    setObjectName(u"routeTarget"_s);
    setFocusPolicy(Qt::StrongFocus);
    setToolTip(tr("Enter changes it, Alt+Up and Alt+Down or the handle move it, Del removes it"));
    m_fields = makeFields();
    for (const TargetChoice& entry : m_choices)
        m_provider->addItem(entry.name, entry.id);
    const QString provider = QString::fromStdString(target.provider);
    if (!provider.isEmpty() && m_provider->findData(provider) < 0)
        m_provider->addItem(provider, provider);
    m_provider->setCurrentIndex(provider.isEmpty() ? 0 : m_provider->findData(provider));
    fillModels(QString::fromStdString(target.model));
    m_weight->setValue(static_cast<int>(target.weight));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kText, grid::scaled(kTop + 2 * kLine + 6), 0, grid::kGap);
    column->addWidget(m_fields);
    m_fields->hide();
    connect(m_provider, &QComboBox::currentIndexChanged, this, [this] {
        fillModels({});
        tell();
    });
    connect(m_model, &QComboBox::currentTextChanged, this, &TargetRow::tell);
    connect(m_weight, &QSpinBox::valueChanged, this, &TargetRow::tell);
}

QWidget* TargetRow::makeFields()
{
    m_provider = new QComboBox;
    m_provider->setObjectName(u"targetProvider"_s);
    m_provider->setAccessibleName(tr("Provider"));
    m_model = new QComboBox;
    m_model->setObjectName(u"targetModel"_s);
    m_model->setAccessibleName(tr("Model"));
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_model->lineEdit()->setPlaceholderText(tr("model"));
    m_model->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_model->completer()->setFilterMode(Qt::MatchContains);
    for (QComboBox* box : {m_provider, m_model}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
    }
    m_weight = new QSpinBox;
    m_weight->setObjectName(u"targetWeight"_s);
    m_weight->setAccessibleName(tr("Weight"));
    m_weight->setRange(1, kMostWeight);
    m_weight->setPrefix(tr("weight "));
    auto* remove = new QPushButton(tr("Remove"));
    remove->setObjectName(u"removeTarget"_s);
    setButtonRole(remove, ButtonRole::Danger);
    connect(remove, &QPushButton::clicked, this, &TargetRow::removeAsked);
    auto* fields = new QWidget;
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_weight);
    foot->addStretch(1);
    foot->addWidget(remove);
    auto* column = new QVBoxLayout(fields);
    column->setContentsMargins(0, 2, 0, 4);
    column->setSpacing(grid::kGap);
    column->addWidget(m_provider);
    column->addWidget(m_model);
    column->addLayout(foot);
    return fields;
}

model::ModelTarget TargetRow::target() const
{
    return {m_provider->currentData().toString().toStdString(),
            m_model->currentText().trimmed().toStdString(),
            static_cast<std::uint32_t>(m_weight->value())};
}

void TargetRow::setChoices(const QList<TargetChoice>& choices)
{
    m_choices = choices;
    const QSignalBlocker quiet(m_provider);
    const QSignalBlocker quietToo(m_model);
    const QString provider = m_provider->currentData().toString();
    const QString model = m_model->currentText();
    m_provider->clear();
    for (const TargetChoice& entry : m_choices)
        m_provider->addItem(entry.name, entry.id);
    if (m_provider->findData(provider) < 0 && !provider.isEmpty())
        m_provider->addItem(provider, provider);
    m_provider->setCurrentIndex(std::max(0, m_provider->findData(provider)));
    fillModels(model);
    update();
}

const TargetChoice* TargetRow::choice() const
{
    const QString id = m_provider->currentData().toString();
    for (const TargetChoice& entry : m_choices) {
        if (entry.id == id)
            return &entry;
    }
    return nullptr;
}

void TargetRow::fillModels(const QString& current)
{
    const QSignalBlocker quiet(m_model);
    m_model->clear();
    if (const TargetChoice* entry = choice())
        m_model->addItems(entry->models);
    m_model->setCurrentText(current);
}

void TargetRow::tell()
{
    setAccessibleName(
        tr("Target %1: %2 %3")
            .arg(QString::number(m_number), m_provider->currentText(), m_model->currentText()));
    update();
    Q_EMIT changed();
}

void TargetRow::setNumber(int number)
{
    m_number = number;
    setAccessibleName(
        tr("Target %1: %2 %3")
            .arg(QString::number(m_number), m_provider->currentText(), m_model->currentText()));
    update();
}

void TargetRow::setWeighted(bool weighted)
{
    m_weight->setVisible(weighted);
}

/// With a bar the words below it are lower.
void TargetRow::setTop(bool withBar)
{
    QMargins margins = layout()->contentsMargins();
    margins.setTop(grid::scaled(kTop + 2 * kLine + 6) + (withBar ? kBar : 0));
    layout()->setContentsMargins(margins);
}

void TargetRow::setShare(std::optional<double> share)
{
    if (m_share.has_value() != share.has_value())
        setTop(share.has_value());
    m_share = share;
    update();
}

void TargetRow::setFirstToken(std::optional<double> ms)
{
    m_firstToken = ms;
    update();
}

void TargetRow::setPrice(const QString& price)
{
    m_price = price;
    update();
}

void TargetRow::openFields(bool open)
{
    m_fields->setVisible(open);
    if (open)
        (m_model->currentText().isEmpty() ? m_model : m_provider)->setFocus();
    update();
}

void TargetRow::keyPressEvent(QKeyEvent* event)
{
    const bool alt = event->modifiers() & Qt::AltModifier;
    if (alt && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        Q_EMIT moveAsked(event->key() == Qt::Key_Up ? -1 : 1);
    else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
        focusNextPrevChild(event->key() == Qt::Key_Down);
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
             event->key() == Qt::Key_F2)
        openFields(m_fields->isHidden());
    else if (event->key() == Qt::Key_Delete && hasFocus())
        Q_EMIT removeAsked();
    else
        QWidget::keyPressEvent(event);
}

void TargetRow::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->button() == Qt::LeftButton;
    m_dragging = false;
}

void TargetRow::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_pressed)
        return;
    if (!m_dragging) {
        m_dragging = true;
        setCursor(Qt::ClosedHandCursor);
    }
    Q_EMIT draggedTo(mapToParent(event->position().toPoint()).y());
}

void TargetRow::mouseReleaseEvent(QMouseEvent* event)
{
    const bool wasDragged = std::exchange(m_dragging, false);
    unsetCursor();
    if (std::exchange(m_pressed, false) && !wasDragged && event->position().x() > kHandle &&
        rect().contains(event->position().toPoint()))
        openFields(m_fields->isHidden());
}

void TargetRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Roles& colors = roles(this);
    const int line = grid::scaled(kLine);
    const int top = grid::scaled(kTop);
    if (m_dragging)
        painter.fillRect(rect(), colors(Role::AccentTint));
    if (hasFocus())
        paint::box(&painter, rect().adjusted(0, 0, 0, -2), Qt::transparent, colors(Role::Accent),
                   grid::kRadius, 2);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors(Role::Line));
    paintIcon(&painter, QRect(0, top + 2, grid::kIcon, grid::kIcon), Icon::DragHandleSymbolic,
              colors(Role::Muted));
    const QRect upper(0, top, width(), line);
    painter.setFont(textFont(TextSize::Body));
    painter.setPen(colors(Role::Muted));
    painter.drawText(upper.adjusted(kHandle, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     QString::number(m_number));
    QString right;
    if (m_share)
        right = tr("%1 %").arg(qRound(*m_share * 100));
    const QFontMetrics plain(painter.font());
    const QFont boldFont = textFont(TextSize::Body, QFont::Bold);
    const QFontMetrics bold(boldFont);
    const QString provider = m_provider->currentText();
    painter.drawText(upper.adjusted(kText, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, provider);
    const int room = width() - kText - plain.horizontalAdvance(provider + u"  "_s + right);
    painter.setFont(boldFont);
    painter.setPen(colors(Role::Text));
    const QString model = m_model->currentText();
    painter.drawText(upper.adjusted(kText + plain.horizontalAdvance(provider + u' '), 0, 0, 0),
                     Qt::AlignVCenter | Qt::AlignLeft,
                     model.isEmpty() ? u"\u2026"_s : bold.elidedText(model, Qt::ElideMiddle, room));
    painter.drawText(upper, Qt::AlignVCenter | Qt::AlignRight, right);
    QRect lower(kText, top + line, width() - kText, line);
    if (m_share) {
        const QRectF track(kText, top + line + 1, width() - kText, 4);
        paint::box(&painter, track, colors(Role::QuietTint), Qt::transparent, 2, 0);
        QRectF used = track;
        used.setWidth(track.width() * *m_share);
        paint::box(&painter, used, colors(seriesRole(m_number - 1)), Qt::transparent, 2, 0);
        lower.translate(0, kBar);
    }
    painter.setFont(textFont(TextSize::Secondary));
    const TargetChoice* entry = choice();
    const bool callable = !entry || entry->isCallable;
    painter.setPen(colors(callable ? Role::Muted : Role::Notice));
    painter.drawText(lower, Qt::AlignVCenter | Qt::AlignLeft,
                     !callable ? tr("not callable yet")
                     : m_firstToken
                         ? tr("%1 to first token").arg(milliseconds(*m_firstToken).text())
                         : tr("not called yet"));
    painter.setPen(colors(Role::Muted));
    painter.drawText(lower, Qt::AlignVCenter | Qt::AlignRight, m_price);
}

} // namespace gatehouse::ui
