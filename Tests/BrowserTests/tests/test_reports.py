"""Returns: chosen on a page without scripts on a narrow screen, saved, and read as WPS or Excel would read them."""

import datetime
import os
import unittest
from pathlib import Path

from openpyxl import Workbook, load_workbook

import checks
from training_county import ADMIN, CASE, TOWN, ZHANG, County
from visitor import Visitor

NUMBER = "360899196403120010"
# In which the dispute of the story was first received.
MONTH = "2026-04"


class Reports(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.county = County()
        cls.addClassCleanup(cls.county.close)
        cls.county.tell_story()
        cls.county.zhang.run("correct", "邹某", f"identity={NUMBER}", "--as", ZHANG)
        cls.county.zhang.run("correct", CASE, "summary==1+1", "people_count=12", "amount_involved=600000", "--as", ZHANG)
        cls.county.sync(cls.county.zhang, cls.county.hub)

    def visitor(self, node, person: str, **more) -> Visitor:
        visitor = Visitor(node, **more)
        self.addCleanup(visitor.close)
        self.addCleanup(lambda: self.assertEqual((visitor.foreign_requests(), visitor.failures), ([], [])))
        return visitor.sign_in(person)

    def saved(self, visitor: Visitor, title: str, form: str = "Excel") -> Path:
        """The file that the page gives for this return."""
        page = visitor.page
        visitor.goto("/board")
        page.get_by_role("link", name="出报表").click()
        page.get_by_label(title).check()
        page.get_by_label("月份").fill(MONTH)
        page.get_by_label("文件格式").select_option(label=next(
            label for label in page.locator("#form option").all_inner_texts() if label.startswith(form)))
        with page.expect_download() as download:
            page.get_by_role("button", name="下载").click()
        path = self.county.work / download.value.suggested_filename
        download.value.save_as(path)
        return path

    def book(self, path: Path) -> Workbook:
        book = load_workbook(path)
        self.assertEqual(book.sheetnames, ["报表", "说明", "来源"])
        for sheet in book:
            self.assertEqual((sheet.page_setup.orientation, int(sheet.page_setup.paperSize)), ("landscape", 9))
            self.assertTrue(sheet.freeze_panes)
            self.assertFalse(sheet.merged_cells.ranges)
            for row in sheet.iter_rows():
                for cell in row:
                    self.assertNotEqual(cell.data_type, "f", cell.coordinate)
        return book

    def rows(self, book: Workbook) -> list[dict]:
        """The rows of the table by the titles of its columns; the title and the line below it stand before."""
        rows = list(book["报表"].iter_rows(min_row=3))
        titles = [cell.value for cell in rows[0]]
        return [dict(zip(titles, row)) for row in rows[1:] if row[0].value]

    def test_a_ledger_is_a_workbook_with_texts_dates_and_sums(self) -> None:
        for visitor in (self.visitor(self.county.hub, TOWN, width=360, scripts=False),
                        self.visitor(self.county.center, ADMIN)):
            if visitor.node is self.county.center:
                self.county.sync(self.county.hub)
            book = self.book(self.saved(visitor, "乡镇(街道)矛盾纠纷工作台账"))
            line, total = self.rows(book)[:2]
            self.assertEqual(line["身份证号"].value, "360899********0010")
            self.assertEqual(line["纠纷简要情况"].value, "=1+1")
            self.assertEqual((line["身份证号"].data_type, line["联系电话"].number_format), ("s", "@"))
            self.assertIsInstance(line["排查(受理)日期"].value, datetime.datetime)
            self.assertEqual((line["涉及金额(元)"].value, total["涉及金额(元)"].value), (600000, 600000))
            self.assertEqual((total["序号"].value, total["涉及人数"].value), ("合计", 12))
            visits = line["走访次数"].value
            self.assertGreater(visits, 0)
            source = [row for row in book["来源"].iter_rows(min_row=2, values_only=True) if row[:2] == ("1", "走访次数")]
            self.assertEqual([(row[2], row[3], row[4]) for row in source], [(visits, visits, CASE)])
            self.assertEqual(len(source[0][5].split()), visits)

    def test_the_monthly_table_adds_up_and_names_its_cases(self) -> None:
        visitor = self.visitor(self.county.hub, TOWN)
        book = self.book(self.saved(visitor, "矛盾纠纷排查调处月报表"))
        rows = self.rows(book)
        found = [row for row in rows if row["指标"].value == "排查数"]
        for column in ("县市区", "乡镇街道", "村居", "小计", "年度累计"):
            for group in ("按类别", "按规模"):
                parts = sum(row[column].value for row in found if row["分类"].value == group)
                self.assertEqual(parts, found[0][column].value, (group, column))
        self.assertEqual(found[0]["小计"].value, 1)
        self.assertIn("0.0%", {row["小计"].number_format for row in rows if row["指标"].value == "调处率"})
        named = [row for row in book["来源"].iter_rows(min_row=2, values_only=True)
                 if row[:2] == ("合计 合计 排查数", "小计")]
        self.assertEqual([(row[2], row[4]) for row in named], [(1, CASE)])

    def test_csv_is_read_in_both_encodings(self) -> None:
        visitor = self.visitor(self.county.hub, TOWN)
        plain = self.saved(visitor, "矛盾纠纷事件清单", "CSV，UTF-8").read_bytes().decode("utf-8-sig")
        other = self.saved(visitor, "矛盾纠纷事件清单", "CSV，GB18030").read_bytes().decode("gb18030")
        self.assertEqual(plain, other)
        self.assertIn("邹某伤害赔偿纠纷", plain)

    def test_the_page_is_for_everybody_at_any_width(self) -> None:
        for width in (360, 768, 1280):
            visitor = self.visitor(self.county.hub, TOWN, width=width)
            visitor.goto("/reports")
            for check in (checks.labels, checks.outline, checks.contrast, checks.width, checks.targets, checks.focus):
                self.assertEqual(check(visitor), [], f"{width}: {check.__name__}")
            if folder := os.environ.get("TINGSU_SCREENS"):
                visitor.page.screenshot(path=Path(folder) / f"reports-{width}.png", full_page=True)

    def test_a_ledger_is_checked_by_anybody_at_any_width(self) -> None:
        text = ("矛盾纠纷台账,,,,\n序号,村,受理日期,当事人,纠纷简要情况,身份\n"
                "1,,2026/1/5,邹　某,两家争水。已劝开,户主\n合计,,,,1,\n")
        for width in (360, 768, 1280):
            visitor = self.visitor(self.county.hub, TOWN, width=width)
            visitor.goto("/ledger")
            page = visitor.page
            page.get_by_label("台账文件").set_input_files(
                {"name": "台账.csv", "mimeType": "text/csv", "buffer": text.encode("gb18030")})
            page.get_by_label("没有写村的，记到哪里").select_option(index=1)
            page.get_by_role("button", name="开始").click()
            page.get_by_role("heading", name="检查通过：1 个案件，会新增 3 条记录，0 条已有").wait_for()
            for check in (checks.labels, checks.outline, checks.contrast, checks.width, checks.targets, checks.focus):
                self.assertEqual(check(visitor), [], f"{width}: {check.__name__}")
            if folder := os.environ.get("TINGSU_SCREENS"):
                page.screenshot(path=Path(folder) / f"ledger-{width}.png", full_page=True)
