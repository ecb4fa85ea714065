"""A visit by keyboard alone, from the first page until it is saved: how many keys beside the words, how many seconds."""

import time
import unittest

from training_county import CASE, ZHANG, County
from typist import Typist
from visitor import Visitor

SAID = "邹某说腿还疼，儿子要开学了，想在秋收前有个说法。刘某没有来。"
NEARBY = "张婶"
DEMAND = "先付一部分医药费"
STEP = "约刘某到村委会谈分期"
STEP_DATE, DUE = "2027-05-12", "2027-05-26"
PURPOSE = "看分期谈得怎么样"

# It takes 30: four lead from page to page and save; five answer (two scores, two choices, the mark over the old next
# step); eleven come to what is filled in and to the button, and ten pass what this visit does not need, such as the other
# party's number. Every one more is paid at every visit, several times a day: whoever adds a control on the way folds
# another, or raises this and says why.
KEYS_MAX = 34


class Keyboard(unittest.TestCase):
    def setUp(self) -> None:
        self.county = County()
        self.addCleanup(self.county.close)
        self.county.tell_story()
        self.visitor = Visitor(self.county.zhang)
        self.addCleanup(self.visitor.close)
        self.visitor.sign_in(ZHANG)
        self.page = self.visitor.page
        self.typist = Typist(self.page)

    def scale(self, legend: str):
        return self.page.get_by_role("group", name=legend).get_by_role("radio").first

    def test_a_whole_visit_is_recorded_by_keyboard_alone(self) -> None:
        typist, page = self.typist, self.page
        begun = time.monotonic()
        typist.tab_to(page.locator("main").get_by_role("link", name="记录走访"))
        typist.go()
        typist.tab_to(page.get_by_role("searchbox"))
        typist.write("邹某伤害")
        typist.go()
        typist.tab_to(page.get_by_role("link", name="邹某伤害赔偿纠纷"))
        typist.go()

        # Who says a number is there.
        typist.tab_to(self.scale("邹某 刚见面时心里有多难受？"))
        typist.press("8")
        typist.tab_to(page.get_by_label("旁边还有谁"))
        typist.write(NEARBY)
        typist.choose(page.get_by_label("面对面"))
        typist.tab_to(page.get_by_label("听诉记录"))
        typist.write(SAID)
        typist.tab_to(page.get_by_label("提出什么诉求"))
        typist.write(DEMAND)
        typist.tab_to(page.get_by_label("下一步工作"))
        typist.press("Control+A")
        typist.write(STEP)
        typist.tab_to(page.get_by_label("计划日期"))
        typist.write_date(STEP_DATE)
        typist.tab_to(page.get_by_label("期限", exact=True))
        typist.write_date(DUE)
        typist.tab_to(page.get_by_label("回访事由"))
        typist.write(PURPOSE)
        typist.tab_to(self.scale("邹某 现在心里有多难受？"))
        typist.press("5")
        typist.choose(page.get_by_label("否", exact=True))
        typist.tab_to(page.get_by_role("button", name="保存这次走访"))
        typist.go()
        seconds = time.monotonic() - begun
        print(f"\na visit by keyboard: {len(typist.keys)} keys beside {typist.characters} characters of words, "
              f"{seconds:.1f} s of pages and keys", flush=True)

        self.assertTrue(page.url.endswith("saved=1"), page.url)
        shown = self.page.locator("main").inner_text()
        for words in (SAID, DEMAND, STEP, STEP_DATE, PURPOSE, DUE, NEARBY, "邹某 8 → 5"):
            self.assertIn(words, shown)
        self.assertEqual(len(self.county.zhang.json("show", CASE, "--case")["visits"]), 4)
        self.assertLessEqual(len(typist.keys), KEYS_MAX, typist.keys)
