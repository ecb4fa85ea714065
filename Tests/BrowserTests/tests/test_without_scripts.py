"""A browser without scripts: everything can be done, and a draft is kept where its button is at hand."""

import unittest

from training_county import CASE, ZHANG, County
from visitor import Visitor

NARROW = 360
SAID = "邹某说：先把医药费的事说清楚。"
DEMANDS = ["先付一部分医药费", "请医院出一份证明"]


class WithoutScripts(unittest.TestCase):
    def setUp(self) -> None:
        self.county = County()
        self.addCleanup(self.county.close)
        self.county.tell_story()
        self.visitor = Visitor(self.county.zhang, width=NARROW, scripts=False)
        self.addCleanup(self.visitor.close)
        self.addCleanup(lambda: self.assertEqual((self.visitor.foreign_requests(), self.visitor.failures), ([], [])))
        self.visitor.sign_in(ZHANG)
        self.page = self.visitor.page

    def begin(self) -> None:
        page = self.page
        page.locator("main").get_by_role("link", name="记录走访").click()
        page.get_by_role("searchbox").fill("邹某伤害")
        page.get_by_role("button", name="查找").click()
        page.get_by_role("link", name="邹某伤害赔偿纠纷").click()
        page.get_by_role("group", name="邹某 刚见面时心里有多难受？").get_by_label("8", exact=True).check()
        page.get_by_label("面对面").check()
        page.get_by_label("听诉记录").fill(SAID)

    def is_in_sight(self, name: str) -> bool:
        box = self.page.get_by_role("button", name=name, exact=True).bounding_box()
        height = self.page.viewport_size["height"]
        return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= height

    def test_a_whole_visit_is_kept_gone_on_with_and_saved(self) -> None:
        page = self.page
        self.begin()
        page.get_by_label("提出什么诉求").fill(DEMANDS[0])
        # Wherever one is on the long page, the button that keeps it is there: no script keeps anything by itself.
        for label in ("听诉记录", "提出什么诉求", "期限依据"):
            if label == "期限依据":
                page.get_by_text("回访层级、期限依据").click()
            page.get_by_label(label).scroll_into_view_if_needed()
            self.assertTrue(self.is_in_sight("暂存") and self.is_in_sight("保存这次走访"), label)
        page.get_by_role("button", name="暂存", exact=True).click()
        page.wait_for_url("**/visit/draft/*")
        self.assertIn("已暂存在本机", page.locator("main").inner_text())

        # Away and back: the laptop was closed at lunch.
        self.visitor.goto("/")
        page.get_by_role("region", name="未完成的记录").get_by_role("link").click()
        self.assertEqual(page.get_by_label("听诉记录").input_value(), SAID)
        page.get_by_role("button", name="再加一项诉求").click()
        page.get_by_label("提出什么诉求").nth(1).fill(DEMANDS[1])
        # Another person is looked for and found in the middle of the form.
        page.get_by_role("button", name="换户、换案件，或找别的人").click()
        page.get_by_role("searchbox").fill("刘小某")
        page.get_by_role("button", name="查找").click()
        page.get_by_role("button", name="刘小某").click()
        page.wait_for_url("**/visit/draft/*")
        self.assertTrue(page.get_by_role("checkbox", name="刘小某").is_checked())
        self.assertEqual([page.get_by_label("提出什么诉求").nth(i).input_value() for i in (0, 1)], DEMANDS)
        page.get_by_role("group", name="邹某 现在心里有多难受？").get_by_label("6", exact=True).check()
        page.get_by_role("button", name="保存这次走访").click()
        page.wait_for_url("**saved=1")

        shown = page.locator("main").inner_text()
        for words in (SAID, *DEMANDS, "邹某 8 → 6", "刘小某"):
            self.assertIn(words, shown)
        self.assertEqual(len(self.county.zhang.json("show", CASE, "--case")["visits"]), 4)
        self.visitor.goto("/")
        self.assertEqual(page.get_by_role("region", name="未完成的记录").count(), 0)

    def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(self) -> None:
        page = self.page
        self.begin()
        page.get_by_role("group", name="有安全风险").get_by_label("是").check()
        self.assertIn("请现在就打电话", page.locator("main").inner_text())
        page.get_by_role("button", name="保存这次走访").click()
        self.assertIn("请选是哪一种风险", page.locator("main").inner_text())
        self.assertEqual(page.get_by_label("听诉记录").input_value(), SAID)
        page.get_by_label("自伤").check()
        page.get_by_role("button", name="保存这次走访").click()
        page.wait_for_url("**saved=1")

    def test_enter_in_a_line_keeps_the_draft_and_saves_nothing(self) -> None:
        self.begin()
        self.page.get_by_label("旁边还有谁").fill("张婶")
        self.page.get_by_label("旁边还有谁").press("Enter")
        self.page.wait_for_url("**/visit/draft/*")
        self.assertEqual(self.page.get_by_label("旁边还有谁").input_value(), "张婶")
        self.assertEqual(len(self.county.zhang.json("show", CASE, "--case")["visits"]), 3)

    def test_who_was_present_is_corrected_row_by_row(self) -> None:
        page = self.page
        self.visitor.goto("/find?q=" + CASE)
        page.get_by_role("link", name="邹某伤害赔偿纠纷").first.click()
        page.locator(".entry.visit").first.get_by_role("link", name="更正").click()
        present = page.get_by_role("group", name="在场人员", exact=True)
        rows = present.get_by_role("group").count()
        present.get_by_role("button", name="再加一项").click()
        self.assertEqual(present.get_by_role("group").count(), rows + 1)
        present.get_by_label("姓名").last.fill("王奶奶")
        # Enter saves; it does not take a row away.
        present.get_by_label("姓名").last.press("Enter")
        page.wait_for_url("**saved=1")
        self.assertIn("王奶奶", page.locator("main").inner_text())
        page.get_by_role("link", name="更正").click()
        present.get_by_role("group", name=f"在场人员 {rows + 1}").get_by_role("button", name="删去这一项").click()
        self.assertEqual(present.get_by_role("group").count(), rows)
        page.get_by_role("button", name="保存").click()
        page.wait_for_url("**saved=1")
        self.assertNotIn("王奶奶", page.locator("main").inner_text())
