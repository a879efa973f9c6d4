// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/IpAddress.h"

#include <QTest>

using namespace gatehouse;

/// Addresses and networks as people and sockets write them.
class IpAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAddresses()
    {
        QVERIFY(IpAddress::parse("192.0.2.1")->v4);
        QVERIFY(!IpAddress::parse("2001:db8::1")->v4);
        QVERIFY(IpAddress::parse("::ffff:192.0.2.1")->v4);
        QVERIFY(IpAddress::parse("fe80::1%eth0").has_value());
        for (const char* wrong : {"", "192.0.2", "192.0.2.256", "unknown", "1::2::3", "[::1]",
                                  "1111:2222:3333:4444:5555:6666:7777:8888:9999:0000:1111"})
            QVERIFY2(!IpAddress::parse(wrong).has_value(), wrong);
    }

    void networksHoldTheirAddresses()
    {
        const auto in = [](const char* network, const char* address) {
            return IpNetwork::parse(network)->contains(*IpAddress::parse(address));
        };
        QVERIFY(in("10.0.0.0/8", "10.255.1.2"));
        QVERIFY(!in("10.0.0.0/8", "11.0.0.0"));
        QVERIFY(in("10.0.0.0/8", "::ffff:10.1.1.1"));
        QVERIFY(in("192.0.2.128/25", "192.0.2.200"));
        QVERIFY(!in("192.0.2.128/25", "192.0.2.127"));
        QVERIFY(in("2001:db8::/33", "2001:db8:7fff::1"));
        QVERIFY(!in("2001:db8::/33", "2001:db8:8000::1"));
        QVERIFY(in("0.0.0.0/0", "203.0.113.9"));
        QVERIFY(!in("0.0.0.0/0", "2001:db8::1"));
        QVERIFY(in("::1", "::1"));
        for (const char* wrong : {"10.0.0.0/33", "10.0.0.0/", "::/129", "10.0.0.0/8x", "/8"})
            QVERIFY2(!IpNetwork::parse(wrong).has_value(), wrong);
    }

    void namesTheNetworkOfACaller()
    {
        const auto text = [](const char* address, unsigned bits) {
            return IpAddress::parse(address)->networkText(bits);
        };
        QCOMPARE(text("2001:db8:1:2:3:4:5:6", 64), std::string("2001:db8:1:2::/64"));
        QCOMPARE(text("2001:db8:1:2:3:4:5:6", 36), std::string("2001:db8::/36"));
        QCOMPARE(text("2001:db8::1", 128), std::string("2001:db8::1"));
        QCOMPARE(text("192.0.2.1", 64), std::string("192.0.2.1"));
    }
};

QTEST_APPLESS_MAIN(IpAddressTest)
#include "IpAddressTest.moc"
