"""A signed sheet: photographed, attached, brought up, and looked at on a colleague's laptop."""

import os
import struct
import unittest
import zlib
from pathlib import Path

import checks
from training_county import LI, ZHANG, County
from visitor import Visitor


def picture(width: int = 400, height: int = 300) -> bytes:
    """A PNG that is one and does not compress: a scan's worth of noise."""
    rows = b"".join(b"\0" + os.urandom(3 * width) for _ in range(height))

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Files(unittest.TestCase):
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

    def sync(self, visitor: Visitor) -> None:
        visitor.goto("/sync")
        visitor.page.get_by_role("button", name="现在同步").click()
        visitor.page.get_by_role("heading", name="同步完成").wait_for()

    def test_a_signed_sheet_reaches_a_colleague(self) -> None:
        scan = self.county.work / "签字件.png"
        scan.write_bytes(picture())
        zhang = self.visitor(self.county.zhang, ZHANG, 360)
        zhang.goto("/find?q=%E9%82%B9%E6%9F%90")
        zhang.page.get_by_role("link", name="伤害赔偿").first.click()
        # Of the agreement: files of a visit without the other side go to named readers only.
        zhang.page.get_by_role("link", name="附上签字件").last.click()
        zhang.page.wait_for_url("**/attach")
        self.look(zhang, "attach-360")
        zhang.page.get_by_role("button", name="附上").click()
        self.assertIn("还没有选文件", zhang.page.get_by_role("alert").inner_text())
        zhang.page.locator("#form-file").set_input_files(scan)
        zhang.page.get_by_label("说明").fill("双方已签字")
        zhang.page.get_by_role("button", name="附上").click()
        link = zhang.page.locator(".files a")
        self.assertRegex(link.inner_text(), r"图片 \d+ KB")
        self.assertIn("在本机", zhang.page.locator(".files").inner_text())
        self.look(zhang, "files-360")
        path = zhang.page.url.removeprefix(zhang.origin)
        self.sync(zhang)
        zhang.goto(path)
        self.assertIn("已送到上级", zhang.page.locator(".files").inner_text())

        li = self.visitor(self.county.li, LI, 1280)
        self.sync(li)
        li.goto(path)
        self.look(li, "files-absent-1280")
        li.page.get_by_role("button", name="取回").click()
        self.assertIn("下次同步时取回", li.page.locator(".files").inner_text())
        self.sync(li)
        li.goto(path)
        self.look(li, "files-1280")
        li.page.locator(".files a").click()
        li.page.wait_for_load_state()
        self.look(li, "picture-1280")
        size = li.page.evaluate("[document.images[0].naturalWidth, document.images[0].naturalHeight]")
        self.assertEqual(size, [400, 300])


if __name__ == "__main__":
    unittest.main()
