// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/intrusive/list.hpp>

#include <cstddef>
#include <memory>
#include <utility>

namespace gatehouse::http {

/// Something that a loop is to run in its next turn. Leaves the list when it is destroyed.
class Ready : public boost::intrusive::list_base_hook<
                  boost::intrusive::link_mode<boost::intrusive::auto_unlink>>
{
public:
    Ready() = default;
    Ready(const Ready&) = delete;
    Ready& operator=(const Ready&) = delete;
    /// May destroy itself and others.
    virtual void run() = 0;
    /// The list ends before it came to this entry.
    virtual void drop() {}

protected:
    ~Ready() = default;
};

/// What one loop runs next, in order, without an allocation. The loop's thread only.
class ReadyList
{
public:
    ReadyList() = default;
    ~ReadyList()
    {
        while (!m_list.empty()) {
            Ready& entry = m_list.front();
            m_list.pop_front();
            entry.drop();
        }
    }
    ReadyList(const ReadyList&) = delete;
    ReadyList& operator=(const ReadyList&) = delete;

    /// Nothing happens when it is in a list already.
    void add(Ready& entry)
    {
        if (!entry.is_linked())
            m_list.push_back(entry);
    }
    /// Keeps the function for one run; for the rare case.
    template <typename Function>
    void later(Function function)
    {
        struct Once final : Ready
        {
            explicit Once(Function what)
                : m_what(std::move(what))
            {
            }
            void run() override
            {
                const std::unique_ptr<Once> self(this);
                m_what();
            }
            void drop() override { const std::unique_ptr<Once> self(this); }
            Function m_what;
        };
        add(*std::make_unique<Once>(std::move(function)).release());
    }
    [[nodiscard]] bool empty() const { return m_list.empty(); }
    /// Runs what is in the list now; what comes meanwhile waits for the next turn.
    void run()
    {
        List now;
        now.swap(m_list);
        while (!now.empty()) {
            Ready& entry = now.front();
            now.pop_front();
            try {
                entry.run();
            } catch (...) {
                // The others keep their place.
                m_list.splice(m_list.begin(), now);
                throw;
            }
        }
    }

private:
    using List = boost::intrusive::list<Ready, boost::intrusive::constant_time_size<false>>;
    List m_list;
};

} // namespace gatehouse::http
