// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/DrawnHour.h"

#include "demo/DemoPlan.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace gatehouse::demo {

namespace {

using telemetry::Attempt;
using telemetry::ExchangeKind;
using telemetry::RefusedBy;
using telemetry::RequestRecord;

constexpr int kSeconds = 3600;
constexpr int kMinerStarts = kSeconds - 14 * 60;
constexpr int kParcelBDown = kSeconds - 22 * 60;
constexpr int kOrdersCanary = kSeconds - 43 * 60;

/// Average with burst, in steps of a second: what the rule "Data science, Sentiment requests"
/// admits.
class Bucket
{
public:
    void tick() { m_tokens = std::min(kBurst, m_tokens + kPerSecond); }
    bool take()
    {
        if (m_tokens < 1)
            return false;
        m_tokens -= 1;
        return true;
    }

private:
    static constexpr double kBurst = 200;
    static constexpr double kPerSecond = 20;
    double m_tokens = kBurst;
};

class Painter
{
public:
    explicit Painter(Timestamp end)
        : m_begin(end - std::chrono::seconds(kSeconds))
    {
    }

    std::vector<RequestRecord> minute(int first)
    {
        std::vector<RequestRecord> records;
        records.reserve(14'000);
        for (int second = first; second < first + 60; ++second) {
            const std::size_t sorted = records.size();
            m_rule.tick();
            for (const PlannedCalls& calls : kPlan) {
                const int count = std::poisson_distribution<int>(rate(calls, second))(m_random);
                for (int i = 0; i < count; ++i)
                    records.push_back(record(calls, second));
            }
            std::sort(
                records.begin() + static_cast<std::ptrdiff_t>(sorted), records.end(),
                [](const RequestRecord& a, const RequestRecord& b) { return a.start < b.start; });
        }
        return records;
    }

    /// Three tries, then Mistral: the one exchange that the pictures open.
    RequestRecord opened()
    {
        RequestRecord r =
            begin(*std::ranges::find_if(kPlan,
                                        [](const PlannedCalls& calls) {
                                            return calls.application == "support-desk" &&
                                                   calls.path == kChatPath;
                                        }),
                  m_begin + std::chrono::seconds(kSeconds) - std::chrono::milliseconds(509));
        answer(r, kMistral, 812, 236);
        r.cachedTokens = 256;
        r.cost = NanoUsd{263'000};
        r.attempts = {{"openai", "main", 429, 400, 96'400, "429"},
                      {"openai", "batch", 503, 96'400, 308'400, "overloaded"},
                      {"mistral", "default", 200, 308'400, 2'450'000, ""}};
        r.phases = {180, 400, 309'000, 309'400, 690'000, 708'000, 2'450'000};
        r.capture = conversation();
        return r;
    }

private:
    /// The provider's side of its three tries.
    static void addTries(telemetry::Capture& said)
    {
        const auto add = [&said](std::string url, std::string_view model, std::string_view key,
                                 std::uint16_t status, std::string_view answer) {
            auto& one = said.tries.emplace_back();
            one.attempt = static_cast<std::uint32_t>(said.tries.size() - 1);
            one.url = std::move(url);
            one.status = status;
            one.requestHeaders = {{"content-type", "application/json"},
                                  {"authorization", "***" + std::string(key)}};
            one.request.data = said.request.data;
            one.request.data.replace(one.request.data.find("fast"), 4, model);
            one.request.size = one.request.data.size();
            one.responseHeaders = {{"content-type", "application/json"}};
            one.response.data = answer;
            one.response.size = answer.size();
            return &one;
        };
        constexpr const char* kOpenAi = "https://api.openai.com/v1/chat/completions";
        add(kOpenAi, "gpt-6-luna", "7fQk", 429,
            R"({"error":{"message":"Rate limit reached for gpt-6-luna: limit 1200000, used )"
            R"(1199640 tokens a minute. Try again in 34 s.","type":"tokens",)"
            R"("code":"rate_limit_exceeded"}})")
            ->responseHeaders.emplace_back("retry-after", "34");
        add(kOpenAi, "gpt-6-luna", "Xe2a", 503,
            R"({"error":{"message":"The engine is overloaded.","type":"server_error"}})");
        auto* const last = add("https://api.mistral.ai/v1/chat/completions", "mistral-small-latest",
                               "m0Vd", 200, {});
        last->sameResponse = true;
        last->responseHeaders = {{"content-type", "text/event-stream"}};
        last->response.size = said.response.size;
    }

    /// What was said in the exchange that the pictures open: one event a word.
    static std::unique_ptr<telemetry::Capture> conversation()
    {
        auto said = std::make_unique<telemetry::Capture>();
        said->requestHeaders = {{"host", "127.0.0.1:8480"},
                                {"authorization", "Bearer gh_5tQw…"},
                                {"content-type", "application/json"}};
        said->request.data =
            R"({"model":"fast","stream":true,"messages":[{"role":"system","content":)"
            R"("You answer customers of a web shop, politely and in short."},{"role":"user",)"
            R"("content":"Where is my parcel? The number is 3310."}]})";
        said->responseHeaders = {{"content-type", "text/event-stream"},
                                 {"x-gatehouse-provider", "mistral"}};
        std::string& out = said->response.data;
        const auto event = [&out](std::string_view delta, std::string_view finish) {
            out +=
                fmt::format(R"(data: {{"choices":[{{"index":0,"delta":{},"finish_reason":{}}}]}})"
                            "\n\n",
                            delta, finish);
        };
        event(R"({"role":"assistant"})", "null");
        constexpr std::string_view kWords =
            "Hello Mrs Okafor, your parcel left our warehouse on Monday and reached the depot in "
            "your town this morning. The driver has it with him and will be with you between four "
            "and six o'clock. If nobody is at home, he leaves it with the neighbours whom you "
            "named. Is there anything else that I can do for you today?";
        for (std::size_t at = 0; at < kWords.size();) {
            const std::size_t end = std::min(kWords.find(' ', at), kWords.size() - 1) + 1;
            event(fmt::format(R"({{"content":"{}"}})", kWords.substr(at, end - at)), "null");
            at = end;
        }
        event("{}", R"("stop")");
        out += "data: [DONE]\n\n";
        said->request.size = said->request.data.size();
        said->response.size = out.size();
        addTries(*said);
        return said;
    }

    double uniform() { return std::uniform_real_distribution<double>(0, 1)(m_random); }
    double around(double median, double sigma)
    {
        return std::lognormal_distribution<double>(std::log(median), sigma)(m_random);
    }

    /// Slow waves, so that no line is flat.
    double rate(const PlannedCalls& calls, int second) const
    {
        if (calls.application == "review-miner")
            return second < kMinerStarts ? 0
                                         : calls.perSecond * (1 + 0.12 * std::sin(second / 47.0) +
                                                              0.08 * std::sin(second / 19.0));
        const double phase = static_cast<double>(calls.path.size()) + calls.perSecond;
        return calls.perSecond *
               (1 + 0.05 * std::sin(second * 2 * std::numbers::pi / 1300 + phase) +
                0.03 * std::sin(second / 37.0 + phase));
    }

    std::string id(Timestamp start)
    {
        constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        std::string text(26, '0');
        auto millis = static_cast<std::uint64_t>(toUnixMillis(start));
        for (int i = 9; i >= 0; --i, millis >>= 5)
            text[static_cast<std::size_t>(i)] = kDigits[millis & 31];
        for (std::size_t i = 10; i < text.size(); ++i)
            text[i] = kDigits[m_random() & 31];
        return text;
    }

    RequestRecord begin(const PlannedCalls& calls, Timestamp start)
    {
        RequestRecord r;
        r.start = start;
        r.id = id(start);
        r.kind = calls.model ? ExchangeKind::Ai : ExchangeKind::Rest;
        r.method = calls.method;
        for (const char c : calls.path)
            c == '#' ? r.path += std::to_string(1000 + m_random() % 9000) : r.path += c;
        r.status = 200;
        r.api = calls.api;
        r.route = calls.route;
        r.application = calls.application;
        r.team = calls.team;
        r.key = calls.key;
        r.clientAddress = fmt::format("10.0.{}.{}", calls.application.size(), 1 + m_random() % 214);
        return r;
    }

    RequestRecord record(const PlannedCalls& calls, int second)
    {
        RequestRecord r = begin(
            calls, m_begin + std::chrono::microseconds(second * 1'000'000LL +
                                                       static_cast<int>(uniform() * 999'999)));
        calls.model ? ai(r, calls, second) : rest(r, calls, second);
        return r;
    }

    void refuse(RequestRecord& r, RefusedBy by, std::uint32_t micros, std::string_view error)
    {
        r.status = 429;
        r.refusedBy = by;
        r.error = error;
        r.phases.head = 120;
        r.phases.admitted = by == RefusedBy::OwnRule ? 0 : 300;
        r.phases.lastByte = micros;
    }

    void rest(RequestRecord& r, const PlannedCalls& calls, int second)
    {
        double millis = around(calls.medianMillis, 0.88);
        const int sinceCanary = second - kOrdersCanary;
        if (calls.api == "orders" && sinceCanary >= 0 && sinceCanary < 40)
            millis *= 3; // The new revision warms up.
        const double luck = uniform();
        const double broken = calls.api == "parcels" && second >= kParcelBDown ? 0.051 : 0.003;
        if (luck < broken) {
            r.status = 502;
            r.error = "upstream_refused";
        } else if (luck < broken + 0.02) {
            r.status = 404;
        } else if (luck < broken + 0.026) {
            r.status = 422;
        } else if (calls.method == "POST") {
            r.status = 201;
        }
        r.bytesIn = calls.method == "POST" ? 200 + m_random() % 900 : 0;
        r.bytesOut = 300 + m_random() % 6000;
        const auto total = static_cast<std::uint32_t>(millis * 1000) + 600;
        r.phases = {90, 260, 340, 380, total - 90, 0, total};
        r.attempts.push_back(
            {fmt::format("http://{}-{}.acme.internal:9400", calls.api, m_random() & 1 ? 'a' : 'b'),
             "", static_cast<std::uint16_t>(r.status == 502 ? 0 : r.status), 260, total - 90, ""});
    }

    void answer(RequestRecord& r, const PlannedModel& model, Tokens input, Tokens output)
    {
        r.modelAsked = model.asked;
        r.modelUsed = model.used;
        r.provider = model.provider;
        r.providerKey = model.providerKey;
        r.stream = r.application == "support-desk";
        r.finish = "stop";
        r.inputTokens = input;
        r.outputTokens = output;
        r.cost = NanoUsd{input * model.nanoPerInput + output * model.nanoPerOutput};
        r.bytesIn = static_cast<std::uint64_t>(input) * 4;
        r.bytesOut = static_cast<std::uint64_t>(output) * 5 + 400;
    }

    void ai(RequestRecord& r, const PlannedCalls& calls, int second)
    {
        r.modelAsked = calls.model->asked;
        if (calls.api == "sentiment" && calls.team == "data-science" && !m_rule.take()) {
            refuse(r, RefusedBy::OwnRule, 350 + static_cast<std::uint32_t>(m_random() % 200),
                   "rule data-science-sentiment");
            return;
        }
        const bool busy = second >= kSeconds - 150 || (second > 1570 && second < 1610);
        const double luck = uniform();
        if (luck < (busy ? 0.014 : 0.001)) {
            refuse(r, RefusedBy::Provider, 96'000, "provider_limit");
            r.provider = calls.model->provider;
            r.providerKey = calls.model->providerKey;
            return;
        }
        if (luck < 0.004 + (busy ? 0.014 : 0.001)) {
            r.status = 502;
            r.error = "provider_failed";
            r.provider = calls.model->provider;
            r.phases = {120, 300, 900, 1100, 0, 0, 1'200'000};
            return;
        }
        const double load = second >= kMinerStarts ? 1.18 : 1;
        const bool isChat = calls.api.empty();
        answer(r, *calls.model, static_cast<Tokens>(around(isChat ? 620 : 330, 0.4)),
               static_cast<Tokens>(around(isChat ? 150 : 70, 0.45)));
        r.cachedTokens = uniform() < 0.36 ? r.inputTokens / 2 : 0;
        const auto first =
            static_cast<std::uint32_t>(around(calls.model->firstTokenMillis, 0.42) * 1000 * load);
        const auto total = first + static_cast<std::uint32_t>(static_cast<double>(r.outputTokens) *
                                                              2600 * around(1, 0.2));
        r.phases = {120, 320, 900, 1100, first - 9000, first, total};
        r.attempts.push_back({r.provider, r.providerKey, 200, 320, total, ""});
    }

    Timestamp m_begin;
    std::mt19937_64 m_random{20261124};
    Bucket m_rule;
};

} // namespace

void drawHour(Timestamp end, const RecordSlice& slice)
{
    Painter painter(end);
    const Timestamp begin = end - std::chrono::seconds(kSeconds);
    for (int minute = 0; minute < kSeconds / 60; ++minute) {
        std::vector<RequestRecord> records = painter.minute(minute * 60);
        if (minute == kSeconds / 60 - 1) {
            RequestRecord opened = painter.opened();
            const auto after =
                std::ranges::upper_bound(records, opened.start, {}, &RequestRecord::start);
            records.insert(after, std::move(opened));
        }
        slice(std::move(records), begin + std::chrono::minutes(minute),
              begin + std::chrono::minutes(minute + 1));
    }
}

telemetry::DayTotals drawnMorning()
{
    return {.requests = 6'780'000,
            .errors5xx = 17'900,
            .refused429 = 1'240,
            .tokensIn = 402'000'000,
            .tokensOut = 88'000'000,
            .cost = NanoUsd{240'000'000'000}};
}

} // namespace gatehouse::demo
