"""Machines that were revoked, cloned or put back (sections 7.1, 10, 12.4 and 13)."""

import shutil
import unittest

from county import CATALOG
from test_county import CASE, NEXT, CountyCase, next_step
from tingsu_client.change import Draft
from tingsu_client.client import Client
from tingsu_client.directory import SCOPE as DIRECTORY
from tingsu_client.exchange import Outcome, Sync
from tingsu_client.holdings import Reason, Standing
from tingsu_client.log import HEADER_BYTES, Entry
from tingsu_client.receipts import Custody
from tingsu_client.values import Text

SUMMARY = CATALOG.register("case", "summary")


class FaultCase(CountyCase):
    def witness(self, client: Client) -> str:
        return f"witnesses/{client.membership.folder.name}.json"

    def reopen(self, client: Client) -> Client:
        folder = client.membership.folder
        return self.county.adopt(Client(folder, self.county.work / self.witness(client), CATALOG))

    def edit(self, client: Client, case: bytes, step: str) -> Entry:
        """An edit of the case's next step by somebody who has seen what the client holds."""
        return self.edit_with(client, case, step, [])[0]

    def edit_with(self, client: Client, case: bytes, step: str, others: list[Draft]) -> list[Entry]:
        """The same, with other drafts in its unit."""
        seen = client.record(self.village, CASE, case).seen(NEXT)
        draft = Draft(CASE, case, {NEXT: next_step(step, "2026-06-01")}, seen)
        return client.save(self.village, self.county.author(client), [draft, *others])

    def standing(self, client: Client, change_id: bytes) -> set[Standing]:
        return {
            client.holdings.standing(log, entry)
            for log in client.holdings.logs_of(self.village) for entry in log.entries
            if entry.change_id == change_id}


class Revoked(FaultCase):
    def test_late_work_is_taken_held_and_ruled(self) -> None:
        case = self.county.open_case("永丰-停用")
        leaver = self.county.client("一村旧机", "郑干部")
        early = self.edit(leaver, case, "停用以前写的")
        leaver.sync()
        self.sync_all()
        self.county.center.run("revoke", "一村旧机", "--reason", "设备遗失")
        self.sync_all()
        late = self.edit(leaver, case, "停用以后才交")

        # It is a stranger now: it delivers, learns how far that came, and reads nothing (I25).
        known = self.county.open_case("永丰-停用以后")
        result = leaver.sync()
        self.assertIn((self.village, None, Reason.REFUSAL_REASON_NOT_READABLE), result.refusals)
        self.assertIn((DIRECTORY, None, Reason.REFUSAL_REASON_NOT_READABLE), result.refusals)
        self.assertIs(leaver.custody(self.village, late.change_id), Custody.AT_UPSTREAM)
        self.assertNotIn((CASE, known), leaver.holdings.records(self.village))

        # Everybody else keeps it, and judges alike.
        self.sync_all()
        self.assertEqual(self.standing(self.client, early.change_id), {Standing.APPLIED})
        self.assertEqual(self.standing(self.client, late.change_id), {Standing.HELD})
        self.assertEqual(self.case(case).value(NEXT), next_step("停用以前写的", "2026-06-01"))
        for node in (self.county.center, self.county.device):
            self.assertEqual([each["change"] for each in node.json("held")["changes"]], [late.change_id.hex()])
        self.assert_same_state()

        self.county.center.run("rule", late.change_id.hex(), "admit", "--reason", "电话核实属实")
        self.sync_all()
        self.assertEqual(self.standing(self.client, late.change_id), {Standing.APPLIED})
        self.assertEqual(self.case(case).value(NEXT), next_step("停用以后才交", "2026-06-01"))
        self.assert_same_state()


