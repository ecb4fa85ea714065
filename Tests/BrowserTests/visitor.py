"""Somebody at a browser: one Chromium for all tests, a context of its own for each visitor."""

import atexit
import os
import re
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, Response, sync_playwright

from tingsu_node import Node

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PIN = "7319"
HEIGHT = 900
# Nothing here takes a second on an idle machine; a loaded one gets its time.
LIMIT_MILLISECONDS = 60_000

_open: list[Browser] = []


def browser() -> Browser:
    """The browser that all visitors share; it ends with the process."""
    if not _open:
        playwright = sync_playwright().start()
        _open.append(playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]))
        atexit.register(playwright.stop)
        atexit.register(_open[0].close)
    return _open[0]


class Visitor:
    """A browser of its own at the pages of one node, and every request that it made."""

    def __init__(self, node: Node, width: int = 768, scripts: bool = True) -> None:
        self.node = node
        self.requests: list[str] = []
        self.failures: list[str] = []
        self._context = browser().new_context(
            locale="zh-CN", viewport={"width": width, "height": HEIGHT}, java_script_enabled=scripts)
        self._context.set_default_timeout(LIMIT_MILLISECONDS)
        self._context.on("request", self._note)
        self._context.on("response", self._judge)
        self.page: Page = self._context.new_page()
        self.page.on("pageerror", lambda error: self.failures.append(f"script: {error}"))
        self.page.on("console", lambda line: self.failures.append(line.text) if "Content Security" in line.text else None)
        self.origin = ""

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)

    def _judge(self, response: Response) -> None:
        if response.status >= 500:
            self.failures.append(f"{response.status} {response.url}")

    def open(self) -> "Visitor":
        """Opens the pages as the icon on the desktop does, with a launch key."""
        address = self.node.address()
        parts = urlsplit(address)
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self.page.goto(address)
        if self.page.locator("form[data-send-at-once] button").is_visible():
            self.page.locator("form[data-send-at-once] button").click()
        self.page.wait_for_url(re.compile("/(people)?$"))
        return self

    def choose(self, person: str) -> "Visitor":
        self.page.get_by_role("link", name=person).click()
        self.page.wait_for_url("**/people/*")
        return self

    def set_pin(self, pin: str = PIN) -> "Visitor":
        self.page.locator("#pin").fill(pin)
        self.page.locator("#again").fill(pin)
        self.page.locator("#again").press("Enter")
        return self

    def enter_pin(self, pin: str = PIN) -> "Visitor":
        self.page.locator("#pin").fill(pin)
        self.page.locator("#pin").press("Enter")
        return self

    def sign_in(self, person: str) -> "Visitor":
        """Opens the pages, and chooses a PIN where the person has none yet."""
        self.open().choose(person)
        self.set_pin() if self.page.locator("#again").count() else self.enter_pin()
        self.page.wait_for_url(self.origin + "/")
        return self

    def goto(self, path: str) -> int:
        """Looks at a page and returns its status."""
        return self.page.goto(self.origin + path).status

    def resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": HEIGHT})

    def foreign_requests(self) -> list[str]:
        """Requests that went anywhere but to the node's own pages."""
        return [url for url in self.requests if not url.startswith((self.origin + "/", "data:", "about:"))]

    def close(self) -> None:
        self._context.close()
