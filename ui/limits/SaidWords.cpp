// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/SaidWords.h"

#include "limits/LimitWords.h"
#include "model/Words.h"
#include "widgets/NumberFormat.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

/// The context of these words for translators.
struct SaidWords
{
    Q_DECLARE_TR_FUNCTIONS(SaidWords)
};

/// Sentences without a value.
constexpr std::array kPlain{
    // Why another cause does not apply.
    std::pair{"no_rule", QT_TRANSLATE_NOOP("SaidWords", "no rule refused it")},
    std::pair{"queue_full", QT_TRANSLATE_NOOP("SaidWords", "the queue was full")},
    std::pair{"no_wait", QT_TRANSLATE_NOOP("SaidWords", "did not wait")},
    std::pair{"connections", QT_TRANSLATE_NOOP("SaidWords", "more connections than allowed")},
    std::pair{"none", QT_TRANSLATE_NOOP("SaidWords", "none")},
    std::pair{"not_asked", QT_TRANSLATE_NOOP("SaidWords", "not asked")},
    std::pair{"error_event", QT_TRANSLATE_NOOP("SaidWords", "an error event")},
    std::pair{"no", QT_TRANSLATE_NOOP("SaidWords", "no")},
    // Cures, and why there is no figure.
    std::pair{"nobody_refused", QT_TRANSLATE_NOOP("SaidWords", "Nobody was refused in this time.")},
    std::pair{"nobody_to_tell", QT_TRANSLATE_NOOP("SaidWords", "There is nobody to be told.")},
    std::pair{"rule_gone", QT_TRANSLATE_NOOP("SaidWords", "The rule is not there any more.")},
    std::pair{"no_own_rule",
              QT_TRANSLATE_NOOP("SaidWords", "No rule of this gateway refused the call.")},
    std::pair{"limit_no_help",
              QT_TRANSLATE_NOOP("SaidWords", "Another limit would not have helped.")},
    std::pair{"limit_not_found",
              QT_TRANSLATE_NOOP("SaidWords", "No limit was found that would have helped.")},
    std::pair{"none_meets", QT_TRANSLATE_NOOP("SaidWords", "None of these calls meets the rule.")},
    std::pair{"refused_anyway",
              QT_TRANSLATE_NOOP("SaidWords", "Calls are refused whatever the limit.")},
    std::pair{"no_calls", QT_TRANSLATE_NOOP("SaidWords", "There were no calls.")},
    std::pair{"bodies_unknown",
              QT_TRANSLATE_NOOP("SaidWords", "The bodies of these calls went by without being "
                                             "kept, so nobody knows which were the same.")},
    std::pair{"cache_unknown",
              QT_TRANSLATE_NOOP("SaidWords", "Whether a cache would have helped is not known.")},
    std::pair{"not_the_provider",
              QT_TRANSLATE_NOOP("SaidWords", "Another key or target would not help: the provider "
                                             "was not the limit.")},
    std::pair{"calendar",
              QT_TRANSLATE_NOOP("SaidWords", "A calendar quota does not queue: there is no room "
                                             "before its period ends.")},
    std::pair{"no_counter", QT_TRANSLATE_NOOP("SaidWords", "No counter of this gateway was full.")},
    std::pair{"refusing_already",
              QT_TRANSLATE_NOOP("SaidWords", "It was already refusing when this time began.")},
    std::pair{"alert_429", QT_TRANSLATE_NOOP("SaidWords", "An alert on answers of 429 tells when "
                                                          "it happens again.")},
    std::pair{"alert_80", QT_TRANSLATE_NOOP("SaidWords", "An alert at 80 % of the limit tells "
                                                         "before it happens again.")},
    // What a replay takes for granted.
    std::pair{"refused_use_average",
              QT_TRANSLATE_NOOP("SaidWords",
                                "A call that was refused would have used what answered calls of "
                                "the same application and target used on average.")},
    std::pair{"same_times",
              QT_TRANSLATE_NOOP("SaidWords", "Callers would have called at the same times.")},
    std::pair{"no_retries",
              QT_TRANSLATE_NOOP("SaidWords", "A call that repeats a refused one would "
                                             "not have come.")},
    std::pair{"no_headers", QT_TRANSLATE_NOOP("SaidWords", "Header fields are not recorded: a rule "
                                                           "that asks for one finds it missing.")},
    std::pair{"tokens_by_bytes",
              QT_TRANSLATE_NOOP("SaidWords", "Input tokens of a refused call are "
                                             "a quarter of its bytes.")},
};

QString percent(double share)
{
    return SaidWords::tr("%1 %").arg(std::lround(share * 100));
}

QString waitText(const client::Said& said, QLatin1StringView key)
{
    return milliseconds(said.values[key].toDouble()).text();
}

QString count(const client::Said& said, QLatin1StringView key)
{
    return wholeNumber(std::llround(said.values[key].toDouble()));
}

QString amount(const client::Said& said, QLatin1StringView key)
{
    const auto unit =
        model::fromWord<model::LimitUnit>(said.values["unit"_L1].toString().toStdString())
            .value_or(model::LimitUnit::Requests);
    return amountText(unit, said.values[key].toDouble());
}

QString repeats(const client::Said& said, const client::Names& names)
{
    QString text = SaidWords::tr("%1 of the calls of %2 repeat a refused one.")
                       .arg(percent(said.values["share"_L1].toDouble()),
                            names.name(client::Names::Kind::Application,
                                       said.values["application"_L1].toString()));
    const QString label = said.values["label"_L1].toString();
    if (label == "ignores_retry_after"_L1)
        return text + u' ' + SaidWords::tr("It does not wait as long as it was told.");
    if (label == "wakes_together"_L1)
        return text + u' ' + SaidWords::tr("Its clients come back all at once.");
    return text;
}

