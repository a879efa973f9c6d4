// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Loop.h"
#include "http/Stream.h"

namespace gatehouse::http {

namespace {

struct Shared
{
    Stream& a;
    Stream& b;
    Deadline idle;
    Duration idleTime;
    Duration writeStall;
};

/// One direction, until its source ends; anything but an orderly end ends the other direction as
/// well.
Task<std::uint64_t> copy(Stream& from, Stream& to, Shared& shared)
{
    std::uint64_t bytes = 0;
    BufferPool& pool = from.loop().buffers();
    BufferPool::Block block = pool.take();
    bool orderly = false;
    while (true) {
        const IoResult got = co_await from.read({block.get(), BufferPool::kSize});
        if (got.state != Io::Ok) {
            orderly = got.state == Io::End;
            break;
        }
        shared.idle.setIn(shared.idleTime);
        const IoResult put = co_await to.writeAll({block.get(), got.bytes}, shared.writeStall);
        bytes += put.bytes;
        if (put.state != Io::Ok)
            break;
    }
    pool.give(std::move(block));
    if (orderly) {
        to.finishWriting();
    } else {
        from.cut();
        to.cut();
    }
    co_return bytes;
}

} // namespace

Task<std::pair<std::uint64_t, std::uint64_t>> tunnel(Stream& a, Stream& b, Duration idle,
                                                     Duration writeStall)
{
    Shared shared{a, b, Deadline(a.loop().deadlines(), [&a, &b] { a.cut(), b.cut(); }), idle,
                  writeStall};
    shared.idle.setIn(idle);
    std::uint64_t back = 0;
    bool done = false;
    Wakeup joined(a.loop().ready());
    a.loop().run(copy(b, a, shared), [&](const std::exception_ptr&, std::uint64_t bytes) {
        back = bytes;
        done = true;
        joined.wake();
    });
    const std::uint64_t forth = co_await copy(a, b, shared);
    if (!done)
        co_await joined.wait();
    co_return std::pair{forth, back};
}

} // namespace gatehouse::http
