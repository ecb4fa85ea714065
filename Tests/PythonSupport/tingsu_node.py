"""A `tingsu` process on this machine, as the tests in Python start one."""

import json
import os
import re
import signal
import subprocess
import threading
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
TINGSU = Path(os.environ.get("TINGSU", ROOT / ".build-debug/debug/tingsu"))

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

    def __init__(self, work: Path, name: str, pages: bool = False, language: str = "en") -> None:
        self.name = name
        self.folder = work / name
        self.port = 0
        self._witness = work / "witnesses" / f"{name}.witness"
        self._log = work / f"{name}.log"
        self._daemon: subprocess.Popen[bytes] | None = None
        self._environment = {
            key: value for key, value in os.environ.items() if not key.startswith("TINGSU_")} | {
            "TINGSU_STATE": str(work / "state"), "TINGSU_LANG": language, "TINGSU_LISTEN_HOST": "127.0.0.1",
            "TINGSU_PAGES_PORT": "0" if pages else "off"}

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
                stdout=subprocess.PIPE, stderr=log,
                # Ctrl-C is for who started the county; that one ends its daemons.
                start_new_session=True)
        # The pipe ends with the daemon: so this returns when it listens, when it ends, or when its time is over.
        timer = threading.Timer(LIMIT_SECONDS, self._daemon.kill)
        timer.start()
        for line in self._daemon.stdout:
            # A device listens to nobody, and has no port.
            port = re.search(rb'"port"\s*:\s*(\d+|null)', line)
            if port:
                timer.cancel()
                self.port = 0 if port.group(1) == b"null" else int(port.group(1))
                return
        timer.cancel()
        raise AssertionError(f"the daemon did not start:\n{self._log.read_text(encoding='utf-8')}")

    def address(self) -> str:
        """An address that lets one browser in, once."""
        address = self.json("open", "--print")["address"]
        # A window that stays open finds the pages again when the daemon is started anew, as with the port of a real one.
        self._environment["TINGSU_PAGES_PORT"] = str(urlsplit(address).port)
        return address

    def kill(self) -> None:
        """Ends the daemon as a power cut does."""
        self._daemon.kill()
        self._daemon.wait(LIMIT_SECONDS)
        self._daemon.stdout.close()
        self._daemon = None

    def stop(self) -> None:
        if self._daemon is not None:
            self._daemon.send_signal(signal.SIGTERM)
            try:
                self._daemon.wait(LIMIT_SECONDS)
            finally:
                self._daemon.kill()
                self._daemon.stdout.close()
                self._daemon = None
