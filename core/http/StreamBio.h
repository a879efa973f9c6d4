// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/types.h>

#include <cstddef>
#include <sys/types.h>

namespace gatehouse::http {

/// What OpenSSL reads from and writes to: send() and recv() of a stream's socket. Like read(2) and
/// write(2): -1 with EAGAIN when nothing can be done now.
class RawBytes
{
public:
    [[nodiscard]] virtual ssize_t receive(char* into, std::size_t size) = 0;
    [[nodiscard]] virtual ssize_t transmit(const char* from, std::size_t size) = 0;

protected:
    ~RawBytes() = default;
};

/// Gives `ssl` the bytes, which must outlive it.
[[nodiscard]] bool attach(SSL* ssl, RawBytes& bytes);

} // namespace gatehouse::http
