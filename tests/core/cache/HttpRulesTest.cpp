// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/HttpRules.h"

#include <QTest>

#include <map>

using namespace gatehouse;
using namespace gatehouse::cache;
using namespace std::chrono_literals;

namespace {

FieldValue fields(std::map<std::string, std::string, std::less<>> values)
{
    return [values = std::move(values)](std::string_view name) {
        const auto found = values.find(name);
        return found == values.end() ? std::string() : found->second;
    };
}

const Timestamp kNow = *parseHttpDate("Tue, 24 Nov 2026 08:52:06 GMT");

AnswerRules rules(std::map<std::string, std::string, std::less<>> answer, bool credential = false,
                  unsigned status = 200)
{
    return answerRules(status, fields(std::move(answer)), 1h, credential, kNow);
}

} // namespace

/// What RFC 9111 lets a shared cache do.
class HttpRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void directivesAreReadWhateverTheirCase()
    {
        const auto read =
            parseCacheControl(R"(Max-Age=60, S-MAXAGE="30" ,no-store,Public, x="a,private")");
        QVERIFY(read.noStore && read.isPublic && !read.isPrivate);
        QVERIFY(read.maxAge == 60s);
        QVERIFY(read.sMaxAge == 30s);
    }
    void theSmallestOfTwoAgesHoldsAndWrongOnesAreNone()
    {
        QVERIFY(parseCacheControl("max-age=60, max-age=10").maxAge == 10s);
        QVERIFY(parseCacheControl("max-age=-1").maxAge == 0s);
        QVERIFY(parseCacheControl("max-age=soon").maxAge == 0s);
        QVERIFY(parseCacheControl("max-age=99999999999999999999").maxAge >= 24h * 365);
    }
    void datesAreReadInThePreferredFormOnly()
    {
        QCOMPARE(kNow.time_since_epoch().count(), 1795510326000000);
        QVERIFY(!parseHttpDate("Tuesday, 24-Nov-26 08:52:06 GMT"));
        QVERIFY(!parseHttpDate("Tue, 31 Feb 2026 08:52:06 GMT"));
        QVERIFY(!parseHttpDate("Tue, 24 Nov 2026 24:52:06 GMT"));
    }

    void onlyGetAndHeadAreAnsweredFromTheCache()
    {
        QVERIFY(requestRules("GET", fields({})).mayUse);
        QVERIFY(requestRules("HEAD", fields({})).mayUse);
        QVERIFY(!requestRules("HEAD", fields({})).mayKeep);
        QVERIFY(!requestRules("POST", fields({})).mayUse);
        QVERIFY(!requestRules("POST", fields({})).mayKeep);
    }
    void theClientMayForbidEither()
    {
        const auto noCache = requestRules("GET", fields({{"cache-control", "no-cache"}}));
        QVERIFY(!noCache.mayUse && noCache.mayKeep);
        const auto noStore = requestRules("GET", fields({{"cache-control", "no-store"}}));
        QVERIFY(!noStore.mayUse && !noStore.mayKeep);
        QVERIFY(!requestRules("GET", fields({{"pragma", "no-cache"}})).mayUse);
        // Cache-Control is newer and wins.
        QVERIFY(
            requestRules("GET", fields({{"pragma", "no-cache"}, {"cache-control", "max-age=5"}}))
                .mayUse);
        QVERIFY(requestRules("GET", fields({{"cache-control", "max-age=5"}})).maxAge == 5s);
        QVERIFY(!requestRules("GET", fields({{"range", "bytes=0-1"}})).mayUse);
    }

    void freshnessIsToldInThisOrder()
    {
        QVERIFY(rules({{"cache-control", "s-maxage=10, max-age=20"}}).fresh == 10s);
        QVERIFY(
            rules({{"cache-control", "max-age=20"}, {"expires", "Tue, 24 Nov 2026 08:52:36 GMT"}})
                .fresh == 20s);
        QVERIFY(rules({{"expires", "Tue, 24 Nov 2026 08:52:36 GMT"},
                       {"date", "Tue, 24 Nov 2026 08:52:06 GMT"}})
                    .fresh == 30s);
        QVERIFY(rules({}).fresh == 1h); // the route's own
        QVERIFY(rules({{"cache-control", "max-age=7200"}}).fresh == 1h);
        QVERIFY(!rules({{"expires", "0"}}).mayKeep);
        QVERIFY(!rules({{"cache-control", "max-age=0"}}).mayKeep);
    }
    void theAgeThatItCameWithCounts()
    {
        const auto aged = rules({{"cache-control", "max-age=60"}, {"age", "45"}});
        QVERIFY(aged.age == 45s && aged.fresh == 15s);
        QVERIFY(!rules({{"cache-control", "max-age=60"}, {"age", "60"}}).mayKeep);
        QVERIFY(rules({{"cache-control", "max-age=60"}, {"date", "Tue, 24 Nov 2026 08:51:56 GMT"}})
                    .fresh == 50s);
    }
    void whatIsNotForEverybodyIsNotKept()
    {
        for (const char* const told : {"no-store", "private", "no-cache", "private=\"x\""})
            QVERIFY2(!rules({{"cache-control", told}}).mayShare, told);
        QVERIFY(!rules({{"set-cookie", "a=b"}}).mayShare);
        QVERIFY(!rules({{"vary", "*"}}).mayShare);
        for (const unsigned status : {206U, 302U, 304U, 404U, 429U, 500U, 503U})
            QVERIFY2(!rules({}, false, status).mayShare, std::to_string(status).c_str());
    }
    void credentialsThatTheUpstreamSeesNeedItsWord()
    {
        QVERIFY(!rules({{"cache-control", "max-age=60"}}, true).mayShare);
        for (const char* const told : {"public", "s-maxage=60", "must-revalidate, max-age=60"})
            QVERIFY2(rules({{"cache-control", told}}, true).mayShare, told);
    }
    void namesOfVaryAreSortedAndCodingsAddTheirs()
    {
        QCOMPARE(rules({{"vary", "Origin, accept"}}).vary,
                 (std::vector<std::string>{"accept", "origin"}));
        QCOMPARE(rules({{"content-encoding", "gzip"}}).vary,
                 (std::vector<std::string>{"accept-encoding"}));
    }
    void tagsAreComparedWeakly()
    {
        QVERIFY(namesTag(R"("a", W/"b")", R"("b")"));
        QVERIFY(namesTag("*", R"("b")"));
        QVERIFY(!namesTag(R"("a")", R"("b")"));
        QVERIFY(!namesTag("*", ""));
    }
};

QTEST_APPLESS_MAIN(HttpRulesTest)
#include "HttpRulesTest.moc"
