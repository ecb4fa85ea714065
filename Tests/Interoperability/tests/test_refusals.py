"""What a node must not take in (sections 9.1, 10.2 and 12.5), and what it must keep although it knows nothing of it."""

import secrets
import unittest
from uuid import UUID

import change_pb2
import exchange_pb2
from county import OTHER_VILLAGE
from test_county import CASE, NEXT, CountyCase, next_step
from tingsu_client import values
from tingsu_client.change import Draft, new_record_id
from tingsu_client.directory import GRANT
from tingsu_client.directory import SCOPE as DIRECTORY
from tingsu_client.errors import BadMessage
from tingsu_client.exchange import Outcome, Sync
from tingsu_client.holdings import Reason, Standing
from tingsu_client.keys import DeviceKey, sha256
from tingsu_client.log import Genesis, Log, chain, head_message
from tingsu_client.values import Code, Group, Reference, Text, Unrecognised
from tingsu_client.vectors import Vector


class SegmentCase(CountyCase):
    """Sends segments that were made by hand."""

    def setUp(self) -> None:
        self.client.sync()
        self.key = self.client.membership.key

    def log(self, units: list[int], key: DeviceKey | None = None, scope: int | None = None,
            genesis: Genesis | None = None) -> Log:
        """A new log of a replica that is used for nothing else: units of so many changes, each signed."""
        key = key or self.key
        log = Log(scope or self.village, genesis or Genesis.make(key.hash, secrets.token_bytes(16)))
        for count in units:
            bodies = [
                Draft(CASE, new_record_id(), {NEXT: next_step("练习", "2026-05-01")})
                .encode(self.author, count - 1 - index) for index in range(count)]
            self.append(log, bodies, key)
        return log

    def append(self, log: Log, bodies: list[bytes], key: DeviceKey) -> None:
        entries = chain(log.genesis, log.scope, log.seq + 1, log.hash_before(log.seq + 1), [(b, None) for b in bodies])
        place = entries[-1].place
        # Set directly: `append` passes over heads within a unit, and some tests want just those.
        log.entries += entries
        log.signatures[place.seq] = key.sign(head_message(log.scope, log.replica, place))

    def send(self, *segments: exchange_pb2.Segment, scope: int | None = None) -> exchange_pb2.ExchangeResponse:
        """Segments in a request that wants no changes; the answer tells what the hub holds of the scope."""
        scope = scope or self.village
        request = exchange_pb2.ExchangeRequest(protocol=1, response_bytes=0, segments=segments)
        for each in sorted({DIRECTORY, scope}):
            state = request.scopes.add(scope=each, digest=self.client.holdings.vector(each).digest)
            state.vector.CopyFrom(self.client.holdings.vector(each).to_message())
        return self.client.connection.exchange(request)

    def held_at_hub(self, log: Log) -> int:
        """Up to which number the hub holds a log."""
        response = self.send(scope=log.scope)
        for reported in response.scopes:
            if reported.scope == log.scope:
                mark = Vector.from_message(reported.vector).get(log.replica)
                return mark.seq if mark else 0
        return 0

    def assert_refused(self, log: Log, segment: exchange_pb2.Segment, reason: int) -> None:
        response = self.send(segment)
        refusals = [(each.scope, each.replica, each.reason) for each in response.refusals]
        self.assertEqual(refusals, [(segment.scope, segment.replica, reason)])
        self.assertEqual(self.held_at_hub(log), 0, "what is refused stores nothing")


