"""The laptop goes out in the middle of a visit: nothing that was written is lost, and nothing is saved twice."""

import unittest
from collections.abc import Callable

from training_county import CASE, ZHANG, County
from visitor import Visitor

SAID = "邹某说票据都带来了，\n刘某那边一直没有回话。"
DEMAND = "希望村里把两家叫到一起谈一次"
NEARBY = "张婶、老李"


class Crash(unittest.TestCase):
    def setUp(self) -> None:
        self.county = County()
        self.addCleanup(self.county.close)
        self.county.tell_story()
        self.node = self.county.zhang
        self.before = self.visits()
        self.visitor = self.at_home()

    def at_home(self) -> Visitor:
        """A browser that was just opened from the icon, with the PIN given."""
        visitor = Visitor(self.node)
        self.addCleanup(visitor.close)
        return visitor.sign_in(ZHANG)

    def visits(self) -> list[str]:
        """What was said at each visit of the case, as the command line of the laptop has it."""
        file = self.node.json("show", CASE, "--case")
        fields = [field for visit in file["visits"] for field in visit["record"]["fields"] if field["name"] == "narrative"]
        # What was said back to back is a record of its own, for its readers.
        notes = [other for other in file["others"] if other["record"]["kind"] == "restricted_note"]
        fields += [field for note in notes for field in note["fields"] if field["name"] == "text"]
        return [field["readings"][0]["value"] for field in fields]

    def begin(self) -> None:
        """Half of the form: who was there, how they feel, what was said."""
        page = self.visitor.page
        page.get_by_role("link", name="记录走访").first.click()
        page.get_by_role("link", name="邹某伤害赔偿纠纷").click()
        page.get_by_role("checkbox", name="邹某").check()
        page.get_by_role("group", name="邹某 刚见面时心里有多难受？").get_by_label("8", exact=True).check()
        page.get_by_label("旁边还有谁").fill(NEARBY)
        page.get_by_label("背靠背").check()
        page.get_by_label("听诉记录").fill(SAID)
        page.get_by_label("提出什么诉求").fill(DEMAND)
        # The pause: what was typed last is kept.
        with page.expect_response(lambda answer: answer.ok and "2026-06-01" in (answer.request.post_data or "")):
            page.get_by_label("下次联系日期").evaluate("field => field.closest('details').open = true")
            page.get_by_label("下次联系日期").fill("2026-06-01")

    def back(self) -> Visitor:
        """The laptop is on again."""
        self.node.start()
        self.visitor = self.at_home()
        return self.visitor

    def power_cut(self) -> Visitor:
        self.node.kill()
        return self.back()

    def expect_every_word(self) -> None:
        page = self.visitor.page
        self.assertTrue(page.get_by_role("checkbox", name="邹某").is_checked())
        scale = page.get_by_role("group", name="邹某 刚见面时心里有多难受？")
        self.assertTrue(scale.get_by_label("8", exact=True).is_checked())
        self.assertEqual(page.get_by_label("旁边还有谁").input_value(), NEARBY)
        self.assertTrue(page.get_by_label("背靠背").is_checked())
        self.assertEqual(page.get_by_label("听诉记录").input_value(), SAID)
        self.assertEqual(page.get_by_label("提出什么诉求").first.input_value(), DEMAND)
        self.assertEqual(page.get_by_label("下次联系日期").input_value(), "2026-06-01")

    def open_draft(self) -> None:
        page = self.visitor.page
        drafts = page.get_by_role("region", name="未完成的记录")
        self.assertEqual(drafts.get_by_role("link").count(), 1)
        drafts.get_by_role("link", name="邹某伤害赔偿纠纷").click()
        page.wait_for_url("**/visit/draft/*")

    def expect_saved_once(self) -> None:
        """One visit more than before, with what was said; and nothing unfinished at home."""
        visits = self.visits()
        self.assertEqual(sorted(visits), sorted([*self.before, SAID]))
        self.visitor.goto("/")
        self.assertEqual(self.visitor.page.get_by_role("region", name="未完成的记录").count(), 0)

    def test_a_power_cut_in_mid_form_costs_no_word_and_the_visit_is_saved_once(self) -> None:
        self.begin()
        self.power_cut()
        self.open_draft()
        self.expect_every_word()
        page = self.visitor.page
        page.get_by_role("group", name="邹某 现在心里有多难受？").get_by_label("5", exact=True).check()
        page.get_by_role("button", name="保存这次走访").click()
        page.wait_for_url("**saved=1")
        self.expect_saved_once()

    def save(self) -> None:
        self.visitor.page.get_by_role("button", name="保存这次走访").click()

    def test_a_power_cut_before_the_form_arrives_leaves_the_draft(self) -> None:
        self.begin()
        self.visitor.page.route("**/visit/save", lambda route: (self.node.kill(), route.abort()))
        with self.visitor.page.expect_event("requestfailed"):
            self.save()
        self.back()
        self.assertEqual(self.visits(), self.before)
        self.open_draft()
        self.expect_every_word()
        self.save()
        self.visitor.page.wait_for_url("**saved=1")
        self.expect_saved_once()

    def test_a_power_cut_right_after_pressing_save_leaves_one_visit_or_the_draft(self) -> None:
        self.begin()
        # Wherever the request is by then: on its way, read, or half answered.
        with self.visitor.page.expect_request("**/visit/save"):
            self.visitor.page.get_by_role("button", name="保存这次走访").click(no_wait_after=True)
        self.power_cut()
        if self.visits() == self.before:
            self.open_draft()
            self.expect_every_word()
            self.save()
            self.visitor.page.wait_for_url("**saved=1")
        self.expect_saved_once()

    def lose_the_answer(self, then: Callable[[], None] = lambda: None) -> None:
        """The visit is saved, and the browser never hears of it."""
        self.begin()
        page = self.visitor.page
        page.route("**/visit/save", lambda route: (route.fetch(max_redirects=0), then(), route.abort()))
        with page.expect_event("requestfailed"):
            self.save()
        page.unroute("**/visit/save")

    def test_a_visit_whose_answer_never_arrived_is_there_once_and_its_draft_is_gone(self) -> None:
        self.lose_the_answer(then=self.node.kill)
        self.back()
        self.expect_saved_once()

    def test_sending_a_form_again_whose_answer_was_lost_shows_the_visit_and_makes_no_second_one(self) -> None:
        self.lose_the_answer()
        self.visitor.page.reload()
        self.visitor.page.wait_for_url("**saved=1")
        self.assertIn(SAID.splitlines()[0], self.visitor.page.locator("main").inner_text())
        self.expect_saved_once()

    def test_who_sends_the_form_again_after_the_power_cut_is_told_where_to_look(self) -> None:
        self.lose_the_answer(then=self.node.kill)
        self.node.start()
        self.visitor.page.reload()
        self.assertIn("未完成的记录", self.visitor.page.locator("main").inner_text())
        self.visitor = self.at_home()
        self.expect_saved_once()