class Cloned(FaultCase):
    def clone(self, client: Client, name: str) -> Client:
        """The whole machine once more: data folder, key and witness."""
        folder = self.county.work / name
        shutil.copytree(client.membership.folder, folder)
        shutil.copy(self.county.work / self.witness(client), self.county.work / f"witnesses/{name}.json")
        return self.county.adopt(Client(folder, self.county.work / f"witnesses/{name}.json", CATALOG))

    def test_both_branches_end_up_everywhere(self) -> None:
        """The example of 13.1, with the clone late and one edit built upon the losing branch."""
        case = self.county.open_case("永丰-克隆")
        original = self.county.client("一村原机", "冯干部")
        self.edit(original, case, "克隆以前")
        original.sync()
        self.sync_all()
        clone = self.clone(original, "clone")
        replica = original.holdings.writing
        self.assertEqual(clone.holdings.writing, replica, "the witness came along, so the clone suspects nothing")

        kept = self.edit(original, case, "原机写的")
        lost = self.edit_with(clone, case, "副本写的", [Draft(CASE, case, {SUMMARY: Text("副本的概要")})])
        lost.append(self.edit(clone, case, "副本又写"))
        self.assertEqual(kept.seq, lost[0].seq)
        self.assertIs(original.sync().outcome, Outcome.COMPLETE)
        self.assertIs(clone.sync().outcome, Outcome.COMPLETE)

        # The upstream's branch stands; the bodies of the other are issued again, with their ids and their evidence.
        self.assertNotEqual(clone.holdings.writing, replica)
        self.assertEqual(clone.holdings.logs[self.village, replica].entries[-1].change_id, kept.change_id)
        own = clone.holdings.logs[self.village, clone.holdings.writing]
        self.assertEqual([entry.change_id for entry in own.entries], [entry.change_id for entry in lost])
        self.assertEqual(own.genesis.previous, replica)
        self.assertEqual(
            [len(entry.origin.headers) // HEADER_BYTES for entry in own.entries], [2, 1, 1],
            "the evidence goes from the change's own header to the next signed one")

        self.sync_all()
        self.assertEqual(self.standing(self.client, lost[0].change_id), {Standing.APPLIED})
        self.assertEqual(
            {value for value, _ in self.case(case).readings(NEXT)},
            {next_step("原机写的", "2026-06-01"), next_step("副本又写", "2026-06-01")})
        self.assertEqual(self.case(case).value(SUMMARY), Text("副本的概要"))
        entries = self.county.center.json("log", "永丰-克隆")["entries"]
        self.assertEqual(
            {each["change"] for each in entries if each["isReissued"]}, {entry.change_id.hex() for entry in lost})
        self.assert_same_state()

        # Both go on, and neither finds anything else to do.
        self.edit(clone, case, "副本继续")
        self.assertIs(clone.sync().outcome, Outcome.COMPLETE)
        self.assertIs(original.sync().outcome, Outcome.COMPLETE)
        self.assertEqual((original.sync().requests, clone.sync().requests), (1, 1))
        self.assertEqual(original.holdings.state_digest, clone.holdings.state_digest)


class PutBack(FaultCase):
    def test_restored_folder_goes_on_as_another_replica_and_gets_back_what_it_lost(self) -> None:
        case = self.county.open_case("永丰-恢复")
        device = self.county.client("一村恢复机", "何干部")
        self.edit(device, case, "备份以前")
        device.sync()
        folder, backup = device.membership.folder, self.county.work / "backup"
        shutil.copytree(folder, backup)
        after = self.edit(device, case, "备份以后")
        device.sync()
        device.close()
        replica = device.holdings.writing
        shutil.rmtree(folder)
        shutil.copytree(backup, folder)

        restored = self.reopen(device)
        self.assertIsNone(restored.holdings.writing, "the witness has seen more than the store")
        fresh = self.edit(restored, case, "恢复以后")
        self.assertEqual(restored.holdings.logs[self.village, restored.holdings.writing].genesis.previous, replica)
        self.assertIs(restored.sync().outcome, Outcome.COMPLETE)
        self.assertEqual(restored.holdings.logs[self.village, replica].entries[-1].change_id, after.change_id)
        self.sync_all()
        self.assertEqual(
            {value for value, _ in self.case(case).readings(NEXT)},
            {next_step("备份以后", "2026-06-01"), next_step("恢复以后", "2026-06-01")})
        self.assertEqual(self.standing(self.client, fresh.change_id), {Standing.APPLIED})
        self.assert_same_state()


    def test_upstream_that_was_put_back_gets_everything_again(self) -> None:
        """Its custody falls and rises (I31), and what it lost comes from whoever holds it, of any replica (I26)."""
        hub, backup = self.county.hub, self.county.work / "hub-backup"
        case = self.county.open_case("永丰-乡镇恢复")
        self.sync_all()
        hub.stop()
        shutil.copytree(hub.folder, backup)
        hub.start()
        self.county.device.run("correct", "永丰-乡镇恢复", "summary=别人写的", "--reason", "补充")
        self.county.device.run("sync")
        change = self.edit(self.client, case, "自己写的")
        self.client.sync()
        hub.stop()
        shutil.rmtree(hub.folder)
        shutil.copytree(backup, hub.folder)
        hub.start()

        sync = Sync()
        self.assertIs(self.client.step(sync), Outcome.AGAIN)
        self.assertIs(self.client.custody(self.village, change.change_id), Custody.HERE)
        while (outcome := self.client.step(sync)) is Outcome.AGAIN:
            pass
        self.assertIs(outcome, Outcome.COMPLETE)
        self.assertIs(self.client.custody(self.village, change.change_id), Custody.AT_UPSTREAM)
        self.sync_all()
        summary = next(
            field for field in self.county.center.json("show", "永丰-乡镇恢复")["fields"] if field["name"] == "summary")
        self.assertEqual([reading["value"] for reading in summary["readings"]], ["别人写的"])
        self.assert_same_state()


class Cut(FaultCase):
    def test_answer_that_is_lost_costs_nothing(self) -> None:
        """The request arrived, its answer did not: it is sent again and nothing is there twice (I6, I27)."""
        case = self.county.open_case("永丰-断线")
        self.sync_all()
        change = self.edit(self.client, case, "断线时写的")
        self.client.connection.exchange(Sync().request(self.client.holdings))
        self.assertIs(self.client.custody(self.village, change.change_id), Custody.HERE)
        self.assertIs(self.client.sync().outcome, Outcome.COMPLETE)
        self.assertIs(self.client.custody(self.village, change.change_id), Custody.AT_UPSTREAM)
        self.sync_all()
        self.assert_same_state()


if __name__ == "__main__":
    unittest.main()