class Refusals(SegmentCase):
    def test_good_segment_is_taken(self) -> None:
        log = self.log([1, 2])
        self.assertEqual(len(self.send(log.run(1, 3)).refusals), 0)
        self.assertEqual(self.held_at_hub(log), 3)
        self.assertEqual(len(self.send(log.run(1, 3)).refusals), 0, "sent again it changes nothing")

    def test_tampered_body(self) -> None:
        log = self.log([1])
        segment = log.run(1, 1)
        segment.entries[0].body = segment.entries[0].body.replace("练习".encode(), "作假".encode())
        self.assert_refused(log, segment, Reason.REFUSAL_REASON_BAD_SIGNATURE)

    def test_forged_head(self) -> None:
        log = self.log([1])
        forged = DeviceKey.generate().sign(head_message(log.scope, log.replica, log.place))
        segment = log.run(1, 1)
        segment.heads[0].signature = forged
        self.assert_refused(log, segment, Reason.REFUSAL_REASON_BAD_SIGNATURE)

    def test_head_of_another_scope(self) -> None:
        log = self.log([1])
        segment = log.run(1, 1)
        segment.heads[0].signature = self.key.sign(head_message(DIRECTORY, log.replica, log.place))
        self.assert_refused(log, segment, Reason.REFUSAL_REASON_BAD_SIGNATURE)

    def test_no_head(self) -> None:
        log = self.log([1])
        segment = log.run(1, 1)
        del segment.heads[:]
        self.assert_refused(log, segment, Reason.REFUSAL_REASON_BAD_SIGNATURE)

    def test_unsigned_tail_is_cut_off(self) -> None:
        log = self.log([1, 1])
        segment = log.run(1, 2)
        del segment.heads[1]
        self.assertEqual(len(self.send(segment).refusals), 0)
        self.assertEqual(self.held_at_hub(log), 1)

    def test_cut_unit(self) -> None:
        log = self.log([3])
        place = log.entries[1].place
        log.signatures = {2: self.key.sign(head_message(log.scope, log.replica, place))}
        self.assert_refused(log, log.run(1, 2), Reason.REFUSAL_REASON_CUT_UNIT)

    def test_gap(self) -> None:
        log = self.log([1, 1, 1])
        self.assert_refused(log, log.run(2, 2), Reason.REFUSAL_REASON_GAP)
        self.send(log.run(1, 1))
        response = self.send(log.run(3, 3))
        self.assertEqual([each.reason for each in response.refusals], [Reason.REFUSAL_REASON_GAP])
        self.assertEqual(self.held_at_hub(log), 1)

    def test_bad_genesis(self) -> None:
        log = self.log([1])
        segment = log.run(1, 1)
        segment.genesis = Genesis.make(self.key.hash, bytes(16)).data
        self.assert_refused(log, segment, Reason.REFUSAL_REASON_BAD_GENESIS)

    def test_unknown_signer(self) -> None:
        log = self.log([1], key=DeviceKey.generate())
        self.assert_refused(log, log.run(1, 1), Reason.REFUSAL_REASON_UNKNOWN_SIGNER)

    def test_someone_elses_name(self) -> None:
        """A log that names an enrolled device, signed by another one."""
        device = UUID(self.county.device.json("status")["node"]).bytes
        key = self.client.holdings.directory.devices[device]
        self.assertNotEqual(key, self.key.public)
        log = self.log([1], genesis=Genesis.make(sha256(key), secrets.token_bytes(16)))
        self.assert_refused(log, log.run(1, 1), Reason.REFUSAL_REASON_BAD_SIGNATURE)

    def test_unknown_scope(self) -> None:
        log = self.log([1], scope=secrets.randbits(62) + 2)
        response = self.send(log.run(1, 1))
        refusals = {(each.scope, each.reason) for each in response.refusals}
        self.assertEqual(refusals, {(log.scope, Reason.REFUSAL_REASON_UNKNOWN_SCOPE)})

    def test_no_entries(self) -> None:
        log = self.log([1])
        segment = log.run(1, 1)
        del segment.entries[:]
        del segment.heads[:]
        self.assert_refused(log, segment, Reason.REFUSAL_REASON_TOO_LARGE)

    def test_another_branch_below_the_segment(self) -> None:
        """A head that the device did sign, but behind another change than the one that is held (9.1)."""
        mine = self.log([1])
        clone = Log(self.village, mine.genesis)
        for count in (1, 1):
            other = self.log([count])
            self.append(clone, [other.entries[0].body], self.key)
        self.send(mine.run(1, 1))
        response = self.send(clone.run(2, 2))
        self.assertEqual([each.reason for each in response.refusals], [Reason.REFUSAL_REASON_FORK])
        self.assertEqual(self.held_at_hub(mine), 1)

    def test_another_branch_is_a_fork(self) -> None:
        mine = self.log([1])
        clone = Log(self.village, mine.genesis)
        self.append(clone, [self.log([1]).entries[0].body], self.key)
        self.send(mine.run(1, 1))
        response = self.send(clone.run(1, 1))
        self.assertEqual([(each.scope, each.replica) for each in response.forks], [(self.village, mine.replica)])
        self.assertEqual(len(response.refusals), 0)
        self.assertEqual(self.held_at_hub(mine), 1)

    def test_head_within_a_unit_is_passed_over(self) -> None:
        """It would count if it stood alone; behind a good one it only cuts off what follows."""
        log = self.log([1, 2])
        log.signatures[2] = self.key.sign(head_message(log.scope, log.replica, log.entries[1].place))
        self.assertEqual(len(self.send(log.run(1, 2)).refusals), 0)
        self.assertEqual(self.held_at_hub(log), 1)

    def test_one_bad_log_leaves_the_others_alone(self) -> None:
        bad, good = self.log([1]), self.log([1])
        segment = bad.run(1, 1)
        segment.heads[0].signature = bytes(64)
        response = self.send(segment, good.run(1, 1))
        self.assertEqual([each.replica for each in response.refusals], [bad.replica])
        self.assertEqual((self.held_at_hub(bad), self.held_at_hub(good)), (0, 1))


