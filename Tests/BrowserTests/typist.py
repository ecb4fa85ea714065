"""Somebody without a mouse: every key is counted, and what is typed as words beside them."""

from playwright.sync_api import Locator, Page

# More than any page has to tab through; who is still on the way then will not arrive.
TABS_MAX = 120


class Unreachable(AssertionError):
    """A control that Tab does not come to."""


class Typist:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys: list[str] = []
        self.characters = 0

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)
            self.keys.append(key)

    def write(self, words: str) -> None:
        """Types words: they are what the visit is about, and not the price of the form."""
        self.page.keyboard.insert_text(words)
        self.characters += len(words)

    def write_date(self, day: str) -> None:
        """Types the digits of a date. Chromium shows its parts in the order of its own language, which a page cannot ask."""
        year, month, date = day.split("-")
        for digits in (month + date + year, year + "/" + month + date):
            self.page.keyboard.type(digits)
            if self.page.evaluate("document.activeElement.value") == day:
                self.characters += len(month + date + year)
                return
            self.page.evaluate("() => { const at = document.activeElement; at.blur(); at.value = ''; at.focus(); }")
        raise AssertionError(f"the field does not take {day}")

    def is_at(self, wanted: Locator) -> bool:
        return wanted.first.evaluate(
            "wanted => wanted === document.activeElement || (wanted.type === 'radio'"
            " && document.activeElement.type === 'radio' && wanted.name === document.activeElement.name)")

    def tab_to(self, wanted: Locator) -> None:
        """Tab until the control, or its group of choices, has the focus."""
        wanted.first.wait_for(state="attached")
        for _ in range(TABS_MAX):
            if self.is_at(wanted):
                return
            # Tab goes through year, month and day; Enter, as the form says, to the next field.
            self.press("Enter" if self.page.evaluate("document.activeElement.type === 'date'") else "Tab")
        raise Unreachable(f"{TABS_MAX} times Tab does not come to {wanted}")

    def choose(self, wanted: Locator) -> None:
        """The arrows until the choice is made."""
        self.tab_to(wanted)
        if self.page.evaluate("document.activeElement.checked") and self.is_chosen(wanted):
            return
        for _ in range(TABS_MAX):
            self.press("ArrowRight")
            if self.is_chosen(wanted):
                return
        raise Unreachable(f"the arrows do not come to {wanted}")

    def is_chosen(self, wanted: Locator) -> bool:
        return wanted.first.evaluate("wanted => wanted.checked")

    def go(self, key: str = "Enter") -> None:
        """A key that leads to another page."""
        with self.page.expect_navigation():
            self.press(key)
