// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/Cache.h"
#include "cache/HttpRules.h"

#include "gateway/Steps.h"
#include "http/Head.h"
#include "model/Cache.h"

#include <memory>
#include <string>

/// The step `recall`: answers that were kept, and equal calls in flight that share one.
namespace gatehouse::gateway {

/// What recall knows of one exchange; there only where its route is cached. Owned by the exchange.
class Recall
{
public:
    explicit Recall(cache::Cache& cache)
        : m_cache(cache)
    {
    }
    /// A flight that it leads and that is not complete fails: others ask themselves.
    ~Recall();
    Recall(const Recall&) = delete;
    Recall& operator=(const Recall&) = delete;

    model::CachePolicy policy;
    std::string owner; ///< `apis/orders`, `model_routes/fast`
    cache::Key key;
    cache::RequestRules rules; ///< What the caller wants of the cache.
    telemetry::CacheUse use = telemetry::CacheUse::Miss;
    cache::AnswerPointer found; ///< A kept answer that will do.

    std::shared_ptr<cache::Flight> flight; ///< That it leads, or follows.
    bool leads = false;
    bool open = false;        ///< Others may join it.
    cache::Digest question{}; ///< By which they do.
    bool handedOver = false;  ///< Its caller has gone; somebody else pays.
    bool pays = false;        ///< It follows, but the leader has handed over to it.
    bool unsafe = false;      ///< A call that may change the resource.
    bool kept = false;        ///< Its answer is in the store.

    [[nodiscard]] cache::Cache& cache() const { return m_cache; }
    /// Whether what it used is somebody else's to pay, or nobody's.
    [[nodiscard]] bool isFree() const { return handedOver || (isSaved() && !pays); }
    /// It was answered without a call of its own.
    [[nodiscard]] bool isSaved() const
    {
        return use == telemetry::CacheUse::Hit || use == telemetry::CacheUse::Coalesced;
    }
    /// Begins to lead: with others where the route coalesces, else for the store alone. False when
    /// somebody else leads and it follows.
    [[nodiscard]] bool lead(bool mayJoin);
    /// Lets those go who follow a call that brought nothing.
    void leaveFlight();
    /// Nobody joins any more: who asks now asks anew, or finds what was kept.
    void closeFlight();

private:
    cache::Cache& m_cache;
};

/// All values of a field of the request, joined by commas.
[[nodiscard]] std::string fieldValue(const Exchange& x, std::string_view name);
/// One note says that the resource has several answers; each then has a key of its own.
[[nodiscard]] cache::Key variantKey(const Exchange& x, const Recall& recall,
                                    const std::vector<std::string>& names);
/// Who may share answers with this caller.
[[nodiscard]] std::string sharers(const Exchange& x, model::CachePartition partition);
/// `x-gatehouse-cache: hit`, `miss` or `coalesced`; nothing where the route is not cached.
void addCacheField(const Exchange& x, http::FieldBlock& fields);

/// A model call whose body was read, before limits: looks for a kept answer.
void lookUpModel(Exchange& x, const ModelMatch& match);
/// After limits: `answer` is a kept one or that of an equal call, when true. Gone when the client
/// left meanwhile.
struct Recalled
{
    bool answered = false;
    bool gone = false;
};
[[nodiscard]] http::Task<Recalled> recallModel(Exchange& x, const ModelMatch& match);
/// The provider has answered (`answer`): whoever follows reads along. Without an answer they are
/// let go.
void shareModel(Exchange& x);

/// A call of an API: answered from the cache, or Go.
[[nodiscard]] http::Task<Next> recallRest(Exchange& x);
/// Its upstream's answer begins; `fields` are those that are sent on to anybody.
void shareRestHead(Exchange& x, const http::ResponseHead& head, const http::FieldBlock& fields);
void shareRestPiece(Exchange& x, std::string_view bytes, bool last);

/// All of a good answer was read: keeps it where it may be kept, before its last byte leaves, so
/// that whoever has the whole answer finds it kept.
void keepAnswer(Exchange& x);
/// The exchange is over: counts what was saved, forgets what a call has changed.
void endRecall(Exchange& x);
/// The caller is gone, but others follow: reads on for them. After everything else.
[[nodiscard]] http::Task<void> carryOn(Exchange& x);

} // namespace gatehouse::gateway