class Answers(SegmentCase):
    """Real answers of the hub that were changed on the way: the client believes signatures, and nobody who carries."""

    def answer(self, title: str) -> tuple[bytes, Sync, exchange_pb2.ExchangeResponse]:
        """A new case, and the answer that brings it."""
        case = self.county.open_case(title)
        sync = Sync()
        self.assertIs(self.client.step(sync), Outcome.AGAIN)
        response = self.client.connection.exchange(sync.request(self.client.holdings))
        self.assertEqual(len(response.segments), 1)
        return case, sync, response

    def assert_not_taken(self, case: bytes, sync: Sync, response: exchange_pb2.ExchangeResponse) -> None:
        before = self.client.holdings.vector(self.village)
        self.client.take(sync, response)
        # Behind changes that are held already, a head that no longer fits looks like one of another branch (9.1).
        self.assertIn(
            [reason for _, _, reason in sync.refusals],
            [[Reason.REFUSAL_REASON_BAD_SIGNATURE], [Reason.REFUSAL_REASON_FORK]])
        self.assertEqual(self.client.holdings.vector(self.village), before)
        self.assertIs(self.client.sync().outcome, Outcome.COMPLETE)
        self.assertIn((CASE, case), self.client.holdings.records(self.village))
        self.sync_all()
        self.assert_same_state()

    def test_tampered_body(self) -> None:
        case, sync, response = self.answer("永丰-改文")
        entry = response.segments[0].entries[0]
        entry.body = entry.body.replace("永丰".encode(), "永寿".encode())
        self.assert_not_taken(case, sync, response)

    def test_left_out_change(self) -> None:
        """The head lies behind the segment then, so the whole answer is refused (9)."""
        case, sync, response = self.answer("永丰-漏条")
        del response.segments[0].entries[1]
        before = self.client.holdings.vector(self.village)
        with self.assertRaises(BadMessage):
            self.client.take(sync, response)
        self.assertEqual(self.client.holdings.vector(self.village), before)
        self.assertIs(self.client.sync().outcome, Outcome.COMPLETE)
        self.assertIn((CASE, case), self.client.holdings.records(self.village))

    def test_change_that_stands_for_another(self) -> None:
        case, sync, response = self.answer("永丰-换条")
        entries = response.segments[0].entries
        entries[0].CopyFrom(entries[1])
        self.assert_not_taken(case, sync, response)

    def test_forged_head(self) -> None:
        case, sync, response = self.answer("永丰-假签")
        for head in response.segments[0].heads:
            head.signature = bytes(63) + b"\x01"
        self.assert_not_taken(case, sync, response)

    def test_forged_receipt(self) -> None:
        case, sync, response = self.answer("永丰-假回执")
        self.client.take(sync, response)
        self.client.sync()
        self.county.hub.run("sync")
        response = self.client.connection.exchange(Sync().request(self.client.holdings))
        self.assertEqual([each.scope for each in response.receipts], [self.village])
        held = self.client.holdings.receipts.get(self.village)
        forged = exchange_pb2.ExchangeResponse.FromString(response.SerializeToString())
        forged.receipts[0].vector.entries[0].seq += 1
        self.client.take(Sync(), forged)
        self.assertEqual(self.client.holdings.receipts.get(self.village), held)
        self.client.take(Sync(), response)
        self.assertEqual(self.client.holdings.receipts[self.village], response.receipts[0])


