// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/Doctor.h"

#include <QTest>

#include <future>
#include <latch>

using namespace gatehouse;
using services::QuestionThread;

/// Questions that take long, and people who go away.
class QuestionThreadTest : public QObject
{
    Q_OBJECT

    struct Asked
    {
        std::promise<Result<std::string>> promise;
        std::stop_source stop;
        [[nodiscard]] QuestionThread::Done done()
        {
            return [this](Result<std::string> told) { promise.set_value(std::move(told)); };
        }
        Result<std::string> told() { return promise.get_future().get(); }
    };

    /// Begins, says so, and goes on until nobody wants it.
    static services::Doctor::Question endless(std::latch& begun)
    {
        return [&begun](const std::stop_token& stop) -> Result<std::string> {
            std::promise<void> ended;
            const std::stop_callback end(stop, [&ended]() { ended.set_value(); });
            begun.count_down();
            ended.get_future().wait();
            return fail(ErrorCode::Unavailable, "stopped");
        };
    }
    static services::Doctor::Question saying(const char* word)
    {
        return [word](const std::stop_token&) -> Result<std::string> { return std::string(word); };
    }

private Q_SLOTS:
    void endsWhenWhoeverAskedIsGone()
    {
        QuestionThread thread;
        std::latch begun(1);
        Asked first;
        Asked second;
        thread.ask(endless(begun), first.stop.get_token(), first.done());
        thread.ask(saying("second"), second.stop.get_token(), second.done());
        begun.wait();
        first.stop.request_stop();
        QCOMPARE(first.told().error().code, ErrorCode::Unavailable);
        QCOMPARE(second.told().value(), std::string("second"));
    }

    void refusesAFifthThatWouldWait()
    {
        std::latch begun(1);
        Asked running;
        Asked waiting[4];
        Asked tooMany;
        {
            QuestionThread thread;
            thread.ask(endless(begun), running.stop.get_token(), running.done());
            begun.wait();
            for (auto& one : waiting)
                thread.ask(saying("never"), one.stop.get_token(), one.done());
            thread.ask(saying("never"), tooMany.stop.get_token(), tooMany.done());
            QCOMPARE(tooMany.told().error().code, ErrorCode::Unavailable);
        }
        // The thread ended: everybody was told.
        QCOMPARE(running.told().error().code, ErrorCode::Unavailable);
        for (auto& one : waiting)
            QCOMPARE(one.told().error().code, ErrorCode::Unavailable);
    }
};

QTEST_APPLESS_MAIN(QuestionThreadTest)
#include "QuestionThreadTest.moc"
