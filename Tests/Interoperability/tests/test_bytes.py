"""The specification's own examples, without any process: the appendix, 11.1, and rules for bytes."""

import unittest
from dataclasses import replace

import change_pb2
import exchange_pb2
import zstandard
from cryptography.hazmat.primitives.asymmetric import ec

from tingsu_client import change, columns, frames, invite, limits, receipts, values
from tingsu_client.change import Body
from tingsu_client.exchange import make_probe
from tingsu_client.keys import DeviceKey, is_signed, sha256
from tingsu_client.log import Genesis, ReadOrigin, Log, chain, head_message
from tingsu_client.merge import merge
from tingsu_client.values import Code, Date, Group, Integer, List, Reference, Text, Unrecognised
from tingsu_client.vectors import Mark, Vector

KEY = DeviceKey(ec.derive_private_key(1, ec.SECP256R1()))
SCOPE = 0xAA
BODY_1 = bytes.fromhex("""
    0a10 0190a6e07b0070008000000000000001 11 0807060504030201 18 80d0eab6b733 2210 0190a6e07b0070008000000000000002
    2866 320102 3a0e 0a0ce7ad89e5be85e5a48de69fa5""")
BODY_2 = bytes.fromhex("""
    0a10 0190a6e07b0070008000000000000001 11 1817161514131211 18 808884e0b733 2210 0190a6e07b0070008000000000000002
    2866 320102 3a10 0a0e33e69c8838e697a5e585a5e688b7 4210 cce1ed0f5a7c2bc11b16a3ee0011cd32""")


def _log() -> Log:
    log = Log(SCOPE, Genesis.make(KEY.hash, bytes(range(16))))
    entries = chain(log.genesis, SCOPE, 1, log.hash_before(1), [(BODY_1, None), (BODY_2, None)])
    log.append(entries, {2: KEY.sign(head_message(SCOPE, log.replica, entries[1].place))})
    return log


class Appendix(unittest.TestCase):
    def test_key_and_genesis(self) -> None:
        self.assertEqual(KEY.hash.hex(), "698bea63dc44a344663ff1429aea10842df27b6b991ef25866b2c6c02cdcc5be")
        self.assertEqual(KEY.node_id.hex(), "698bea63dc44a344663ff1429aea1084")
        self.assertEqual(f"{_log().replica:016x}", "6a148ce799b87684")
        self.assertEqual(
            _log().hash_before(1).hex(), "4f541697f65efecded35d728d8be848ee465c3a3a4342b43c6901ca74868dda5")

    def test_changes(self) -> None:
        first, second = _log().entries
        self.assertEqual(first.change_id.hex(), "cce1ed0f5a7c2bc11b16a3ee0011cd32")
        self.assertEqual(second.change_id.hex(), "2cea3020f585150a67c963888671c050")
        self.assertEqual(first.hash.hex(), "f07f2f0bca34c45b8c112e42c60bb6b35ab3bc17e5a2e2ed4651ada4dd05165f")
        self.assertEqual(second.hash.hex(), "d7091d649fa0de1e635ae384a6ea9abaa046b691db16082901080e770d018dfd")
        body = change.read(BODY_2)
        self.assertEqual(values.decode(body.writes[2]), Text("3月8日入户"))
        self.assertEqual(body.supersedes, {first.change_id})
        self.assertEqual((body.kind, body.recorded_at, body.remaining_in_unit), (102, 1767312000000, 0))

    def test_encoding_is_the_same(self) -> None:
        body = change_pb2.ChangeBody.FromString(BODY_2)
        self.assertEqual(body.SerializeToString(deterministic=True), BODY_2)
        self.assertEqual(values.encode(Text("3月8日入户")), body.values[0])

    def test_signature(self) -> None:
        log = _log()
        message = head_message(SCOPE, log.replica, log.place)
        signature = bytes.fromhex(
            "bdffb0fb466b1453ece2fd9113acd71d2f5762b1f0eca33ed9a0ee1fc4b1d23b"
            "6d933289a02966073a56d3449e876a9c06baa9e6ca87d2337d678308c15ceef1")
        self.assertTrue(is_signed(KEY.public, message, signature))
        self.assertFalse(is_signed(KEY.public, message + b"\0", signature))
        self.assertFalse(is_signed(KEY.public, message, bytes(64)))

    def test_vector(self) -> None:
        vector = Vector({_log().replica: _log().place.mark})
        self.assertEqual(
            vector.full_digest.hex(), "5ace97e49fda40bf3d5382119546778a5bba2b1493e2874fed2d8035b13e0c31")
        self.assertEqual(f"{vector.digest:016x}", "5ace97e49fda40bf")
        self.assertEqual(f"{Vector().digest:016x}", "e3b0c44298fc1c14")

    def test_receipt(self) -> None:
        receipt = exchange_pb2.Receipt(
            scope=SCOPE, signer_key_hash=KEY.hash, issued_at=1767312005000,
            vector=Vector({_log().replica: _log().place.mark}).to_message(), issuer=_log().replica, past=[5],
            signature=bytes.fromhex(
                "b5d2827e94c72c5d4c6f1a2cf01c99146fa9b4edde71569b92351f49f7bc182a"
                "516a4f3db488a52ff0b58e62622133d2495666904d329ff9e6d3cf84b02d22fd"))
        self.assertTrue(receipts.is_valid(receipt, [KEY.public]))
        self.assertFalse(receipts.is_valid(receipt, [DeviceKey.generate().public]))
        receipt.past.append(6)
        self.assertFalse(receipts.is_valid(receipt, [KEY.public]))

    def test_invite_code(self) -> None:
        verifier = "0da0f5f47c565146dd4e080c58fd51839d4effc9f13a992fc937c21f7b310125"
        self.assertEqual(invite.code_verifier("7K3QM-00000-ABCDE-FGHJK").hex(), verifier)
        self.assertEqual(invite.code_verifier("７k3qm oOo0O_abcde fghjk").hex(), verifier)