class Rights(SegmentCase):
    def test_device_cannot_grant_itself_anything(self) -> None:
        """It is stored and relayed like every authentic change, and held (I18, I19)."""
        other = next(
            number for number in self.client.holdings.directory.scopes if number != self.village)
        draft = Draft(GRANT, new_record_id(), {2: Group.of({
            1: Reference(5, self.key.node_id), 2: Text(f"{other:016x}"), 3: Code("write")})})
        log = self.log([], scope=DIRECTORY)
        self.append(log, [draft.encode(self.author, 0)], self.key)
        self.assertEqual(len(self.send(log.run(1, 1)).refusals), 0)
        self.client.sync()
        held = self.client.holdings.logs[DIRECTORY, log.replica]
        self.assertIs(self.client.holdings.standing(held, held.entries[0]), Standing.HELD)
        self.assertNotIn(other, self.client.holdings.directory.readable(self.key.public))
        response = self.send(scope=other)
        self.assertEqual(
            [(each.scope, each.reason) for each in response.refusals], [(other, Reason.REFUSAL_REASON_NOT_READABLE)])
        self.assertNotIn(other, [each.scope for each in response.receipts])
        self.county.hub.run("sync")
        self.assertIn(
            log.entries[0].change_id.hex(),
            [each["change"] for each in self.county.center.json("held")["changes"]])

    def test_change_in_a_scope_without_a_grant_is_held(self) -> None:
        neighbour = self.county.client("二村甲机", "孙干部", area=OTHER_VILLAGE)
        other = self.county.village(neighbour)
        log = self.log([1], scope=other)
        self.assertEqual(
            [each.reason for each in self.send(log.run(1, 1), scope=other).refusals],
            [Reason.REFUSAL_REASON_NOT_READABLE])
        self.assertIs(neighbour.sync().outcome, Outcome.COMPLETE)
        held = neighbour.holdings.logs[other, log.replica]
        self.assertIs(neighbour.holdings.standing(held, held.entries[0]), Standing.HELD)
        self.assertEqual(neighbour.holdings.records(other), {})


class Unknown(SegmentCase):
    def test_what_nobody_knows_travels_byte_for_byte(self) -> None:
        """Kinds, registers, fields and values of a later program (I10), through hub and center to another device."""
        case = self.county.open_case("永丰-来日")
        self.sync_all()
        foreign = bytes.fromhex("fa0703616263")
        seen = self.case(case).seen(NEXT)
        later = [
            Draft(CASE, case, {12_345: Text("县里自己的字段"), 888: Text("以后的字段")}).encode(self.author, 0),
            Draft(CASE, case, {NEXT: Unrecognised(foreign)}, seen).encode(self.author, 0),
            Draft(CASE, case, {21: Text("正文有新字段")}).encode(self.author, 0) + foreign,
            Draft(9_999, new_record_id(), {2: Text("以后的类别")}).encode(self.author, 0),
            b"\xff\xff no body at all",
        ]
        log = self.log([])
        for body in later:
            self.append(log, [body], self.key)
        self.assertEqual(len(self.send(log.run(1, len(later))).refusals), 0)
        self.sync_all()

        there = self.client.holdings.logs[self.village, log.replica]
        self.assertEqual([entry.body for entry in there.entries], later)
        self.assertEqual(
            [self.client.holdings.standing(there, entry) for entry in there.entries],
            3 * [Standing.APPLIED] + 2 * [Standing.UNAPPLIED])
        record = self.case(case)
        self.assertEqual(record.value(NEXT), Unrecognised(foreign))
        self.assertEqual(record.value(21), Text("正文有新字段"))
        self.assertEqual(values.encode(record.value(12_345)), values.encode(Text("县里自己的字段")))
        for node in (self.county.center, self.county.device):
            self.assertEqual(node.json("status")["unapplied"], 2)
        self.assert_same_state()

        other = self.county.client("一村丁机", "钱干部")
        self.assertEqual(
            [entry.body for entry in other.holdings.logs[self.village, log.replica].entries], later)

    def test_unknown_fields_of_messages_are_passed_over(self) -> None:
        log = self.log([1])
        segment = exchange_pb2.Segment.FromString(log.run(1, 1).SerializeToString() + bytes.fromhex("fa0703616263"))
        self.assertEqual(len(self.send(segment).refusals), 0)
        self.assertEqual(self.held_at_hub(log), 1)

    def test_two_contents_in_one_value(self) -> None:
        """Protobuf keeps the last one; so does everybody who reads a value."""
        case = self.county.open_case("永丰-两义")
        self.sync_all()
        twice = change_pb2.Value(text="先").SerializeToString() + change_pb2.Value(code="后").SerializeToString()
        log = self.log([])
        body = Draft(CASE, case, {21: Unrecognised(twice)}).encode(self.author, 0)
        self.append(log, [body], self.key)
        self.send(log.run(1, 1))
        self.sync_all()
        self.assertEqual(self.case(case).value(21), Code("后"))
        field = next(
            field for field in self.county.device.json("show", "永丰-两义")["fields"] if field["register"] == 21)
        self.assertEqual([reading["value"] for reading in field["readings"]], ["后"])
        self.assert_same_state()


if __name__ == "__main__":
    unittest.main()
