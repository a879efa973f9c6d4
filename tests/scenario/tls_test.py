# SPDX-FileCopyrightText: 2026 The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The gateway behind TLS: a certificate from files, nothing older than TLS 1.2, plain callers refused."""
import signal
import ssl
import subprocess
import unittest

from support import KEY, Scenario, eventually, shop


class Tls(Scenario):
    def setUp(self):
        super().setUp()
        self.certificate, self.key = self.folder / "gateway.pem", self.folder / "gateway.key"
        self.issue(self.certificate, self.key)
        self.start(shop(self.upstream().url, extra=f"gateway:\n  tls: {{certificate: {self.certificate}, key: {self.key}}}\n"))

    def issue(self, certificate, key):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
                       check=True, capture_output=True)

    def served(self):
        """The certificate that a new connection gets, in PEM."""
        host, port = self.gateway.removeprefix("https://").split(":")
        return ssl.get_server_certificate((host, int(port)))

    def on_disk(self):
        return ssl.DER_cert_to_PEM_cert(ssl.PEM_cert_to_DER_cert(self.certificate.read_text()))

    def test_it_serves_https(self):
        self.assertTrue(self.gateway.startswith("https://"))
        context = ssl.create_default_context(cafile=str(self.certificate))
        self.assertEqual(self.ask("GET", "/orders/1", context=context).status, 200)

    def test_new_files_are_served_without_a_restart(self):
        kept = self.connect(context=ssl._create_unverified_context())
        self.addCleanup(kept.close)

        def asks():
            kept.request("GET", "/orders/1", headers={"Authorization": f"Bearer {KEY}"})
            answer = kept.getresponse()
            answer.read()
            return answer.status

        self.assertEqual(asks(), 200)
        before = self.served()
        self.assertEqual(before, self.on_disk())
        for way in ("written in place", "renamed over", "junk first"):
            if way == "written in place":
                self.issue(self.certificate, self.key)
            else:
                if way == "junk first":
                    self.certificate.write_text("no certificate")
                    eventually(lambda: "certificates were not read again" in self.log(), "the refusal in the log")
                    self.assertEqual(self.served(), before)
                new = [self.folder / name for name in ("new.pem", "new.key")]
                self.issue(*new)
                new[0].rename(self.certificate)
                new[1].rename(self.key)
            # Each worker takes it by itself, and which one answers is the system's choice.
            eventually(lambda: all(self.served() == self.on_disk() for _ in range(8)), f"the certificate {way}")
            self.assertNotEqual(self.served(), before)
            self.assertEqual(self.ask("GET", "/orders/1", context=ssl.create_default_context(cafile=str(self.certificate))).status, 200)
            before = self.served()
        self.assertEqual(asks(), 200)  # Who is connected stays connected.

    def test_sighup_reads_the_certificate_again(self):
        known = self.log().count("certificates were read again")
        self.server.send_signal(signal.SIGHUP)
        eventually(lambda: self.log().count("certificates were read again") > known, "the reading")
        self.assertEqual(self.ask("GET", "/orders/1").status, 200)

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
