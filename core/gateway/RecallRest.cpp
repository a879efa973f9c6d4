// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Text.h"
#include "gateway/Capture.h"
#include "gateway/LimitAnswer.h"
#include "gateway/Recall.h"
#include "gateway/SharedAnswer.h"

namespace gatehouse::gateway {

namespace {

/// Fields that answers vary by so often that calls which differ in them do not wait for each other.
constexpr std::array<std::string_view, 4> kUsualVary{"accept", "accept-encoding", "accept-language",
                                                     "origin"};

bool isSafe(std::string_view method)
{
    return method == "GET" || method == "HEAD" || method == "OPTIONS" || method == "TRACE";
}

/// What the upstream sees of the caller's own credentials.
bool showsCredential(const Exchange& x)
{
    const auto& fields = x.http.request().fields;
    const bool authorization =
        fields.find("authorization").has_value() && x.credential != CredentialPlace::Bearer;
    return authorization || fields.find("cookie").has_value();
}

std::string queryOf(const Exchange& x)
{
    const auto& target = x.http.request().target;
    if (x.credential == CredentialPlace::Query)
        return withoutKey(target.query, queryKey(target.query));
    return std::string(target.query);
}

void findKept(Exchange& x)
{
    auto& recall = *x.recall;
    const auto now = x.around.clock.now();
    auto& store = recall.cache().store();
    auto found = store.find(recall.key, now);
    if (found != nullptr && found->marker)
        found = store.find(variantKey(x, recall, found->vary), now);
    if (found == nullptr || found->marker)
        return;
    if ((recall.rules.maxAge && now - found->born > *recall.rules.maxAge) ||
        found->stale - now < recall.rules.minFresh)
        return;
    recall.found = std::move(found);
}

/// The caller's own header values were not those that the answer depends on.
bool variesOtherwise(const cache::Answer& answer)
{
    return std::ranges::any_of(answer.vary, [](const std::string& name) {
        return std::ranges::find(kUsualVary, name) == kUsualVary.end();
    });
}

http::Task<void> answerKept(Exchange& x, const cache::Answer& answer)
{
    http::AnswerHead head;
    head.status = answer.status;
    std::string_view rest = answer.head;
    while (!rest.empty()) {
        const auto end = rest.find("\r\n");
        const auto line = rest.substr(0, end);
        const auto colon = line.find(':');
        if (colon != std::string_view::npos)
            head.fields.add(line.substr(0, colon), text::trim(line.substr(colon + 1)));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
    }
    const auto age = std::chrono::duration_cast<std::chrono::seconds>(
        std::max<Duration>(Duration::zero(), x.around.clock.now() - answer.born));
    head.fields.set("Age", std::to_string(age.count()));
    head.fields.set("x-gatehouse-request-id", x.record.id);
    addCacheField(x, head.fields);
    std::string_view body = answer.body;
    const auto wanted = fieldValue(x, "if-none-match");
    if (!wanted.empty() && cache::namesTag(wanted, answer.etag)) {
        head.status = 304;
        body = {};
    } else {
        head.length = body.size();
    }
    if (x.http.request().method == "HEAD")
        body = {};
    x.answerBytes = body.size();
    settle(x);
    addLimitFields(x, head.fields);
    captureAnswerHead(x, head);
    captureAnswer(x, body);
    x.record.phases.firstByte = x.micros();
    [[maybe_unused]] const bool sent = co_await x.http.respond(std::move(head), body);
}

/// Reads along with an equal call. False when that came to nothing.
http::Task<bool> follow(Exchange& x)
{
    auto& recall = *x.recall;
    const auto from = x.micros();
    auto answer = std::make_unique<FollowAnswer>(x.around.loop, recall.flight);
    x.http.onGone([raw = answer.get()] { raw->cancel(); });
    const bool there = co_await answer->begin();
    x.http.onGone(nullptr);
    x.waitedMicros += x.micros() - from;
    if (!there || x.http.isGone() || variesOtherwise(recall.flight->about()))
        co_return false;
    recall.use = telemetry::CacheUse::Coalesced;
    const auto whole = recall.flight->answer();
    co_await answerKept(x, *whole);
    co_return true;
}

} // namespace

http::Task<Next> recallRest(Exchange& x)
{
    const auto& api = *x.route.api;
    const auto& policy = x.route.route->cache ? *x.route.route->cache : api.cache;
    const auto& request = x.http.request();
    if (!policy.active() || !request.upgrade.empty())
        co_return Next::Go;
    x.recall = std::make_unique<Recall>(x.around.cache);
    auto& recall = *x.recall;
    recall.policy = policy;
    recall.owner = "apis/" + api.id;
    recall.unsafe = !isSafe(request.method);
    const auto who = sharers(x, policy.partition);
    const auto query = queryOf(x);
    const auto revision = std::to_string(api.revision);
    const auto host = api.preserveHost ? request.authority : std::string_view{};
    const std::array<std::string_view, 5> place{"rest", api.id, host, x.path(), query};
    recall.key.place = x.around.cache.digest(place);
    const std::array<std::string_view, 7> texts{"rest", who,      api.id, revision,
                                                host,   x.path(), query};
    recall.key.id = x.around.cache.digest(texts);
    if (recall.unsafe)
        co_return Next::Go;
    const bool hasBody = request.body == http::BodyKind::Chunked ||
                         (request.body == http::BodyKind::Length && request.length > 0);
    if (!hasBody) {
        recall.rules = cache::requestRules(
            request.method, [&x](std::string_view name) { return fieldValue(x, name); });
    }
    if (recall.rules.mayUse)
        findKept(x);
    if (recall.found != nullptr) {
        recall.use = telemetry::CacheUse::Hit;
        co_await answerKept(x, *recall.found);
        co_return Next::Answered;
    }
    if (recall.rules.onlyKept) {
        x.fail(504, "only_if_cached", "nothing fresh is kept, and the call wants nothing else");
        co_return Next::Refuse;
    }
    // What only its asker can use is no answer for others.
    const bool conditional = request.fields.find("if-none-match").has_value() ||
                             request.fields.find("if-modified-since").has_value();
    if (conditional)
        recall.rules.mayKeep = false;
    std::vector<std::string> values;
    std::vector<std::string_view> asked{
        {reinterpret_cast<const char*>(recall.key.id.data()), recall.key.id.size()}};
    for (const auto name : kUsualVary)
        values.push_back(fieldValue(x, name));
    asked.insert(asked.end(), values.begin(), values.end());
    recall.question = x.around.cache.digest(asked);
    if (recall.lead(recall.rules.mayWait && !conditional && !showsCredential(x)))
        co_return Next::Go;
    const bool answered = co_await follow(x);
    if (answered)
        co_return Next::Answered;
    if (x.http.isGone())
        co_return Next::Gone;
    static_cast<void>(recall.lead(false));
    co_return Next::Go;
}

void shareRestHead(Exchange& x, const http::ResponseHead& head, const http::FieldBlock& fields)
{
    if (x.recall == nullptr || !x.recall->leads)
        return;
    auto& recall = *x.recall;
    const auto field = [&head](std::string_view name) {
        std::string out;
        for (const auto& each : head.fields) {
            if (text::equalsIgnoreCase(each.name, name))
                out.append(out.empty() ? "" : ", ").append(each.value);
        }
        return out;
    };
    const auto longest = recall.policy.ttl;
    auto rules =
        cache::answerRules(head.status, field, longest, showsCredential(x), x.around.clock.wall());
    recall.rules.mayKeep = recall.rules.mayKeep && rules.mayKeep;
    // One that flows on and on is never complete, and whoever waits for it would wait for ever.
    const bool flows = field("content-type").starts_with("text/event-stream");
    const bool large = head.hasLength && head.length > cache::Flight::kMostWhole;
    if (!rules.mayShare || large || flows || x.http.request().method != "GET") {
        recall.leaveFlight();
        return;
    }
    cache::Answer about;
    about.status = head.status;
    about.head = fields.text();
    about.etag = field("etag");
    about.born = x.around.clock.now() - std::chrono::duration_cast<Instant::duration>(rules.age);
    about.stale = x.around.clock.now() + rules.fresh;
    about.vary = std::move(rules.vary);
    recall.flight->begin(std::move(about), false);
}

void shareRestPiece(Exchange& x, std::string_view bytes, bool last)
{
    if (x.recall == nullptr || !x.recall->leads)
        return;
    x.recall->flight->add(bytes);
    if (!last)
        return;
    x.recall->flight->complete();
    keepAnswer(x);
}

} // namespace gatehouse::gateway
