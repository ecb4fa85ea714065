"""A day in a county, seen from a client in Python: it must see, say and compute what `tingsu` does."""

import unittest
from uuid import UUID

from county import CATALOG, OTHER_VILLAGE, County
from tingsu_client import enrolment
from tingsu_client.change import Draft, new_record_id
from tingsu_client.client import Client
from tingsu_client.directory import SCOPE as DIRECTORY
from tingsu_client.exchange import Outcome, Sync
from tingsu_client.invite import Invite
from tingsu_client.keys import sha256
from tingsu_client.merge import Record
from tingsu_client.receipts import Custody, is_valid
from tingsu_client.tls import ErrorAnswer
from tingsu_client.values import Attachment, Code, Date, Group, Instant, Integer, List, Reference, Text
from tingsu_client.vectors import Vector
from tingsu_node import VILLAGE

CASE = CATALOG.kinds["case"]
NEXT = CATALOG.register("case", "next")


def next_step(step: str, date: str) -> Group:
    return Group.of({1: Text(step), 2: Date.of(date)})


def voices_of(shown: dict) -> dict[int, list[list[str]]]:
    """Of what `tingsu show --json` prints: for each register the change ids of each reading, as they are shown."""
    return {
        field["register"]: [[voice["change"] for voice in reading["voices"]] for reading in field["readings"]]
        for field in shown["fields"] if field["readings"]}


def siblings_of(record: Record) -> dict[int, list[list[str]]]:
    """The same of a record that was merged here."""
    return {
        register: [[sibling.change_id.hex() for sibling in siblings] for _, siblings in record.readings(register)]
        for register in record.siblings}


class CountyCase(unittest.TestCase):
    """Tests that share one county; each works on a case of its own."""

    county: County
    client: Client

    @classmethod
    def setUpClass(cls) -> None:
        cls.county = County()
        cls.addClassCleanup(cls.county.close)
        cls.client = cls.county.client("一村丙机", "李干部")
        cls.village = cls.county.village(cls.client)
        cls.author = cls.county.author(cls.client)

    def sync_all(self) -> None:
        """Everybody hears what everybody said, and the county's receipt comes down again."""
        for node in (self.county.device, self.county.hub):
            node.run("sync")
        self.assertIs(self.client.sync().outcome, Outcome.COMPLETE)
        self.county.hub.run("sync")
        self.county.device.run("sync")
        self.assertIs(self.client.sync().outcome, Outcome.COMPLETE)

    def assert_same_state(self) -> None:
        """Center, device and client hold the same changes, and have merged them alike."""
        digest = self.client.holdings.state_digest.hex()
        count = sum(log.seq for log in self.client.holdings.logs.values())
        for node in (self.county.center, self.county.device):
            checked = node.json("verify")
            self.assertTrue(checked["isSound"], checked)
            self.assertEqual((checked["digest"], checked["changes"]), (digest, count))

    def save(self, *drafts: Draft):
        return self.client.save(self.village, self.author, list(drafts))

    def case(self, id_: bytes) -> Record:
        return self.client.record(self.village, CASE, id_)


class Restricted(CountyCase):
    def test_is_named_to_who_may_read_it_alone(self) -> None:
        far = self.county.client("一村戊机", "周干部", at=self.county.center)
        self.county.center.run(
            "access", "grant", "--area", VILLAGE, "--for", "case_team", "--device", "一村丙机", "--device", "一村戊机")
        self.county.hub.run("sync")
        for client in (self.client, far):
            self.assertIs(client.sync().outcome, Outcome.COMPLETE)
            scope = max(client.holdings.directory.restricted)
            client.save(scope, self.author, [
                Draft(CATALOG.kinds["person"], new_record_id(), {CATALOG.register("person", "name"): Text("钱某")})])
            self.assertIs(client.sync().outcome, Outcome.COMPLETE)
        # The center reads it; the hub may not, so it is not even told that there is one.
        self.assertEqual(far.holdings.reports[scope], far.holdings.vector(scope))
        self.assertNotIn(scope, self.client.holdings.reports)
        sync = Sync()
        for server in (None, self.client.connection.server):
            if server:
                sync.meet(server)
            self.assertNotIn(scope, {state.scope for state in sync.request(self.client.holdings).scopes})


