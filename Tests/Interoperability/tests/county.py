"""A training county of real `tingsu` processes on this machine."""

import json
import tempfile
from pathlib import Path
from uuid import UUID

from tingsu_client.catalog import Catalog
from tingsu_client.client import Client
from tingsu_client.directory import DEVICE
from tingsu_client.directory import SCOPE as DIRECTORY
from tingsu_node import AREAS, OTHER_VILLAGE, ROOT, VILLAGE, Node

CATALOG = Catalog.load(ROOT / "SyncProtocol/catalog.json")


class County:
    """A center, a hub, a device in a village; and clients in Python beside them."""

    def __init__(self) -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="tingsu-")
        self.work = Path(self._temporary.name)
        (self.work / "witnesses").mkdir()
        self.center, self.hub, self.device = (Node(self.work, name) for name in ("center", "hub", "device"))
        self._clients: list[Client] = []
        try:
            self._set_up()
        except BaseException:
            self.close()
            raise

    def _set_up(self) -> None:
        areas = self.work / "areas.csv"
        areas.write_text(AREAS, encoding="utf-8")
        self.center.run("center", "init", "--county", "永丰县", "--training", "--admin", "王主任")
        self.center.run("areas", "import", str(areas))
        self.center.start()
        self.hub.run("join", str(self.invite("藤田镇", "陈镇长", area="藤田镇", role="hub", at=self.center)))
        self.hub.start()
        self.device.run("join", str(self.invite("一村甲机", "张干部")))
        self.device.run("sync")

    def invite(self, name: str, person: str, area: str = VILLAGE, role: str = "device",
               at: Node | None = None) -> Path:
        """The file with which a machine joins; its upstream is the hub unless `at` says otherwise."""
        upstream = at or self.hub
        path = self.work / f"{name}.invite"
        server = () if upstream is self.center else ("--server", "藤田镇")
        self.center.run(
            "invite", "--name", name, "--role", role, "--area", area, "--person", person, *server,
            "--address", f"https://127.0.0.1:{upstream.port}", "--output", str(path))
        return path

    def open_case(self, title: str) -> bytes:
        """Records a person and a case about them on the device, syncs it, and returns the case's id."""
        lines = [
            {"kind": "person", "key": f"{title}-who", "unit": "case", "fields": {"name": f"{title}当事人", "sex": "男"}},
            {"kind": "case", "key": title, "unit": "case", "fields": {
                "code": title, "title": f"{title}纠纷", "source": "入户听诉", "stage": "受理",
                "first_received": {"name": "张干部", "at": "2026-04-08 09:20"},
                "next": {"step": "核对医疗票据", "date": "2026-04-15"}}},
            {"kind": "case_party", "unit": "case", "fields": {
                "case": f"@{title}", "person": f"@{title}-who", "side": "applicant", "capacity": "self"}},
        ]
        path = self.work / f"{title}.jsonl"
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
        created = self.device.json("import", str(path))["created"]
        self.device.run("sync")
        return UUID(created[1]).bytes

    def village(self, client: Client) -> int:
        """The scope of the village that the client may read."""
        scopes = client.holdings.directory.readable(client.membership.key.public)
        return max(scopes - {DIRECTORY})

    def author(self, client: Client) -> bytes:
        """The person whom the directory names for the client's machine."""
        people = client.record(DIRECTORY, DEVICE, client.membership.key.node_id).value(6)
        return people.items[0].id

    def client(self, name: str, person: str, **where) -> Client:
        """A client in Python that has joined and synced."""
        client = Client.join(
            self.invite(name, person, **where), self.work / name, self.work / "witnesses" / f"{name}.json", CATALOG)
        self._clients.append(client)
        client.sync()
        return client

    def adopt(self, client: Client) -> Client:
        """Closes this client with the county."""
        self._clients.append(client)
        return client

    def close(self) -> None:
        for client in self._clients:
            client.close()
        for node in (self.hub, self.center):
            node.stop()
        self._temporary.cleanup()