QString withValues(const client::Said& said, const client::Names& names)
{
    if (said.code == "rule"_L1)
        return said.values["rule"_L1].toString();
    if (said.code == "waited"_L1)
        return SaidWords::tr("waited %1").arg(waitText(said, "ms"_L1));
    if (said.code == "answers"_L1)
        return said.values["count"_L1].toInt() == 1
                   ? SaidWords::tr("1 answer")
                   : SaidWords::tr("%1 answers").arg(count(said, "count"_L1));
    if (said.code == "repeats"_L1)
        return repeats(said, names);
    if (said.code == "limit_smallest"_L1)
        return SaidWords::tr("With %1 instead of %2 it would have refused nothing in this time.")
            .arg(amount(said, "limit"_L1), amount(said, "was"_L1));
    if (said.code == "identical"_L1) {
        const double saved = said.values["saved_nano_usd"_L1].toDouble() / 1e9;
        const QString text =
            SaidWords::tr("%1 of %2 calls had been asked and answered before, byte "
                          "for byte; a cache would have answered them.")
                .arg(count(said, "identical"_L1), count(said, "known"_L1));
        return saved > 0 ? text + u' ' + SaidWords::tr("That saves %1.").arg(usd(saved)) : text;
    }
    if (said.code == "second_target"_L1)
        return SaidWords::tr("A second key, or another target behind this one, would have been "
                             "asked for %1 refused calls.")
            .arg(count(said, "refused"_L1));
    if (said.code == "queue"_L1)
        return SaidWords::tr("A queue of %1 would have spared %2 of %3 refusals. Another key or "
                             "target would not help: the provider was not the limit.")
            .arg(waitText(said, "wait_ms"_L1), count(said, "fewer"_L1), count(said, "refused"_L1));
    if (said.code == "alert_before"_L1)
        return SaidWords::tr("An alert at 80 % of the limit would have come %1 before the first "
                             "refusal.")
            .arg(waitText(said, "ms"_L1));
    return said.text;
}

constexpr auto kExample = R"(import random, time

def ask(send):
    for attempt in range(5):
        answer = send()
        if answer.status_code != 429 or answer.headers.get("x-should-retry") == "false":
            return answer
        wait = float(answer.headers.get("retry-after-ms", 1000 * 2**attempt)) / 1000
        time.sleep(wait * random.uniform(1, 1.25))
    return answer
)";

} // namespace

QString saidWords(const client::Said& said, const client::Names& names)
{
    for (const auto& [code, text] : kPlain) {
        if (said.code == QLatin1StringView(code))
            return QCoreApplication::translate("SaidWords", text);
    }
    return withValues(said, names);
}

QString worstWords(const model::LimitRule& rule, double amount)
{
    const QString most = amountText(rule.unit, amount);
    if (const auto* average = std::get_if<model::AveragePromise>(&rule.promise))
        return SaidWords::tr("%1 in any %2: the burst of %3 and %4 more")
            .arg(most, QString::fromStdString(formatDuration(average->per)),
                 amountText(rule.unit, average->burst), amountText(rule.unit, average->limit));
    if (const auto* window = std::get_if<model::WindowPromise>(&rule.promise))
        return SaidWords::tr("%1 in any %2, never more")
            .arg(most, QString::fromStdString(formatDuration(window->per)));
    if (const auto* calendar = std::get_if<model::CalendarPromise>(&rule.promise))
        return SaidWords::tr(
                   "%1 around the turn of a %2: all of the old one at its end, all of the "
                   "new one at its beginning")
            .arg(most, periodName(calendar->per));
    return SaidWords::tr("%1 at the same time").arg(most);
}

QString ownerLetter(const client::Explanation& explanation, const QString& application,
                    const client::Names& names)
{
    const auto at = std::ranges::find(explanation.conduct, application,
                                      &client::Explanation::Conduct::application);
    QStringList lines{SaidWords::tr("Hello,"), {}};
    const QString name = names.name(client::Names::Kind::Application, application);
    if (at != explanation.conduct.end()) {
        const auto time = [](qint64 millis) {
            return QLocale().toString(QDateTime::fromMSecsSinceEpoch(millis), QLocale::ShortFormat);
        };
        lines.append(SaidWords::tr("From %1 to %2, %3 of the %4 calls of %5 were refused with 429; "
                                   "%6 of its calls repeat a refused one.")
                         .arg(time(explanation.fromMillis), time(explanation.toMillis),
                              wholeNumber(at->refused), wholeNumber(at->requests), name,
                              wholeNumber(at->retries)));
        if (at->earlyShare && *at->earlyShare > 0)
            lines.append(SaidWords::tr("%1 of the retries came before the time that the answer "
                                       "named.")
                             .arg(percent(*at->earlyShare)));
    }
    if (explanation.rule && !explanation.rule->sentence.isEmpty())
        lines.append(SaidWords::tr("The rule: %1").arg(explanation.rule->sentence));
    lines << QString() << SaidWords::tr("Please let the client honour what a 429 says:")
          << SaidWords::tr("- retry-after-ms (or Retry-After, in seconds): wait that long, plus a "
                           "little by chance")
          << SaidWords::tr("- x-should-retry: false: do not ask again, a quota is spent")
          << SaidWords::tr("- RateLimit: \"name\";r=REMAINING;t=SECONDS on every answer: slow down "
                           "before r is 0")
          << QString() << QString::fromLatin1(kExample);
    return lines.join(u'\n');
}

} // namespace gatehouse::ui