class Enrolment(CountyCase):
    def test_what_joining_gives(self) -> None:
        membership = self.client.membership
        self.assertEqual((membership.county, membership.is_training), ("永丰县", True))
        self.assertIn(membership.key.node_id, self.client.holdings.directory.devices)
        self.assertEqual(self.client.connection.server, UUID(self.county.hub.json("status")["node"]).bytes)
        self.assertIn(UUID(self.county.center.json("status")["node"]).bytes, membership.servers)

    def test_joining_again_with_the_same_key(self) -> None:
        folder = self.county.work / "again"
        invite = Invite.load(self.county.invite("一村重来", "赵干部"))
        first = enrolment.join(invite, folder)
        second = enrolment.join(invite, folder)
        self.assertEqual(first.key.node_id, second.key.node_id)
        self.assertEqual(first.anchors, second.anchors)


class Pulling(CountyCase):
    def test_everything_is_proven_and_merges_alike(self) -> None:
        self.county.open_case("永丰-拉取")
        self.sync_all()
        for (scope, replica), log in self.client.holdings.logs.items():
            # Taking it in has checked chain and signatures; this looks at where it ended.
            self.assertIn(log.seq, log.signatures, f"log {scope:016x} {replica:016x} ends on no signed head")
        self.assert_same_state()

    def test_siblings_are_the_same(self) -> None:
        id_ = self.county.open_case("永丰-字段")
        self.sync_all()
        for name in ("case", "person", "case_party"):
            for (kind, record_id), record in self.client.holdings.records(self.village).items():
                if kind == CATALOG.kinds[name]:
                    shown = self.county.device.json("show", str(UUID(bytes=record_id)))
                    self.assertEqual(siblings_of(record), voices_of(shown))
        self.assertEqual(self.case(id_).value(NEXT), next_step("核对医疗票据", "2026-04-15"))
        self.assertEqual(self.case(id_).value(CATALOG.register("case", "stage")), Code("accepted"))

    def test_idle_exchange_is_one_request_that_carries_nothing(self) -> None:
        self.sync_all()
        before = self.client.connection.requests
        self.assertIs(self.client.sync().outcome, Outcome.COMPLETE)
        self.assertEqual(self.client.connection.requests - before, 1)
        response = self.client.connection.exchange(Sync().request(self.client.holdings))
        for field in ("scopes", "segments", "forks", "receipts", "refusals"):
            self.assertEqual(len(getattr(response, field)), 0, field)

    def test_the_store_gives_back_what_was_put_in(self) -> None:
        self.county.open_case("永丰-重开")
        self.sync_all()
        again = Client(
            self.client.membership.folder, self.county.work / "witnesses" / "一村丙机.json", CATALOG)
        self.county.adopt(again)
        self.assertEqual(again.holdings.state_digest, self.client.holdings.state_digest)
        self.assertEqual(again.holdings.reports, self.client.holdings.reports)
        self.assertEqual((again.sync().requests, again.holdings.writing), (1, self.client.holdings.writing))