class MergeExample(unittest.TestCase):
    """Section 11.1: five changes of one register, in two orders of arrival."""

    NAMES = ("c1", "c2", "c3", "c4", "c5")
    SUPERSEDES = {"c1": (), "c2": ("c1",), "c3": ("c1",), "c4": ("c2", "c3"), "c5": ("c2",)}
    REGISTER = 18

    def _record(self, applied: list[str]):
        changes = [
            (name.encode(), Body(
                record=bytes(16), kind=102, writes={self.REGISTER: values.encode(Text(name))},
                supersedes=frozenset(each.encode() for each in self.SUPERSEDES[name]), recorded_at=0,
                author=bytes(16), entered_by=None, remaining_in_unit=0))
            for name in applied]
        return merge(changes)[102, bytes(16)]

    def _check(self, applied: str, siblings: str, void: str | None = None) -> None:
        record = self._record(applied.split())
        self.assertEqual(
            [each.change_id.decode() for each in record.siblings[self.REGISTER]], siblings.split(), applied)
        if void is not None:
            self.assertEqual({each.decode() for each in record.void[self.REGISTER]}, set(void.split()), applied)

    def test_first_order(self) -> None:
        self._check("c1", "c1")
        self._check("c1 c2", "c2")
        self._check("c1 c2 c3", "c2 c3")
        self._check("c1 c2 c3 c4", "c4")
        self._check("c1 c2 c3 c4 c5", "c4 c5")
        self._check("c1 c2 c3 c5", "c3 c5")

    def test_second_order(self) -> None:
        self._check("c4", "c4", "c2 c3")
        self._check("c4 c5", "c4 c5", "c2 c3")
        self._check("c4 c5 c1", "c1 c4 c5", "c2 c3")
        self._check("c4 c5 c1 c3", "c4 c5", "c2")
        self._check("c4 c5 c1 c3 c2", "c4 c5", "")

    def test_dispute_and_repetition(self) -> None:
        record = self._record(["c1", "c2", "c3", "c3", "c2"])
        self.assertEqual(record.disputed, [self.REGISTER])
        self.assertEqual(record.value(self.REGISTER), Text("c3"))


class Values(unittest.TestCase):
    def test_there_and_back(self) -> None:
        value = Group.of({
            1: Text(""), 2: Integer(-5), 3: Date.of("2026-04-08"), 4: List((Code("law"), None)),
            5: Reference(102, bytes(16), scope=7), 6: values.Boolean(False), 7: values.Instant(-1)})
        self.assertEqual(values.decode(values.encode(value)), value)
        self.assertEqual(values.encode(Text("")).hex(), "0a00")
        self.assertIsNone(values.decode(b""))

    def test_unknown_field_makes_the_smallest_value_unrecognised(self) -> None:
        foreign = bytes.fromhex("fa0701ff")
        self.assertEqual(values.decode(foreign), Unrecognised(foreign))
        within = values.decode(values.encode(List((Text("a"), Unrecognised(foreign)))))
        self.assertEqual(within, List((Text("a"), Unrecognised(foreign))))
        widened = values.encode(Group.of({1: Text("a")}))
        widened = widened[:1] + bytes([widened[1] + len(foreign)]) + widened[2:] + foreign
        self.assertEqual(values.decode(widened), Unrecognised(widened))

    def test_depth(self) -> None:
        value = Text("deep")
        for _ in range(limits.DEPTH):
            value = List((value,))
        self.assertEqual(values.decode(values.encode(value)), value)
        deeper = values.decode(values.encode(List((value,))))
        for _ in range(limits.DEPTH):
            deeper = deeper.items[0]
        self.assertIsInstance(deeper, Unrecognised)

    def test_canonical_equivalence(self) -> None:
        self.assertEqual(values.comparable(Text("\u00e9")), values.comparable(Text("e\u0301")))


