// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <openssl/types.h>

#include <memory>
#include <string>

struct ssl_session_st;

namespace gatehouse::http {

/// A server's certificate; files are PEM, the certificate with its chain.
struct TlsFiles
{
    std::string certificate;
    std::string key;
    std::string minVersion = "1.2"; ///< "1.2" or "1.3"
};

using TlsContext = std::shared_ptr<SSL_CTX>;

/// Reads and checks certificate and key; the error names the file.
[[nodiscard]] Result<TlsContext> makeServerTls(const TlsFiles& files);

/// Verifies peers against the system's authorities, and those in `extraAuthorities` (a PEM file,
/// empty = none). TLS 1.2+.
[[nodiscard]] Result<TlsContext> makeClientTls(const std::string& extraAuthorities = {});

/// A server-side connection state, or nullptr.
[[nodiscard]] SSL* makeServerSsl(SSL_CTX* context);
/// A client-side one that verifies `host` (name or IP literal) and sends it as SNI where it is a
/// name.
[[nodiscard]] SSL* makeClientSsl(SSL_CTX* context, const std::string& host);
/// The last session of an origin, for a shorter handshake next time. One thread.
class TlsSession
{
public:
    TlsSession() = default;
    ~TlsSession();
    TlsSession(const TlsSession&) = delete;
    TlsSession& operator=(const TlsSession&) = delete;

    /// Offers the session to a client-side state and lets it put new ones here; this must outlive
    /// its reads.
    void use(SSL* ssl);
    /// Takes over a reference.
    void keep(ssl_session_st* session);

private:
    ssl_session_st* m_session = nullptr;
};

/// Why the last handshake of this connection failed, for a person.
[[nodiscard]] std::string tlsFailure(SSL* ssl);

} // namespace gatehouse::http
