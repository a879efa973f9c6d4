// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/Answer.h"

#include <atomic>
#include <deque>
#include <functional>
#include <mutex>
#include <unordered_map>

namespace gatehouse::cache {

/// The bytes that all flights hold together. Outlives them.
struct FlightBudget
{
    std::atomic<std::uint64_t> used{0};
    std::atomic<std::uint64_t> most{std::uint64_t{64} << 20};
};

/// A call that is under way and that others with the same question follow: one leads and writes,
/// any number read what is there so far. Shared by its readers; thread-safe.
///
/// A whole answer is read when it is complete; a stream as it comes. A call that fails, or that
/// nobody may share, is over for those who have read nothing yet: they ask themselves.
class Flight
{
public:
    /// More than this of a stream, or of a whole answer, is not shared.
    static constexpr std::size_t kMostStream = std::size_t{16} << 20;
    static constexpr std::size_t kMostWhole = std::size_t{8} << 20;

    explicit Flight(FlightBudget& budget)
        : m_budget(budget)
    {
    }
    ~Flight() { m_budget.used.fetch_sub(m_size, std::memory_order_relaxed); }
    Flight(const Flight&) = delete;
    Flight& operator=(const Flight&) = delete;

    enum class State : std::uint8_t
    {
        Waiting,  ///< No answer yet, or not all of a whole one.
        Flowing,  ///< A stream that can be read.
        Complete, ///< All of it can be read.
        Failed,   ///< There is nothing, or nothing more.
    };

    /// A piece of the answer; lives as long as the flight.
    struct Piece
    {
        State state = State::Waiting;
        std::string_view bytes;
        bool last = false;
    };

    // --- Whoever leads --------------------------------------------------------------------------

    /// Before the first piece. `about`: everything but the body.
    void begin(Answer about, bool stream);
    void add(std::string_view bytes);
    void complete();
    /// Also where begin() was never called. What is complete stays so.
    void fail();
    /// Somebody else reads it, or waits to.
    [[nodiscard]] bool isFollowed() const;
    /// The leader's caller has gone and does not pay: the first of the others who asks does.
    void leaveUnpaid();
    /// Whether the caller takes the debt that leaveUnpaid() left.
    [[nodiscard]] bool takeDebt();
    /// True for the first: may put it into a store.
    [[nodiscard]] bool takeKeeping();

    // --- Whoever follows ------------------------------------------------------------------------

    /// `notify` is called from any thread whenever there is something new, until unfollow() has
    /// returned. False when the flight is over already, and failed.
    [[nodiscard]] bool follow(const void* who, std::function<void()> notify);
    void unfollow(const void* who);

    [[nodiscard]] State state() const;
    /// Everything but the body; from State::Flowing and State::Complete on.
    [[nodiscard]] const Answer& about() const { return m_about; }
    /// The piece of that number.
    [[nodiscard]] Piece piece(std::size_t number) const;
    /// All of it, with the body; once it is complete. The same for everybody who asks.
    [[nodiscard]] AnswerPointer answer();

private:
    void tell();

    FlightBudget& m_budget;
    mutable std::mutex m_mutex;
    State m_state = State::Waiting;
    Answer m_about;
    bool m_begun = false;
    bool m_stream = false;
    bool m_unpaid = false;
    bool m_kept = false;
    std::deque<std::string> m_pieces; ///< Their addresses stay.
    std::size_t m_size = 0;
    AnswerPointer m_whole; ///< Made when somebody asks for it.
    std::unordered_map<const void*, std::function<void()>> m_followers;
};

/// All flights that may be joined, by their question. Thread-safe.
class Flights
{
public:
    static constexpr std::size_t kMost = 65'536;

    [[nodiscard]] FlightBudget& budget() { return m_budget; }
    /// One that nobody joins.
    [[nodiscard]] std::shared_ptr<Flight> alone() { return std::make_shared<Flight>(m_budget); }

    /// The flight of that question, and whether the caller leads it: then it owes complete() or
    /// fail(), and leave(). Null when there are too many.
    struct Joined
    {
        std::shared_ptr<Flight> flight;
        bool leads = false;
    };
    [[nodiscard]] Joined join(const Digest& question);
    /// Nobody joins it any more.
    void leave(const Digest& question, const Flight& flight);
    [[nodiscard]] std::size_t size() const;

private:
    FlightBudget m_budget;
    mutable std::mutex m_mutex;
    std::unordered_map<Digest, std::shared_ptr<Flight>, DigestHash> m_flights;
};

} // namespace gatehouse::cache
