# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The gateway behind TLS: a certificate from files, nothing older than TLS 1.2, plain callers refused."""
import ssl
import subprocess
import unittest

from support import Scenario, shop


class Tls(Scenario):
    def setUp(self):
        super().setUp()
        self.certificate, key = self.folder / "gateway.pem", self.folder / "gateway.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", self.certificate],
                       check=True, capture_output=True)
        self.start(shop(self.upstream().url, extra=f"gateway:\n  tls: {{certificate: {self.certificate}, key: {key}}}\n"))

    def test_it_serves_https(self):
        self.assertTrue(self.gateway.startswith("https://"))
        context = ssl.create_default_context(cafile=str(self.certificate))
        self.assertEqual(self.ask("GET", "/orders/1", context=context).status, 200)

    def test_nothing_older_than_1_2(self):
        context = ssl._create_unverified_context()
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        with self.assertRaises((ssl.SSLError, ConnectionError)):
            self.ask("GET", "/orders/1", context=context)

    def test_a_plain_caller_gets_no_answer_from_the_api(self):
        self.assertNotIn(b" 200 ", self.raw(b"GET /healthz HTTP/1.1\r\nHost: g\r\n\r\n"))


if __name__ == "__main__":
    unittest.main()
