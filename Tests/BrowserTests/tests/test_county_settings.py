"""The administrator adds a question on a telephone's width, in a browser without scripts."""

import unittest

import checks
from training_county import ADMIN, County
from visitor import Visitor

NARROW = 360
QUESTION = "家里的用水是从哪里来的，雨季和旱季一样吗"


class CountySettings(unittest.TestCase):
    def setUp(self) -> None:
        self.county = County()
        self.addCleanup(self.county.close)
        self.county.tell_story()
        self.visitor = Visitor(self.county.center, width=NARROW, scripts=False)
        self.addCleanup(self.visitor.close)
        self.visitor.sign_in(ADMIN)
        self.page = self.visitor.page

    def test_a_question_is_added_seen_and_ended(self) -> None:
        page = self.page
        page.get_by_role("link", name="填报").first.click()
        page.get_by_role("link", name="县级设置").click()
        page.get_by_role("textbox", name="问题").fill(QUESTION)
        page.get_by_label("答案的类型").select_option(label="代码")
        page.get_by_label("可选的答案").fill("井水\n自来水")
        page.get_by_role("button", name="增加").first.click()
        page.wait_for_url("**/county?done=1")
        main = page.locator("main").inner_text()
        for words in (QUESTION, "自来水", "使用中"):
            self.assertIn(words, main)
        self.assertEqual(checks.width(self.visitor), [])

        page.locator("main summary").first.click()
        page.locator("main details[open]").get_by_role("button", name="停用").click()
        page.get_by_text("已停用").first.wait_for()
        self.assertIn("已停用", page.locator("main").inner_text())
        self.assertEqual((self.visitor.foreign_requests(), self.visitor.failures), ([], []))


if __name__ == "__main__":
    unittest.main()
