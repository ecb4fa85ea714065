"""What a whole message is refused for, and with which code (sections 4, 5 and 15); and who is not spoken to at all."""

import dataclasses
import ssl
import unittest
from datetime import datetime, timezone

import enrolment_pb2
import exchange_pb2
import zstandard
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from test_refusals import SegmentCase
from tingsu_client import enrolment, frames, limits
from tingsu_client.invite import Invite
from tingsu_client.keys import DeviceKey
from tingsu_client.tls import MEDIA_TYPE, ClientCertificate, Connection, ErrorAnswer, UnexpectedServer


def frame(message) -> bytes:
    return frames.encode(message.SerializeToString())


class Messages(SegmentCase):
    def assert_error(self, status: int, code: str, body: bytes, path: str = "/v1/exchange", method: str = "POST",
                     media_type: str = MEDIA_TYPE, connection: Connection | None = None) -> ErrorAnswer:
        with self.assertRaises(ErrorAnswer) as caught:
            (connection or self.client.connection).request(method, path, body, media_type)
        self.assertEqual((caught.exception.status, caught.exception.code), (status, code), caught.exception.message)
        self.assertTrue(caught.exception.message)
        return caught.exception

    def request(self, **fields) -> exchange_pb2.ExchangeRequest:
        return exchange_pb2.ExchangeRequest(protocol=1, **fields)

    def test_bad_frame(self) -> None:
        packed = b"TS\x01\x01" + zstandard.ZstdCompressor().compress(b"x" * 1_000)
        for body in (b"", b"TS", b"XX\x01\x00", b"TS\x01\x07", packed[:-2], packed + b"\0", packed + packed[4:]):
            self.assert_error(400, "bad_frame", body)

    def test_unsupported_version(self) -> None:
        good = frame(self.request())
        self.assert_error(400, "unsupported_version", good[:2] + b"\x02" + good[3:])
        for protocol in (0, 2):
            self.assert_error(400, "unsupported_version", frame(exchange_pb2.ExchangeRequest(protocol=protocol)))
        newer = frame(exchange_pb2.ExchangeRequest(protocol=2))
        self.assert_error(404, "not_found", newer[:2] + b"\x02" + newer[3:], path="/v2/exchange")

    def test_bad_message(self) -> None:
        state, entry = exchange_pb2.ScopeState, exchange_pb2.VectorEntry
        twice = exchange_pb2.VersionVector(entries=[entry(replica=5, seq=1, tag=1), entry(replica=5, seq=2, tag=1)])
        empty = exchange_pb2.VersionVector(entries=[entry(replica=5, seq=0, tag=1)])
        headless = self.log([1]).run(1, 1)
        headless.heads[0].seq = 2
        unsigned = self.log([1]).run(1, 1)
        unsigned.heads[0].signature = b"short"
        misshapen = self.log([1]).run(1, 1)
        misshapen.genesis += b"\0"
        nameless = self.log([1]).run(1, 1)
        nameless.replica = 0
        for message in (
            self.request(scopes=[state(scope=0)]),
            self.request(scopes=[state(scope=7), state(scope=7)]),
            self.request(scopes=[state(scope=7, vector=twice)]),
            self.request(scopes=[state(scope=7, vector=empty)]),
            *(self.request(segments=[each]) for each in (headless, unsigned, misshapen, nameless)),
            self.request(probes=[exchange_pb2.ForkProbe(scope=7, replica=5, places=[
                exchange_pb2.ForkProbe.Place(seq=seq, tag=1) for seq in (1, 2)])]),
        ):
            self.assert_error(400, "bad_message", frame(message))
        self.assert_error(400, "bad_message", b"TS\x01\x00" + b"\xff" * 20)

    def test_too_large(self) -> None:
        # Random bytes do not compress; the second is a bomb of 17 MiB in 600 bytes.
        self.assert_error(413, "too_large", b"TS\x01\x00" + bytes(limits.FRAME_TRAVELLING))
        self.assert_error(
            413, "too_large", b"TS\x01\x01" + zstandard.ZstdCompressor().compress(bytes(17 * limits.MIB)))
        log = self.log([])
        self.append(log, [bytes(limits.BODY + 1)], self.key)
        self.assert_error(413, "too_large", frame(self.request(segments=[log.run(1, 1)])))
        self.assert_error(413, "too_large", frame(self.request(probes=[exchange_pb2.ForkProbe(
            scope=7, replica=5,
            places=[exchange_pb2.ForkProbe.Place(seq=seq, tag=1) for seq in range(100, 100 - 67, -1)])])))

    def test_http(self) -> None:
        good = frame(self.request())
        self.assert_error(415, "wrong_content_type", good, media_type="application/octet-stream")
        self.assert_error(415, "wrong_content_type", good, media_type=MEDIA_TYPE + "; charset=utf-8")
        self.assert_error(404, "not_found", good, path="/v1/elsewhere")
        self.assert_error(405, "method_not_allowed", b"", method="GET")

    def test_nothing_of_a_refused_message_is_stored(self) -> None:
        log = self.log([1])
        message = self.request(segments=[log.run(1, 1)], scopes=[exchange_pb2.ScopeState(scope=0)])
        self.assert_error(400, "bad_message", frame(message))
        self.assertEqual(self.held_at_hub(log), 0)


