"""A day with pages: villages without a line, the township's evening, the county's morning, a forgotten PIN."""

import unittest

from training_county import ADMIN, LI, STORY, TOWN, ZHANG, County
from visitor import Visitor


class Day(unittest.TestCase):
    def setUp(self) -> None:
        self.county = County()
        self.addCleanup(self.county.close)

    def visitor(self, node, person: str | None = None) -> Visitor:
        visitor = Visitor(node)
        self.addCleanup(visitor.close)
        self.addCleanup(lambda: self.assertEqual((visitor.foreign_requests(), visitor.failures), ([], [])))
        return visitor.sign_in(person) if person else visitor

    def text(self, visitor: Visitor, path: str | None = None) -> str:
        if path:
            visitor.goto(path)
        return visitor.page.locator("main").inner_text()

    def machine(self, visitor: Visitor, name: str) -> str:
        visitor.goto("/board")
        return visitor.page.locator(".machine", has=visitor.page.get_by_role("link", name=name)).inner_text()

    def sync(self, visitor: Visitor) -> None:
        visitor.goto("/")
        visitor.page.locator("main").get_by_role("button", name="同步").click()
        visitor.page.get_by_role("heading", name="同步完成").wait_for()

    def test_the_township_sees_in_the_evening_who_returned_and_the_county_in_the_morning(self) -> None:
        self.county.tell_story()
        zhang = self.visitor(self.county.zhang, ZHANG)
        zhang.goto("/")
        zhang.page.get_by_label("说明").fill("下午有雨")
        zhang.page.get_by_role("button", name="签报").click()
        zhang.page.wait_for_load_state()
        self.assertIn("今天已签报", self.text(zhang))
        self.sync(zhang)

        town = self.visitor(self.county.hub, TOWN)
        self.assertIn("应报 2 台，已报 1 台", self.text(town, "/board"))
        self.assertIn("已报：3 次走访", self.machine(town, "一村甲机"))
        self.assertIn("下午有雨", self.machine(town, "一村甲机"))
        self.assertIn("还没有签报", self.machine(town, "一村乙机"))

        li = self.visitor(self.county.li, LI)
        li.goto("/")
        li.page.get_by_role("button", name="签报：今天没有走访").click()
        li.page.wait_for_load_state()
        self.sync(li)
        self.assertIn("已报：今天没有走访", self.machine(town, "一村乙机"))
        self.sync(town)

        county = self.visitor(self.county.center, ADMIN)
        self.assertIn("应报 2 台，已报 2 台", self.text(county, "/board"))
        self.assertIn("说法", self.text(county, "/") + self.text(county, "/board"))

    def test_a_forgotten_pin_is_set_anew_without_a_line_and_nothing_is_lost(self) -> None:
        zhang = self.visitor(self.county.zhang, ZHANG)
        self.county.zhang.run("household", "add", "address=石仓组17号", "--as", ZHANG)
        zhang.page.get_by_role("button", name="锁定").click()
        zhang.page.wait_for_url("**/people")
        town = self.visitor(self.county.hub, TOWN)
        zhang.choose(ZHANG)
        zhang.page.get_by_role("link", name="忘记密码").click()
        challenge = zhang.page.locator(".digits").inner_text()

        town.goto("/board")
        town.page.get_by_role("link", name="有人忘记密码").click()
        town.page.get_by_label("谁忘记了密码").select_option(label=f"{ZHANG} · 一村甲机")
        town.page.get_by_label("12 位数字").fill(challenge)
        town.page.get_by_role("button", name="算出答复").click()
        answer = town.page.locator(".digits").inner_text()
        self.county.hub.stop()
        self.addCleanup(self.county.hub.start)

        zhang.page.get_by_label("10 位数字").fill(answer)
        zhang.set_pin("4826")
        zhang.page.wait_for_url(zhang.origin + "/")
        self.assertIn(ZHANG, zhang.page.locator("header").inner_text())
        self.assertIn("石仓组17号", self.county.zhang.run("household", "list"))
        self.assertEqual(self.county.zhang.json("status")["held"], 1)

    def test_a_lost_laptop_is_revoked_and_another_takes_its_place(self) -> None:
        self.county.tell_story()
        county = self.visitor(self.county.center, ADMIN)
        self.county.zhang.run("household", "add", "address=石仓组17号", "--as", ZHANG)
        county.goto("/board")
        county.page.get_by_role("link", name="一村甲机").click()
        county.page.get_by_role("link", name="停用这台机器").click()
        county.page.get_by_label("停用原因").fill("丢失")
        county.page.get_by_role("button", name="确认停用").click()
        county.page.get_by_role("heading", name="发给替换的机器").wait_for()
        self.assertIn("已停用", self.text(county))
        county.page.get_by_label("它的上级").select_option(label="藤田镇")
        county.page.get_by_label("新机器同步的地址").fill(f"https://127.0.0.1:{self.county.hub.port}")
        with county.page.expect_download() as download:
            county.page.get_by_role("button", name="下载邀请文件").click()
        invite = self.county.work / "again.invite"
        download.value.save_as(invite)
        self.county.sync(self.county.hub)
        again = self.county.another("again")
        again.run("join", str(invite))
        again.run("sync")
        self.assertIn("YF-2026-0001", again.run("case", "list"))

        # What the lost one still had comes late: it is kept, and the county rules.
        self.county.sync(self.county.zhang, self.county.hub)
        county.goto("/board/held")
        self.assertIn("写它的机器已停用", self.text(county))
        county.page.get_by_label("裁定理由").fill("找回后补交")
        county.page.get_by_role("button", name="认可").click()
        county.page.get_by_text("裁定已记下").wait_for()
        self.assertIn("没有待裁定的记录", self.text(county))
        self.assertIn("石仓组17号", self.county.center.run("household", "list"))

    def correct_the_next_step(self, visitor: Visitor, step: str) -> None:
        visitor.goto("/")
        visitor.page.locator(".tasks a").first.click()
        visitor.page.get_by_role("link", name="更正").first.click()
        visitor.page.locator("[name='next.step']").fill(step)
        visitor.page.get_by_role("button", name="保存").click()
        visitor.page.get_by_role("status").first.wait_for()

    def test_two_cadres_without_a_line_disagree_and_one_of_them_settles_it(self) -> None:
        self.county.zhang.run("import", str(STORY / "1-first-reception.jsonl"), "--as", ZHANG)
        self.county.sync(self.county.zhang, self.county.hub, self.county.li)
        self.county.hub.stop()
        self.addCleanup(self.county.hub.stop)
        zhang, li = self.visitor(self.county.zhang, ZHANG), self.visitor(self.county.li, LI)
        self.correct_the_next_step(zhang, "先约刘小某单独谈")
        self.correct_the_next_step(li, "请司法所先核算赔偿数额")
        li.goto("/")
        li.page.locator("main").get_by_role("button", name="同步").click()
        li.page.get_by_role("heading", name="没有同步完").wait_for()

        self.county.hub.start()
        for visitor in (zhang, li, zhang):
            self.sync(visitor)
        zhang.goto("/conflicts")
        self.assertIn("先约刘小某单独谈", self.text(zhang))
        self.assertIn("请司法所先核算赔偿数额", self.text(zhang))
        self.assertIn(LI, self.text(zhang))
        zhang.page.get_by_role("link", name="核对").click()
        zhang.page.locator(".option", has_text="请司法所先核算赔偿数额").get_by_role("radio").first.check()
        zhang.page.get_by_label("原因").fill("电话里商量好了")
        zhang.page.get_by_role("button", name="就这样定").click()
        zhang.page.wait_for_url("**saved=1")
        for visitor in (zhang, li):
            self.sync(visitor)
            self.assertIn("没有说法不一的地方", self.text(visitor, "/conflicts"))
        self.assertIn("请司法所先核算赔偿数额", self.text(li, "/"))