class Blobs(CountyCase):
    """A file of a record goes up in pieces and comes down to who may read the record (18)."""

    def test_a_file_goes_up_in_pieces_and_comes_down_again(self) -> None:
        blob = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 2000
        name = sha256(blob)
        self.attach(name, len(blob))
        offered = self.exchange_offering(name)
        self.assertEqual([(each.sha256, each.received, each.held) for each in offered], [(name, 0, False)])
        state = self.client.connection.put_piece(name, 0, blob[:300_000], len(blob))
        self.assertEqual((state.received, state.held), (300_000, False))
        # The line broke before the answer came: the same piece again changes nothing.
        self.assertEqual(self.client.connection.put_piece(name, 0, blob[:300_000], len(blob)).received, 300_000)
        self.assertEqual(self.client.connection.put_piece(name, 0, b"", len(blob)).received, 300_000)
        self.assertEqual(self.client.connection.put_piece(name, 400_000, blob[400_000:], len(blob)).received, 300_000)
        state = self.client.connection.put_piece(name, 300_000, blob[300_000:], len(blob))
        self.assertEqual((state.received, state.held), (0, True))
        self.assertEqual([each.held for each in self.exchange_offering(name)], [True])
        part, total = self.client.connection.get_part(name, 299_000, 2_000)
        self.assertEqual((part, total), (blob[299_000:301_000], len(blob)))

    def test_what_is_not_the_blob_is_dropped(self) -> None:
        blob = b"%PDF-1.7" + bytes(1000)
        name = sha256(blob)
        self.attach(name, len(blob))
        with self.assertRaises(ErrorAnswer) as caught:
            self.client.connection.put_piece(name, 0, bytes(len(blob)), len(blob))
        self.assertEqual((caught.exception.status, caught.exception.code), (422, "wrong_hash"))
        self.assertEqual(self.client.connection.put_piece(name, 0, b"", len(blob)).received, 0)
        self.assertTrue(self.client.connection.put_piece(name, 0, blob, len(blob)).held)

    def test_who_may_not_read_the_record_gets_nothing_of_it(self) -> None:
        blob = b"\x89PNG\r\n\x1a\n" + bytes(5000)
        name = sha256(blob)
        self.attach(name, len(blob))
        stranger = self.county.client("二村丙机", "孙干部", area=OTHER_VILLAGE)
        # It may bring what a record names: the content proves itself (I33). It gets nothing of it (I34).
        self.assertTrue(stranger.connection.put_piece(name, 0, blob, len(blob)).held)
        for wanted in (name, sha256(b"nobody names it")):
            with self.assertRaises(ErrorAnswer) as caught:
                stranger.connection.get_part(wanted, 0, 10)
            self.assertEqual((caught.exception.status, caught.exception.code), (404, "not_found"))
        self.assertEqual(self.client.connection.get_part(name, 0, 8)[0], blob[:8])

    def test_a_file_that_nobody_brought_is_asked_for(self) -> None:
        name = sha256(b"a photograph that is still on another machine")
        self.attach(name, 45)
        self.assertIn(name, [each.sha256 for each in self.exchange_offering() if not each.held])
        with self.assertRaises(ErrorAnswer) as caught:
            self.client.connection.get_part(name, 0, 10)
        self.assertEqual((caught.exception.status, caught.exception.code), (404, "blob_not_here"))

    def attach(self, name: bytes, size: int) -> None:
        """A visit that names the file, at the hub."""
        narrative = CATALOG.register("visit", "narrative")
        attachments = CATALOG.register("visit", "attachments")
        self.save(Draft(CATALOG.kinds["visit"], new_record_id(), {
            narrative: Text("听了一个上午"), attachments: List((Attachment(name, size, "image/jpeg"),))}))
        self.assertIs(self.client.sync().outcome, Outcome.COMPLETE)

    def exchange_offering(self, *names: bytes):
        request = Sync().request(self.client.holdings)
        request.blobs.extend(sorted(names))
        return self.client.connection.exchange(request).blobs


