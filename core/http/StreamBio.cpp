// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/StreamBio.h"

#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <cerrno>

namespace gatehouse::http {

namespace {

bool isLater()
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

int readBio(BIO* bio, char* into, int size)
{
    BIO_clear_retry_flags(bio);
    const auto got =
        static_cast<RawBytes*>(BIO_get_data(bio))->receive(into, static_cast<std::size_t>(size));
    if (got < 0 && isLater())
        BIO_set_retry_read(bio);
    if (got == 0)
        BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
    return static_cast<int>(got);
}

int writeBio(BIO* bio, const char* from, int size)
{
    BIO_clear_retry_flags(bio);
    const auto put =
        static_cast<RawBytes*>(BIO_get_data(bio))->transmit(from, static_cast<std::size_t>(size));
    if (put < 0 && isLater())
        BIO_set_retry_write(bio);
    return static_cast<int>(put);
}

long controlBio(BIO* bio, int command, long, void*)
{
    if (command == BIO_CTRL_EOF)
        return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0;
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}

const BIO_METHOD* method()
{
    static BIO_METHOD* const made = [] {
        BIO_METHOD* const one =
            BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "gatehouse stream");
        if (one) {
            BIO_meth_set_read(one, readBio);
            BIO_meth_set_write(one, writeBio);
            BIO_meth_set_ctrl(one, controlBio);
        }
        return one;
    }();
    return made;
}

} // namespace

bool attach(SSL* ssl, RawBytes& bytes)
{
    BIO* const bio = method() ? BIO_new(method()) : nullptr;
    if (!bio)
        return false;
    BIO_set_data(bio, &bytes);
    BIO_set_init(bio, 1);
    SSL_set_bio(ssl, bio, bio);
    return true;
}

} // namespace gatehouse::http
