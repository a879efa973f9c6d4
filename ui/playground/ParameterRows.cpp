// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playground/ParameterRows.h"

#include "widgets/IconButton.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QSlider>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kLeastSlider = 64;
constexpr int kMostTokens = 1'000'000;
/// What a slider shows while the model decides, and where it begins.
constexpr double kDefault = 1;
/// Steps of a slider in 1.
constexpr int kSteps = 20;

} // namespace

ParameterRows::ParameterRows(QWidget* parent)
    : QWidget(parent)
    , m_rows(new QGridLayout(this))
    , m_temperature(makeSlider(tr("Temperature"), u"temperature"_s, 2 * kSteps))
    , m_topP(makeSlider(tr("Top p"), u"topP"_s, kSteps))
    , m_maxTokens(new QSpinBox)
    , m_stop(new QLineEdit)
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setHorizontalSpacing(grid::kGap);
    m_rows->setVerticalSpacing(4);
    m_rows->setColumnStretch(1, 1);
    auto* title = new QHBoxLayout;
    title->addWidget(new TextLabel(tr("Parameters"), TextSize::Body, Role::Text, QFont::Bold), 1);
    title->addWidget(new TextLabel(tr("all columns"), TextSize::Secondary, Role::Muted));
    m_rows->addLayout(title, 0, 0, 1, 4);
    for (Slider* slider : {&m_temperature, &m_topP}) {
        addRow(slider->slider->accessibleName(), slider->slider);
        const int row = m_rows->rowCount() - 1;
        m_rows->addWidget(slider->value, row, 2);
        m_rows->addWidget(slider->clear, row, 3);
        connect(slider->slider, &QSlider::valueChanged, this, [this, slider] {
            if (m_isLoading)
                return;
            slider->isSent = true;
            show(*slider);
            Q_EMIT changed();
        });
        // A click on the handle alone touches it too.
        connect(slider->slider, &QSlider::sliderPressed, this,
                [this, slider] { set(*slider, double(slider->slider->value()) / kSteps); });
        connect(slider->clear, &QToolButton::clicked, this,
                [this, slider] { set(*slider, std::nullopt); });
        show(*slider);
    }
    m_maxTokens->installEventFilter(this);
    m_maxTokens->setFocusPolicy(Qt::StrongFocus);
    m_maxTokens->setObjectName(u"maxTokens"_s);
    m_maxTokens->setAccessibleName(tr("Max tokens"));
    m_maxTokens->setRange(0, kMostTokens);
    m_maxTokens->setSpecialValueText(tr("not sent"));
    m_maxTokens->setSingleStep(50);
    m_maxTokens->setGroupSeparatorShown(true);
    m_maxTokens->setMinimumWidth(grid::scaled(kLeastSlider));
    m_maxTokens->setToolTip(tr("0 leaves it to the model"));
    addRow(tr("Max tokens"), m_maxTokens);
    m_stop->setObjectName(u"stopWords"_s);
    m_stop->setAccessibleName(tr("Stop at"));
    m_stop->setPlaceholderText(tr("words, with commas"));
    m_stop->setMinimumWidth(grid::scaled(kLeastSlider));
    addRow(tr("Stop at"), m_stop);
    connect(m_maxTokens, &QSpinBox::valueChanged, this, &ParameterRows::changed);
    connect(m_stop, &QLineEdit::textChanged, this, &ParameterRows::changed);
}

void ParameterRows::addRow(const QString& name, QWidget* field)
{
    const int row = m_rows->rowCount();
    m_rows->setRowMinimumHeight(row, grid::scaled(grid::kControl));
    m_rows->addWidget(new TextLabel(name, TextSize::Body, Role::Muted), row, 0);
    // Fields reach to the edge; sliders leave room for value and cross.
    m_rows->addWidget(field, row, 1, 1, qobject_cast<QSlider*>(field) ? 1 : 3);
}

ParameterRows::Slider ParameterRows::makeSlider(const QString& name, const QString& objectName,
                                                int most)
{
    Slider made{
        new QSlider(Qt::Horizontal), new TextLabel,
        new IconButton(Icon::Cross, tr("Leave %1 to the model").arg(name), ControlSize::Small)};
    made.slider->setObjectName(objectName);
    made.slider->setAccessibleName(name);
    made.slider->setRange(0, most);
    made.slider->setValue(qRound(kDefault * kSteps));
    made.slider->setSingleStep(1);
    made.slider->setPageStep(kSteps / 10);
    made.slider->setMinimumWidth(grid::scaled(kLeastSlider));
    made.slider->setMinimumHeight(grid::scaled(grid::kControl));
    made.slider->installEventFilter(this);
    made.slider->setFocusPolicy(Qt::StrongFocus);
    made.value->setObjectName(objectName + u"Value"_s);
    made.value->setMinimumWidth(grid::scaled(32));
    made.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    made.clear->setObjectName(objectName + u"Clear"_s);
    QSizePolicy kept = made.clear->sizePolicy();
    kept.setRetainSizeWhenHidden(true); // the slider keeps its length
    made.clear->setSizePolicy(kept);
    return made;
}

bool ParameterRows::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Wheel && !static_cast<QWidget*>(watched)->hasFocus()) {
        event->ignore(); // the pane is scrolled, nothing is touched
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        for (Slider* slider : {&m_temperature, &m_topP}) {
            if (watched == slider->slider && (key == Qt::Key_Delete || key == Qt::Key_Backspace)) {
                set(*slider, std::nullopt);
                return true;
            }
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ParameterRows::set(Slider& slider, std::optional<double> value)
{
    const bool wasLoading = std::exchange(m_isLoading, true);
    slider.isSent = value.has_value();
    slider.slider->setValue(qRound(value.value_or(kDefault) * kSteps));
    m_isLoading = wasLoading;
    show(slider);
    if (!m_isLoading)
        Q_EMIT changed();
}

void ParameterRows::show(const Slider& slider)
{
    const int steps = slider.slider->value();
    const bool tenths = steps % (kSteps / 10) == 0;
    slider.value->setText(slider.isSent
                              ? QLocale().toString(double(steps) / kSteps, 'f', tenths ? 1 : 2)
                              : u"\u2013"_s);
    slider.value->setToolTip(slider.isSent ? QString() : tr("not sent: the model decides"));
    slider.clear->setVisible(slider.isSent);
}

std::optional<double> ParameterRows::valueOf(const Slider& slider)
{
    return slider.isSent ? std::optional(double(slider.slider->value()) / kSteps) : std::nullopt;
}

void ParameterRows::setParameters(const ChatParameters& parameters)
{
    m_isLoading = true;
    set(m_temperature, parameters.temperature);
    set(m_topP, parameters.topP);
    m_maxTokens->setValue(parameters.maxTokens.value_or(0));
    m_stop->setText(parameters.stop.join(u", "_s));
    m_isLoading = false;
}

ChatParameters ParameterRows::parameters() const
{
    constexpr qsizetype kMostStops = 4;
    ChatParameters parameters;
    parameters.temperature = valueOf(m_temperature);
    parameters.topP = valueOf(m_topP);
    if (m_maxTokens->value() > 0)
        parameters.maxTokens = m_maxTokens->value();
    const QStringList words = m_stop->text().split(u',', Qt::SkipEmptyParts);
    for (const QString& word : words) {
        if (!word.trimmed().isEmpty() && parameters.stop.size() < kMostStops)
            parameters.stop.append(word.trimmed());
    }
    return parameters;
}

} // namespace gatehouse::ui
