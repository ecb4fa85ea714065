"""Days without a line: the laptop's files go to the township on a stick, and the answer comes back."""

import os
import unittest
from pathlib import Path

import checks
from training_county import TOWN, ZHANG, County
from visitor import Visitor


class Sticks(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.county = County()
        cls.addClassCleanup(cls.county.close)
        cls.county.tell_story()

    def visitor(self, node, person: str, width: int) -> Visitor:
        visitor = Visitor(node, width=width)
        self.addCleanup(visitor.close)
        self.addCleanup(lambda: self.assertEqual((visitor.foreign_requests(), visitor.failures), ([], [])))
        return visitor.sign_in(person)

    def look(self, visitor: Visitor, name: str) -> None:
        for check in (checks.labels, checks.outline, checks.contrast, checks.width, checks.targets, checks.focus):
            self.assertEqual(check(visitor), [], f"{name}: {check.__name__}")
        if folder := os.environ.get("TINGSU_SCREENS"):
            visitor.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    def save(self, visitor: Visitor, stick: Path) -> list[Path]:
        """Opens every file that the page hands out, and answers where it was put."""
        saved = []
        for link in visitor.page.locator("a[download]").all():
            with visitor.page.expect_download() as download:
                link.click()
            path = stick / download.value.suggested_filename
            download.value.save_as(path)
            saved.append(path)
        return saved

    def bring(self, visitor: Visitor, files: list[Path]) -> str:
        visitor.page.locator("#form-file").set_input_files(files)
        visitor.page.get_by_role("button", name="收下").click()
        visitor.page.get_by_role("heading", name="收下了").wait_for()
        return visitor.page.locator("main").inner_text()

    def test_a_day_travels_on_a_stick(self) -> None:
        stick = self.county.work / "stick"
        stick.mkdir()
        zhang = self.visitor(self.county.zhang, ZHANG, 360)
        zhang.goto("/sync")
        zhang.page.get_by_role("link", name="用U盘送").click()
        zhang.page.wait_for_url("**/stick")
        self.look(zhang, "stick-360")
        zhang.page.get_by_role("button", name="做U盘文件").click()
        zhang.page.get_by_role("heading", name="做好了").wait_for()
        self.look(zhang, "stick-made-360")
        sent = self.save(zhang, stick)
        self.assertEqual([path.name[:10] for path in sent], ["tingsu-up-"])
        self.assertIn("还没有回执的", zhang.page.locator("main").inner_text())

        town = self.visitor(self.county.hub, TOWN, 1280)
        town.goto("/board")
        town.page.get_by_role("link", name="收U盘送来的记录").click()
        town.page.wait_for_url("**/stick")
        self.look(town, "stick-hub-1280")
        self.assertIn("送来的", self.bring(town, sent))
        self.look(town, "stick-taken-1280")
        answers = self.save(town, stick)
        self.assertEqual([path.name[:14] for path in answers], ["tingsu-answer-"])

        zhang.goto("/stick")
        self.assertIn("的回执", self.bring(zhang, answers))
        self.look(zhang, "stick-answered-360")
        self.assertNotIn("还没有回执的", zhang.page.locator("main").inner_text())


if __name__ == "__main__":
    unittest.main()