class Columns(unittest.TestCase):
    """Section 9.2, both ways."""

    def test_there_and_back(self) -> None:
        message = columns.columns_of([BODY_1, BODY_2, BODY_1])
        self.assertEqual(list(columns.bodies(message, 3)), [BODY_1, BODY_2, BODY_1])
        self.assertEqual(len(message.forms), 2)
        # Record and author of the first, and what the second supersedes; the others stand in their neighbours.
        self.assertEqual(list(message.id_places), [0, 0, 2, 2, 0, 3, 3])

    def test_what_cannot_be_taken_apart(self) -> None:
        for body in (BODY_1 + bytes.fromhex("9a0600"), BODY_1 + BODY_1[:18], BODY_1[:-1], b"\xff"):
            self.assertIsNone(columns.columns_of([BODY_1, body]), body.hex())


class Frames(unittest.TestCase):
    def test_there_and_back(self) -> None:
        for message in (b"", b"short", b"long " * 1_000):
            self.assertEqual(frames.decode(frames.encode(message)), message)

    def test_what_is_refused(self) -> None:
        packed = frames.encode(b"long " * 1_000)
        bomb = b"TS\x01\x01" + zstandard.ZstdCompressor().compress(bytes(limits.FRAME_UNPACKED + 1))
        for frame in (b"", b"TS\x01", b"XX\x01\x00", b"TS\x02\x00", b"TS\x01\x02", packed[:-1], packed + b"\0",
                      packed + packed[4:], bomb):
            with self.assertRaises(frames.BadFrame, msg=frame[:16].hex()):
                frames.decode(frame)


class Origins(unittest.TestCase):
    """Section 13: what proves that a change was issued in another log first."""

    def test_origin_proves_its_change_and_no_other(self) -> None:
        origin = ReadOrigin.read(_log().origin_of(1))
        self.assertEqual(len(origin.headers), 2)
        self.assertTrue(origin.proves(BODY_1, KEY.public))
        self.assertFalse(origin.proves(BODY_2, KEY.public))
        self.assertFalse(origin.proves(BODY_1, DeviceKey.generate().public))
        self.assertFalse(replace(origin, headers=origin.headers[:1]).proves(BODY_1, KEY.public))
        self.assertTrue(ReadOrigin.read(_log().origin_of(2)).proves(BODY_2, KEY.public))

    def test_probe_names_the_places_of_the_example(self) -> None:
        log = Log(SCOPE, Genesis.make(KEY.hash, bytes(16)))
        log.append(chain(log.genesis, SCOPE, 1, log.hash_before(1), [(b"%d" % seq, None) for seq in range(5)]), {})
        probe = make_probe(log, None)
        self.assertEqual([place.seq for place in probe.places], [4, 3, 1])
        self.assertEqual([Mark(place.seq, place.tag) for place in probe.places], [log.mark(seq) for seq in (4, 3, 1)])

    def test_genesis_layout(self) -> None:
        log = _log()
        successor = Genesis.make(KEY.hash, bytes(16), log.replica, {SCOPE: log.place})
        self.assertEqual(len(successor.data), 59 + 48)
        for data in (successor.data[:-1], successor.data + b"\0", b"\x02" + successor.data[1:]):
            with self.assertRaises(ValueError):
                Genesis(data).checked()

    def test_vector_marks(self) -> None:
        log = _log()
        self.assertTrue(log.covers(log.mark(1)))
        self.assertFalse(log.covers(Mark(1, log.mark(2).tag)))
        self.assertFalse(log.covers(Mark(3, log.mark(2).tag)))
        self.assertEqual(sha256(log.genesis.data)[:8].hex(), f"{log.replica:016x}")


if __name__ == "__main__":
    unittest.main()