class Recording(CountyCase):
    def test_visit_goes_up_and_its_receipt_comes_down(self) -> None:
        case = self.county.open_case("永丰-走访")
        self.sync_all()
        person = next(
            id_ for kind, id_ in self.client.holdings.records(self.village) if kind == CATALOG.kinds["person"])
        visit, emotion = new_record_id(), new_record_id()

        def number(name: str) -> int:
            return CATALOG.register("visit", name)

        entries = self.save(
            Draft(CATALOG.kinds["visit"], visit, {
                number("case"): Reference(CASE, case),
                number("started"): Instant(1_775_625_600_000),
                number("place"): Group.of({1: Code("courtyard"), 2: Text("家里院子")}),
                number("mode"): Code("face_to_face"),
                number("visitors"): List((Group.of({2: Text("李干部")}),)),
                number("narrative"): Text("他说这些年谁来都只问数字，没有人问他怎么过来的。"),
                number("methods"): List((Code("empathy"), Code("feelings_first"))),
                number("next_contact"): Date.of("2026-04-15")}),
            Draft(CATALOG.kinds["emotion"], emotion, {
                CATALOG.register("emotion", "visit"): Reference(CATALOG.kinds["visit"], visit),
                CATALOG.register("emotion", "person"): Reference(CATALOG.kinds["person"], person),
                CATALOG.register("emotion", "self_before"): Group.of({1: Integer(9)}),
                CATALOG.register("emotion", "self_after"): Group.of({1: Integer(6)}),
                CATALOG.register("emotion", "observed"): Group.of({1: Code("hurt"), 2: Text("说话停了几次")})}))
        change = entries[0].change_id
        self.assertIs(self.client.custody(self.village, change), Custody.HERE)

        before = self.client.connection.requests
        self.assertIs(self.client.sync().outcome, Outcome.COMPLETE)
        self.assertEqual(self.client.connection.requests - before, 1, "a saved visit is one request")
        self.assertIs(self.client.custody(self.village, change), Custody.AT_UPSTREAM)

        self.county.hub.run("sync")
        self.client.sync()
        self.assertIs(self.client.custody(self.village, change), Custody.AT_COUNTY)
        receipt = self.client.holdings.receipts[self.village]
        self.assertTrue(is_valid(receipt, self.client.membership.anchors))
        self.assertEqual(
            Vector.from_message(receipt.vector)[self.client.holdings.writing], entries[-1].place.mark)

        self.county.device.run("sync")
        for node in (self.county.center, self.county.device):
            shown = node.json("show", str(UUID(bytes=visit)))
            self.assertEqual(voices_of(shown), siblings_of(self.client.record(self.village, 104, visit)))
            self.assertEqual(shown["missing"], [])
            narrative = next(field for field in shown["fields"] if field["name"] == "narrative")
            self.assertEqual(narrative["readings"][0]["value"], "他说这些年谁来都只问数字，没有人问他怎么过来的。")
            self.assertEqual(narrative["readings"][0]["voices"][0]["authorName"], "李干部")
            self.assertEqual(node.json("show", str(UUID(bytes=emotion)))["custody"], "county")
        self.assert_same_state()

    def _dispute(self, title: str) -> bytes:
        """Two edits of one field that did not know of each other, one here and one on the device."""
        case = self.county.open_case(title)
        self.sync_all()
        mine = Draft(CASE, case, {NEXT: next_step("先约他单独谈", "2026-05-20")}, self.case(case).seen(NEXT))
        self.county.device.run("correct", title, 'next={"step":"请司法所先核算数额","date":"2026-05-22"}')
        self.save(mine)
        self.sync_all()
        return case

    def test_conflict_stands_everywhere(self) -> None:
        case = self._dispute("永丰-分歧")
        record = self.case(case)
        self.assertEqual(record.disputed, [NEXT])
        self.assertEqual(
            {value for value, _ in record.readings(NEXT)},
            {next_step("先约他单独谈", "2026-05-20"), next_step("请司法所先核算数额", "2026-05-22")})
        for node in (self.county.center, self.county.device):
            shown = node.json("show", "永丰-分歧")
            self.assertTrue(shown["isDisputed"])
            self.assertEqual(voices_of(shown), siblings_of(record))
            field = next(field for field in shown["fields"] if field["register"] == NEXT)
            self.assertEqual(
                [reading["value"]["step"] for reading in field["readings"]],
                [value.get(1).text for value, _ in record.readings(NEXT)], "the shown reading comes first")
        self.assert_same_state()

    def test_center_settles(self) -> None:
        case = self._dispute("永丰-县里了结")
        token = self.county.center.json("show", "永丰-县里了结")["seen"]
        self.county.center.run("settle", "永丰-县里了结", "next", "--value",
                               '{"step":"先核算，再谈","date":"2026-05-20"}', "--seen", token, "--reason", "两件事都要做")
        self.sync_all()
        self.assertEqual(self.case(case).disputed, [])
        self.assertEqual(self.case(case).value(NEXT), next_step("先核算，再谈", "2026-05-20"))
        self.assert_same_state()

    def test_client_settles(self) -> None:
        case = self._dispute("永丰-自己了结")
        self.save(Draft(
            CASE, case, {NEXT: next_step("一起上门", "2026-05-21"), 9001: Text("电话里商定")},
            self.case(case).seen(NEXT)))
        self.sync_all()
        for node in (self.county.center, self.county.device):
            shown = node.json("show", "永丰-自己了结")
            self.assertFalse(shown["isDisputed"])
            self.assertEqual(voices_of(shown)[NEXT], siblings_of(self.case(case))[NEXT])
        self.assert_same_state()

    def test_answer_taken_back(self) -> None:
        case = self.county.open_case("永丰-收回")
        self.sync_all()
        self.save(Draft(CASE, case, {NEXT: None}, self.case(case).seen(NEXT)))
        self.sync_all()
        field = next(
            field for field in self.county.center.json("show", "永丰-收回")["fields"] if field["register"] == NEXT)
        self.assertEqual([reading["value"] for reading in field["readings"]], [None])
        self.assertEqual([voice["authorName"] for voice in field["readings"][0]["voices"]], ["李干部"])
        self.assert_same_state()

    def test_directory_is_read_as_the_center_reads_it(self) -> None:
        directory = self.client.holdings.directory
        devices = {UUID(each["id"]).bytes for each in self.county.center.json("devices")["devices"]}
        self.assertEqual(set(directory.devices), devices)
        self.assertIn(self.village, directory.scopes)
        self.assertEqual(directory.readable(self.client.membership.key.public), {DIRECTORY, self.village})


if __name__ == "__main__":
    unittest.main()
