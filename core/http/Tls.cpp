// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <arpa/inet.h>
#include <array>
#include <filesystem>

namespace gatehouse::http {

namespace {

std::string lastError()
{
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    const char* reason = ERR_reason_error_string(code);
    return reason ? reason : "unknown TLS error";
}

TlsContext makeContext(const SSL_METHOD* method)
{
    TlsContext context(SSL_CTX_new(method), SSL_CTX_free);
    if (!context)
        return context;
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                           SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                        SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    return context;
}

int chooseProtocol(SSL*, const unsigned char** out, unsigned char* size,
                   const unsigned char* offered, unsigned int offeredSize, void*)
{
    static constexpr std::array<unsigned char, 9> kOurs{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    unsigned char* chosen = nullptr;
    if (SSL_select_next_proto(&chosen, size, kOurs.data(), kOurs.size(), offered, offeredSize) !=
        OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK;
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

/// Where a client-side state keeps the pointer to its TlsSession.
int sessionIndex()
{
    static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

int keepSession(SSL* ssl, SSL_SESSION* session)
{
    auto* keeper = static_cast<TlsSession*>(SSL_get_ex_data(ssl, sessionIndex()));
    if (!keeper)
        return 0;
    keeper->keep(session);
    return 1;
}

bool isAddress(const std::string& host)
{
    in6_addr address{};
    return inet_pton(AF_INET, host.c_str(), &address) == 1 ||
           inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

} // namespace

Result<TlsContext> makeServerTls(const TlsFiles& files)
{
    TlsContext context = makeContext(TLS_server_method());
    if (!context)
        return fail(ErrorCode::Internal, lastError());
    if (files.minVersion == "1.3")
        SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION);
    else if (files.minVersion != "1.2")
        return fail(ErrorCode::Invalid, "the minimum TLS version must be 1.2 or 1.3",
                    "min_version");
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context.get(), 1);
    SSL_CTX_set_alpn_select_cb(context.get(), chooseProtocol, nullptr);
    if (SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str()) != 1)
        return fail(ErrorCode::Invalid, "the certificate cannot be used: " + lastError(),
                    files.certificate);
    if (SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM) != 1)
        return fail(ErrorCode::Invalid, "the private key cannot be used: " + lastError(),
                    files.key);
    if (SSL_CTX_check_private_key(context.get()) != 1)
        return fail(ErrorCode::Invalid, "the private key does not belong to the certificate",
                    files.key);
    return context;
}

Result<TlsContext> makeClientTls(const std::string& extraAuthorities)
{
    TlsContext context = makeContext(TLS_client_method());
    if (!context)
        return fail(ErrorCode::Internal, lastError());
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_default_verify_paths(context.get());
    ERR_clear_error();
    if (!extraAuthorities.empty() &&
        SSL_CTX_load_verify_locations(context.get(), extraAuthorities.c_str(), nullptr) != 1)
        return fail(ErrorCode::Invalid, "the authorities cannot be used: " + lastError(),
                    extraAuthorities);
    SSL_CTX_set_session_cache_mode(context.get(),
                                   SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(context.get(), keepSession);
    static constexpr std::array<unsigned char, 9> kProtocols{8,   'h', 't', 't', 'p',
                                                             '/', '1', '.', '1'};
    SSL_CTX_set_alpn_protos(context.get(), kProtocols.data(), kProtocols.size());
    return context;
}

SSL* makeServerSsl(SSL_CTX* context)
{
    SSL* ssl = SSL_new(context);
    if (ssl)
        SSL_set_accept_state(ssl);
    return ssl;
}

SSL* makeClientSsl(SSL_CTX* context, const std::string& host)
{
    SSL* ssl = SSL_new(context);
    if (!ssl)
        return nullptr;
    SSL_set_connect_state(ssl);
    X509_VERIFY_PARAM* verify = SSL_get0_param(ssl);
    bool ok = false;
    if (isAddress(host)) {
        ok = X509_VERIFY_PARAM_set1_ip_asc(verify, host.c_str()) == 1;
    } else {
        X509_VERIFY_PARAM_set_hostflags(verify, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        ok = X509_VERIFY_PARAM_set1_host(verify, host.c_str(), host.size()) == 1 &&
             SSL_set_tlsext_host_name(ssl, host.c_str()) == 1;
    }
    if (!ok) {
        SSL_free(ssl);
        return nullptr;
    }
    return ssl;
}

TlsSession::~TlsSession()
{
    SSL_SESSION_free(m_session);
}

void TlsSession::use(SSL* ssl)
{
    if (m_session)
        SSL_set_session(ssl, m_session);
    SSL_set_ex_data(ssl, sessionIndex(), this);
}

void TlsSession::keep(SSL_SESSION* session)
{
    SSL_SESSION_free(m_session);
    m_session = session;
}

std::string tlsFailure(SSL* ssl)
{
    const long verified = SSL_get_verify_result(ssl);
    if (verified != X509_V_OK) {
        ERR_clear_error();
        return std::string("certificate refused: ") + X509_verify_cert_error_string(verified);
    }
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    const char* reason = ERR_reason_error_string(code);
    return std::string("TLS handshake failed: ") + (reason ? reason : "the peer ended it");
}

} // namespace gatehouse::http
