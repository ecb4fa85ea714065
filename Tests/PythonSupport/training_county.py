"""A training county with pages: a center, a hub and the laptops of two cadres, with the story of `make demo` in them."""

import tempfile
from pathlib import Path

from tingsu_node import OTHER_VILLAGE, ROOT, VILLAGE, Node

EXAMPLES = ROOT / "Examples"
STORY = EXAMPLES / "injury-dispute"
CASE = "YF-2026-0001"
ZHANG, LI, ZHOU, TOWN, ADMIN = "张干部", "李干部", "周干部", "陈镇长", "王主任"


class County:
    """Four nodes whose daemons run. Zhang's laptop is Zhou's, too."""

    def __init__(self, language: str = "en") -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="tingsu-")
        self.work = Path(self._temporary.name)
        (self.work / "witnesses").mkdir()
        self.center, self.hub, self.zhang, self.li = (
            Node(self.work, name, pages=True, language=language) for name in ("center", "hub", "zhang", "li"))
        try:
            self._set_up()
        except BaseException:
            self.close()
            raise

    @property
    def nodes(self) -> list[Node]:
        return [self.center, self.hub, self.zhang, self.li]

    def _set_up(self) -> None:
        self.center.run("center", "init", "--county", "永丰县", "--training", "--admin", ADMIN)
        self.center.run("areas", "import", str(STORY / "areas.csv"))
        self.center.start()
        self._join(self.hub, self.center, "藤田镇", "--role", "hub", "--area", "藤田镇", "--person", TOWN)
        self.hub.start()
        people = ("--person", ZHANG, "--person", ZHOU)
        self._join(self.zhang, self.hub, "一村甲机", "--area", VILLAGE, *people, "--server", "藤田镇")
        self._join(self.li, self.hub, "一村乙机", "--area", VILLAGE, "--person", LI, "--server", "藤田镇")
        # What is said back to back has readers of its own: this laptop, the county, and nobody else.
        self.center.run("access", "grant", "--area", VILLAGE, "--for", "case_team", "--device", "一村甲机")
        self.hub.run("sync")
        for device in (self.zhang, self.li):
            device.run("sync")
            device.start()

    def _join(self, node: Node, upstream: Node, name: str, *more: str) -> None:
        invite = self.work / f"{node.name}.invite"
        self.center.run(
            "invite", "--name", name, *more, "--address", f"https://127.0.0.1:{upstream.port}", "-o", str(invite))
        node.run("join", str(invite))

    def tell_story(self) -> None:
        """Zhang records the dispute and everybody has it; then both change the same next step without a line."""
        for part in ("1-first-reception.jsonl", "2-visits.jsonl"):
            self.zhang.run("import", str(STORY / part), "--as", ZHANG)
        self.sync(self.zhang, self.hub, self.li)
        step = 'next={"step":"%s","date":"2026-05-%d"}'
        self.zhang.run("correct", CASE, step % ("先约刘小某单独谈", 20), "--reason", "刘小某这周在家", "--as", ZHANG)
        self.li.run("correct", CASE, step % ("请司法所先核算赔偿数额", 22), "--reason", "数额谈不拢")
        self.sync(self.zhang, self.li, self.hub, self.zhang, self.li)

    def tell_other_stories(self) -> None:
        """The two other cases: an old one of a village, and one that was received at the county's window."""
        self.li.run("import", str(EXAMPLES / "housing-demolition/1-backlog.jsonl"))
        self.center.run("import", str(EXAMPLES / "medical-aid/1-reception.jsonl"), "--area", OTHER_VILLAGE)
        self.sync(self.li, self.hub, self.zhang)

    def another(self, name: str) -> Node:
        """A node that has not joined yet; it lies in the county's folder."""
        return Node(self.work, name)

    def sync(self, *nodes: Node) -> None:
        for node in nodes:
            node.run("sync")

    def close(self) -> None:
        for node in reversed(self.nodes):
            node.stop()
        self._temporary.cleanup()
