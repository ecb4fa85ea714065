"""Finds every page: from home along the links, one page of each kind; what is a file to save is no page."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from visitor import Visitor

# Numbers and ids in an address tell records apart, and not kinds of pages.
IDENTIFIER = re.compile(r"(?<=[/=])(?:[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-fx]{16,}|\d+)(?=[/&#]|$)")
PAGES_MAX = 120

LINKS = "[...document.querySelectorAll('a[href]:not([download])')].map((link) => link.href)"


def kind_of(path: str) -> str:
    """The address without what names a record; record pages of each kind of record count as one."""
    return re.sub(r"^/record/:/[^/]+/:", "/record/:/KIND/:", IDENTIFIER.sub(":", path))


def pages(visitor: Visitor, start: str = "/") -> Iterator[str]:
    """Yields the paths of pages, each of them loaded, until no link leads to another kind of page."""
    found, seen = [start], {kind_of(start)}
    while found:
        path = found.pop(0)
        status = visitor.goto(path)
        assert status == 200, f"{path} answers {status}"
        for href in visitor.page.evaluate(LINKS):
            parts = urlsplit(href)
            link = parts.path + ("?" + parts.query if parts.query else "")
            if not href.startswith(visitor.origin + "/") or kind_of(link) in seen:
                continue
            seen.add(kind_of(link))
            assert len(seen) <= PAGES_MAX, f"more than {PAGES_MAX} kinds of pages, such as {link}"
            found.append(link)
        yield path
