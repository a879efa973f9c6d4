// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QString>

#include <expected>
#include <functional>

class QNetworkReply;
class QObject;

namespace gatehouse::client {

/// One fault of the input, as the server tells it: where it stands and what is wrong.
struct FieldFault
{
    int line = 0; ///< Of a YAML text; 0 = none
    QString path; ///< `routes[0].path`
    QString message;
};

/// Why a call failed, in words that a person can act on.
struct Problem
{
    enum class Kind : quint8
    {
        Unreachable,  ///< Nobody answers at the address, or the connection broke.
        Unauthorized, ///< The token is not accepted.
        Forbidden,    ///< The token may not do this.
        NotFound,
        Conflict, ///< It exists already, or something refers to it.
        Changed,  ///< Somebody else saved it meanwhile; read it again before saving.
        Invalid,  ///< The input is wrong; `faults` says where.
        Other,
    };

    Kind kind = Kind::Other;
    int status = 0;           ///< HTTP status; 0 when there was no answer
    QString code;             ///< The server's word (`invalid`, `not_found`, ...); may be empty
    QString message;          ///< One sentence.
    QString detail;           ///< The technical part, for folding out; may be empty
    QList<FieldFault> faults; ///< For Kind::Invalid.

    /// The fault that belongs to a field, by the beginning of its path; null when there is none.
    [[nodiscard]] const FieldFault* faultOf(QStringView path) const;
};

template <typename T>
using Answer = std::expected<T, Problem>;

/// Called once, in the thread of the caller, never before the call that it belongs to has returned.
template <typename T>
using Callback = std::function<void(Answer<T>)>;

/// Keeps late answers away: of all calls made with one ticket only the newest answers, the ones
/// before it are given up. A view holds one ticket for each thing that it shows. Destroying the
/// ticket gives up the call that is under way.
class Ticket
{
public:
    Ticket() = default;
    ~Ticket() { cancel(); }
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;

    /// Gives up the call under way, if any; its callback is never called.
    void cancel();
    [[nodiscard]] bool isWaiting() const { return !m_reply.isNull(); }

private:
    friend class AdminClient;
    QPointer<QNetworkReply> m_reply;
};

/// Who waits for an answer. The callback is dropped when `context` dies or when the ticket is used
/// for a newer call.
struct Receiver
{
    // NOLINTNEXTLINE(google-explicit-constructor): calls read as `client.status(this, ...)`
    Receiver(QObject* waiting)
        : context(waiting)
    {
    }
    Receiver(QObject* waiting, Ticket& latest)
        : context(waiting)
        , ticket(&latest)
    {
    }

    QObject* context;
    Ticket* ticket = nullptr;
};

} // namespace gatehouse::client
