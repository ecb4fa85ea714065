"""A training county of real `tingsu` processes on this machine."""

import json
import os
import re
import signal
import subprocess
import tempfile
import threading
from pathlib import Path
from uuid import UUID

from tingsu_client.catalog import Catalog
from tingsu_client.client import Client
from tingsu_client.directory import DEVICE
from tingsu_client.directory import SCOPE as DIRECTORY

ROOT = Path(__file__).resolve().parents[3]
TINGSU = Path(os.environ.get("TINGSU", ROOT / ".build-debug/debug/tingsu"))
CATALOG = Catalog.load(ROOT / "SyncProtocol/catalog.json")

AREAS = """code,name,parent
360825,永丰县,
360825105,藤田镇,360825
360825105201,练习一村,360825105
360825105202,练习二村,360825105
"""
VILLAGE = "练习一村"
OTHER_VILLAGE = "练习二村"

# Nothing here takes a second on an idle machine; a loaded one gets its time.
LIMIT_SECONDS = 60


class CommandFailed(AssertionError):
    """A command ended with another status than 0."""

    def __init__(self, arguments: list[str], status: int, output: str) -> None:
        super().__init__(f"tingsu {' '.join(arguments)} ended with {status}:\n{output}")
        self.status = status


class Node:
    """One `tingsu` node: a data folder, a witness, and perhaps a daemon."""

    def __init__(self, work: Path, name: str) -> None:
        self.folder = work / name
        self.port = 0
        self._witness = work / "witnesses" / f"{name}.witness"
        self._log = work / f"{name}.log"
        self._daemon: subprocess.Popen[bytes] | None = None
        self._environment = {
            key: value for key, value in os.environ.items() if not key.startswith("TINGSU_")} | {
            "TINGSU_STATE": str(work / "state"), "TINGSU_LANG": "en", "TINGSU_LISTEN_HOST": "127.0.0.1"}

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        return [str(TINGSU), *arguments, "--data", str(self.folder), "--witness", str(self._witness)]

    def run(self, *arguments: str) -> str:
        """Runs a command of this node and returns what it prints."""
        done = subprocess.run(
            self._command(arguments), env=self._environment, stdin=subprocess.DEVNULL, capture_output=True,
            encoding="utf-8", timeout=LIMIT_SECONDS, check=False)
        if done.returncode != 0:
            raise CommandFailed(list(arguments), done.returncode, done.stdout + done.stderr)
        return done.stdout

    def json(self, *arguments: str) -> dict:
        return json.loads(self.run(*arguments, "--json"))

    def start(self) -> None:
        """Starts the daemon, and returns when it listens: on the port that it had, or on a free one."""
        self._environment["TINGSU_LISTEN_PORT"] = str(self.port)
        with self._log.open("ab") as log:
            self._daemon = subprocess.Popen(
                self._command(("run", "--json")), env=self._environment, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=log)
        # The pipe ends with the daemon: so this returns when it listens, when it ends, or when its time is over.
        timer = threading.Timer(LIMIT_SECONDS, self._daemon.kill)
        timer.start()
        for line in self._daemon.stdout:
            port = re.search(rb'"port"\s*:\s*(\d+)', line)
            if port:
                timer.cancel()
                self.port = int(port.group(1))
                return
        timer.cancel()
        raise AssertionError(f"the daemon did not start:\n{self._log.read_text(encoding='utf-8')}")

    def stop(self) -> None:
        if self._daemon is not None:
            self._daemon.send_signal(signal.SIGTERM)
            try:
                self._daemon.wait(LIMIT_SECONDS)
            finally:
                self._daemon.kill()
                self._daemon.stdout.close()
                self._daemon = None


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
