"""Writes a picture of every page at three widths: `screens/NODE-PAGE-WIDTH.png`."""

import re
import shutil
import sys
from pathlib import Path

from training_county import ADMIN, TOWN, ZHANG, County
from visitor import Visitor
from walk import kind_of, pages

WIDTHS = [360, 768, 1280]


def take(visitor: Visitor, folder: Path, name: str) -> int:
    for width in WIDTHS:
        visitor.resize(width)
        # As tall as the page: what stays at the foot of the window would otherwise lie over its middle.
        height = visitor.page.evaluate("document.documentElement.scrollHeight")
        visitor.page.set_viewport_size({"width": width, "height": height})
        visitor.page.screenshot(path=folder / f"{visitor.node.name}-{name}-{width}.png", full_page=True)
    return len(WIDTHS)


def name_of(path: str) -> str:
    """`/record/:/KIND/:/correct` is `record-correct`."""
    return re.sub(r"[^A-Za-z0-9]+", "-", kind_of(path).replace("KIND", "")).strip("-") or "home"


def main() -> int:
    folder = Path(sys.argv[1])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    county = County()
    count = 0
    try:
        county.tell_story()
        for node, person in ((county.zhang, ZHANG), (county.hub, TOWN), (county.center, ADMIN)):
            visitor = Visitor(node).open()
            count += take(visitor, folder, "people")
            visitor.choose(person)
            count += take(visitor, folder, "pin-set")
            visitor.set_pin()
            visitor.page.wait_for_url(visitor.origin + "/")
            for path in pages(visitor):
                count += take(visitor, folder, name_of(path))
            visitor.page.get_by_role("button", name="锁定").click()
            visitor.page.wait_for_url("**/people")
            visitor.choose(person)
            count += take(visitor, folder, "pin-enter")
            visitor.page.get_by_role("link", name="忘记密码").click()
            visitor.page.locator(".digits").wait_for()
            count += take(visitor, folder, "pin-forgotten")
            visitor.close()
    finally:
        county.close()
    print(f"{count} pictures in {folder}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
