"""What is asked of every page that there is: those before the PIN, and those to which links lead from home."""

import unittest

import checks
from training_county import ADMIN, LI, TOWN, ZHANG, County
from visitor import Visitor
from walk import pages

NARROW = 360
WIDTHS = [NARROW, 768, 1280]


class EveryPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.county = County()
        cls.addClassCleanup(cls.county.close)
        cls.county.tell_story()

    def look(self, visitor: Visitor, path: str) -> None:
        """Makes all checks of the page that is loaded."""
        with self.subTest(path=path, node=visitor.node.name):
            visitor.resize(WIDTHS[1])
            wrong = [text for check in checks.EVERYWHERE for text in check(visitor)] + checks.weight(visitor)
            for width in WIDTHS:
                visitor.resize(width)
                wrong += [f"at {width} px: {text}" for text in checks.width(visitor)]
            wrong += checks.focus(visitor)
            self.assertEqual(wrong, [])

    def finish(self, visitor: Visitor) -> None:
        self.assertEqual(visitor.foreign_requests(), [])
        self.assertEqual(visitor.failures, [])
        visitor.close()

    def test_pages_before_the_pin(self) -> None:
        visitor = Visitor(self.county.li)
        visitor.origin = self.county.li.address().split("/open")[0]
        self.assertEqual(visitor.goto("/"), 403)
        self.look(visitor, "closed")
        visitor.open()
        self.look(visitor, "people")
        visitor.choose(LI)
        self.look(visitor, "choose a PIN")
        visitor.page.locator("#pin").fill("1234")
        visitor.page.locator("#again").fill("1234")
        visitor.page.locator("#again").press("Enter")
        visitor.page.get_by_role("alert").wait_for()
        self.look(visitor, "PIN not taken")
        visitor.set_pin()
        visitor.page.wait_for_url(visitor.origin + "/")
        self.assertEqual(visitor.goto("/nowhere"), 404)
        self.look(visitor, "nowhere")
        # What is nowhere tells nobody's name, and has no button to lock.
        visitor.goto("/")
        visitor.page.get_by_role("button", name="锁定").click()
        visitor.page.wait_for_url("**/people")
        visitor.choose(LI)
        self.look(visitor, "enter the PIN")
        visitor.page.get_by_role("link", name="忘记密码").click()
        visitor.page.locator(".digits").wait_for()
        self.look(visitor, "PIN forgotten")
        self.finish(visitor)

    def walk(self, node, person: str) -> list[str]:
        visitor = Visitor(node).sign_in(person)
        found = []
        for path in pages(visitor):
            found.append(path)
            self.look(visitor, path)
        self.finish(visitor)
        return found

    def test_pages_of_a_device(self) -> None:
        found = self.walk(self.county.zhang, ZHANG)
        self.assertTrue({"/", "/sync"} <= set(found), found)
        self.assertTrue(any(path.endswith("/correct") for path in found), found)

    def test_pages_of_a_hub(self) -> None:
        self.assertIn("/sync", self.walk(self.county.hub, TOWN))

    def test_pages_of_the_center(self) -> None:
        self.assertIn("/", self.walk(self.county.center, ADMIN))
