// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Answer.h"

#include <QNetworkReply>

namespace gatehouse::client {

const FieldFault* Problem::faultOf(QStringView path) const
{
    for (const FieldFault& fault : faults) {
        if (fault.path.startsWith(path)) {
            const qsizetype end = path.size();
            if (fault.path.size() == end || fault.path[end] == u'.' || fault.path[end] == u'[')
                return &fault;
        }
    }
    return nullptr;
}

void Ticket::cancel()
{
    if (QNetworkReply* reply = m_reply.data()) {
        m_reply.clear();
        reply->disconnect();
        reply->abort();
        reply->deleteLater();
    }
}

} // namespace gatehouse::client