class Certificates(SegmentCase):
    def connection(self, identity: ClientCertificate | None) -> Connection:
        membership = self.client.membership
        host, port = membership.addresses[0]
        connection = Connection(host, port, membership.authority_pem, membership.servers, identity)
        self.addCleanup(connection.close)
        return connection

    def test_health_needs_no_certificate(self) -> None:
        self.assertEqual(self.connection(None).health(), (200, "text/plain; charset=utf-8", "tingsu 1\n"))

    def test_exchange_needs_one(self) -> None:
        with self.assertRaises(ErrorAnswer) as caught:
            self.connection(None).post("/v1/exchange", frame(exchange_pb2.ExchangeRequest(protocol=1)))
        self.assertEqual((caught.exception.status, caught.exception.code), (403, "certificate_required"))

    def test_another_authority_ends_the_handshake(self) -> None:
        connection = self.connection(self.issue("stranger", DeviceKey.generate(), node=None))
        # The server's alert may overtake its own closing of the line.
        with self.assertRaises((ssl.SSLError, ConnectionError)):
            connection.post("/v1/exchange", frame(exchange_pb2.ExchangeRequest(protocol=1)))

    def test_certificate_that_proves_no_node(self) -> None:
        """Of the county's own authority, with the node id of another key."""
        pem = (self.county.center.folder / "authority/authority.key").read_bytes()
        authority = DeviceKey(serialization.load_pem_private_key(pem, None))
        connection = self.connection(self.issue("imposter", authority, node=self.key.node_id))
        with self.assertRaises(ErrorAnswer) as caught:
            connection.post("/v1/exchange", frame(exchange_pb2.ExchangeRequest(protocol=1)))
        self.assertEqual((caught.exception.status, caught.exception.code), (403, "certificate_unusable"))

    def test_nothing_is_sent_to_a_server_that_is_not_expected(self) -> None:
        membership = dataclasses.replace(self.client.membership, servers=frozenset([bytes(16)]))
        connection = membership.connect()
        self.addCleanup(connection.close)
        with self.assertRaises(UnexpectedServer):
            connection.exchange(exchange_pb2.ExchangeRequest(protocol=1))
        self.assertEqual(connection.requests, 0)

    def test_nothing_is_sent_to_another_county(self) -> None:
        """The authority of the invite is pinned: a server of any other one is none."""
        key = DeviceKey.generate()
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "别县 听诉 CA")])
        other = (
            x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.private.public_key())
            .serial_number(1)
            .not_valid_before(datetime(1970, 1, 1, tzinfo=timezone.utc))
            .not_valid_after(datetime(2099, 12, 31, tzinfo=timezone.utc))
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(key.private, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode())
        connection = dataclasses.replace(self.client.membership, authority_pem=other).connect()
        self.addCleanup(connection.close)
        with self.assertRaises(ssl.SSLCertVerificationError):
            connection.exchange(exchange_pb2.ExchangeRequest(protocol=1))
        self.assertEqual(connection.requests, 0)

    def issue(self, name: str, authority: DeviceKey, node: bytes | None) -> ClientCertificate:
        """A certificate for a new key, signed by `authority`."""
        key = DeviceKey.generate()
        county = x509.load_pem_x509_certificate(self.client.membership.authority_pem.encode())
        uri = f"urn:tingsu:node:{(node or key.node_id).hex()}"
        certificate = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(county.subject)
            .public_key(key.private.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(datetime(1970, 1, 1, tzinfo=timezone.utc))
            .not_valid_after(datetime(2099, 12, 31, tzinfo=timezone.utc))
            .add_extension(x509.SubjectAlternativeName([x509.UniformResourceIdentifier(uri)]), critical=False)
            .sign(authority.private, hashes.SHA256()))
        folder = self.county.work / name
        folder.mkdir()
        key.store(folder / "key.pem")
        (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        return ClientCertificate(folder / "certificate.pem", folder / "key.pem")


class EnrolmentCase(SegmentCase):
    def ask(self, invite: Invite, **changed) -> enrolment_pb2.EnrolmentResponse:
        fields = {
            "protocol": 1, "code": invite.code, "device_name": invite.device_name,
            "certificate_request_der": enrolment.certificate_request(DeviceKey.generate(), "x")} | changed
        host, port = invite.addresses[0]
        connection = Connection(host, port, invite.authority_pem.decode(), invite.servers)
        self.addCleanup(connection.close)
        return connection.enrol(enrolment_pb2.EnrolmentRequest(**fields))

    def assert_error(self, status: int, word: str, invite: Invite, **changed) -> ErrorAnswer:
        with self.assertRaises(ErrorAnswer) as caught:
            self.ask(invite, **changed)
        self.assertEqual((caught.exception.status, caught.exception.code), (status, word), caught.exception.message)
        return caught.exception


class Enrolling(EnrolmentCase):
    def test_what_is_refused(self) -> None:
        invite = Invite.load(self.county.invite("一村旁人", "周干部"))
        self.assert_error(400, "unsupported_version", invite, protocol=2)
        self.assert_error(400, "bad_message", invite, code="")
        self.assert_error(413, "too_large", invite, device_name="长" * 100)
        self.assert_error(400, "bad_certificate_request", invite, certificate_request_der=b"\x30\x00")
        damaged = bytearray(enrolment.certificate_request(DeviceKey.generate(), "x"))
        damaged[-1] ^= 1
        self.assert_error(400, "bad_certificate_request", invite, certificate_request_der=bytes(damaged))

        enrolment.join(invite, self.county.work / "joined")
        self.assert_error(409, "invite_used", invite)

        for _ in range(5):
            self.assert_error(403, "wrong_code", invite, code="00000-00000-00000-00000")
        error = self.assert_error(429, "too_many_tries", invite, code="00000-00000-00000-00000")
        self.assertGreaterEqual(error.retry_after, 1)


class CenterAway(EnrolmentCase):
    def test_no_enrolment_and_the_village_goes_on(self) -> None:
        invite = Invite.load(self.county.invite("一村后来", "吴干部"))
        self.county.center.stop()
        self.assert_error(503, "cannot_enrol", invite)
        log = self.log([1])
        self.assertEqual(len(self.send(log.run(1, 1)).refusals), 0)


if __name__ == "__main__":
    unittest.main()
