"""Opening the pages, the PIN, locking, and the way home."""

import unittest

from training_county import LI, TOWN, ZHANG, ZHOU, County
from visitor import PIN, Visitor


class Access(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.county = County()
        cls.addClassCleanup(cls.county.close)

    def visitor(self, node, **how) -> Visitor:
        visitor = Visitor(node, **how)
        self.addCleanup(visitor.close)
        self.addCleanup(lambda: self.assertEqual((visitor.foreign_requests(), visitor.failures), ([], [])))
        return visitor

    def heading(self, visitor: Visitor) -> str:
        return visitor.page.locator("h1").inner_text()

    def test_a_cadre_opens_chooses_their_name_sets_a_pin_and_is_at_home(self) -> None:
        visitor = self.visitor(self.county.li).open()
        self.assertEqual(self.heading(visitor), "您是哪一位？")
        visitor.choose(LI).set_pin("4826")
        visitor.page.wait_for_url(visitor.origin + "/")
        self.assertEqual(self.heading(visitor), "今天")
        self.assertIn(LI, visitor.page.locator("header").inner_text())
        self.assertIn("练习", visitor.page.locator(".training").inner_text())

    def test_a_launch_key_opens_one_browser_only(self) -> None:
        address = self.county.hub.address()
        first, second = self.visitor(self.county.hub), self.visitor(self.county.hub)
        first.origin = second.origin = address.split("/open")[0]
        first.page.goto(address)
        first.page.wait_for_url("**/people")
        second.page.goto(address)
        second.page.wait_for_load_state()
        self.assertIn("听诉", self.heading(second))
        self.assertEqual(second.goto("/people"), 403)

    def test_a_wrong_pin_does_not_let_in_and_says_what_to_do(self) -> None:
        visitor = self.visitor(self.county.zhang).sign_in(ZHOU)
        visitor.page.get_by_role("button", name="锁定").click()
        visitor.page.wait_for_url("**/people")
        visitor.choose(ZHOU).enter_pin("5555")
        self.assertIn("密码不对", visitor.page.get_by_role("alert").inner_text())
        self.assertEqual(visitor.page.evaluate("document.activeElement.id"), "pin")
        visitor.goto("/")
        self.assertTrue(visitor.page.url.endswith("/people"), visitor.page.url)
        visitor.choose(ZHOU).enter_pin(PIN)
        visitor.page.wait_for_url(visitor.origin + "/")

    def test_a_locked_page_shows_nothing_until_the_pin_is_typed(self) -> None:
        visitor = self.visitor(self.county.zhang).sign_in(ZHANG)
        visitor.page.get_by_role("button", name="锁定").click()
        visitor.page.wait_for_url("**/people")
        self.assertEqual(visitor.page.locator("nav").count(), 0)
        visitor.page.go_back()
        visitor.page.wait_for_load_state()
        self.assertEqual(visitor.page.locator("nav").count(), 0)

    def test_everything_works_without_scripts(self) -> None:
        visitor = self.visitor(self.county.hub, scripts=False).sign_in(TOWN)
        self.assertEqual(self.heading(visitor), "今天")
        visitor.page.get_by_role("button", name="English").click()
        self.assertEqual(self.heading(visitor), "Today")

    def test_a_sync_from_the_page_ends_with_what_went(self) -> None:
        self.county.zhang.run("household", "add", "address=石仓组17号", "--as", ZHANG)
        visitor = self.visitor(self.county.zhang).sign_in(ZHANG)
        visitor.page.locator("main").get_by_role("button", name="同步").click()
        visitor.page.wait_for_url("**/sync")
        visitor.page.get_by_role("heading", name="同步完成").wait_for()
        self.assertRegex(visitor.page.locator("main").inner_text(), "送出 [1-9]")

    def test_a_sync_without_a_line_says_so_in_a_sentence(self) -> None:
        visitor = self.visitor(self.county.hub).sign_in(TOWN)
        self.county.center.stop()
        self.addCleanup(self.county.center.start)
        visitor.page.locator("main").get_by_role("button", name="同步").click()
        visitor.page.wait_for_url("**/sync")
        visitor.page.get_by_role("heading", name="没有同步完").wait_for()
        self.assertTrue(visitor.page.get_by_role("button", name="再试一次").is_visible())
