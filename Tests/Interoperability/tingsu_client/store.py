"""Where a node keeps what it holds, and the witness beside it: the specification's section 7.1.

The whole of it is one file, replaced at once: so a response is taken in as a whole or not at all (I27). That does for a
village; a store for a county would not write all of it each time.
"""

import json
from pathlib import Path

import exchange_pb2

from .catalog import Catalog
from .files import write_durably
from .holdings import Holdings
from .log import Genesis, Log, Place, chain
from .vectors import Vector


class Store:
    """The file of the holdings, and the witness file outside of its folder."""

    def __init__(self, folder: Path, witness: Path) -> None:
        self._path = folder / "holdings.json"
        self._witness = witness

    def load(self, own_key: bytes, anchors: list[bytes], catalog: Catalog) -> Holdings:
        """What was stored. Where the witness has seen more, or something else, nothing goes on as before (I11)."""
        holdings = Holdings(own_key, anchors, catalog)
        if self._path.exists():
            _fill(holdings, json.loads(self._path.read_text(encoding="utf-8")))
        if holdings.writing is not None and not self._agrees(holdings):
            holdings.retired, holdings.writing = holdings.writing, None
        return holdings

    def save(self, holdings: Holdings) -> None:
        write_durably(self._path, json.dumps(_content(holdings)).encode("utf-8"))

    def flush_witness(self, holdings: Holdings) -> None:
        """Before anything leaves, the witness names the newest heads of the replica that writes (I12)."""
        if holdings.writing is not None:
            write_durably(self._witness, json.dumps(_seen(holdings)).encode("utf-8"))

    def _agrees(self, holdings: Holdings) -> bool:
        if not self._witness.exists():
            return False
        witness = json.loads(self._witness.read_text(encoding="utf-8"))
        if witness["replica"] != f"{holdings.writing:016x}":
            return False
        for scope, (seq, hash_) in witness["heads"].items():
            log = holdings.logs.get((int(scope, 16), holdings.writing))
            if log is None or log.seq < seq or log.entries[seq - 1].hash.hex() != hash_:
                return False
        return True


def _seen(holdings: Holdings) -> dict:
    heads = {
        f"{scope:016x}": [log.seq, log.place.hash.hex()]
        for (scope, replica), log in sorted(holdings.logs.items()) if replica == holdings.writing}
    return {"replica": f"{holdings.writing:016x}", "heads": heads}


def _content(holdings: Holdings) -> dict:
    return {
        "writing": holdings.writing,
        "retired": holdings.retired,
        "geneses": [genesis.data.hex() for _, genesis in sorted(holdings.geneses.items())],
        "logs": [_segment(log) for _, log in sorted(holdings.logs.items())],
        "staged": [_segment(log) for _, log in sorted(holdings.staged.items())],
        "reports": {
            f"{scope:016x}": vector.to_message().SerializeToString().hex()
            for scope, vector in sorted(holdings.reports.items())},
        "receipts": [receipt.SerializeToString().hex() for _, receipt in sorted(holdings.receipts.items())],
    }


def _segment(log: Log) -> str:
    return log.run(1, log.seq).SerializeToString().hex()


def _fill(holdings: Holdings, content: dict) -> None:
    holdings.writing, holdings.retired = content["writing"], content["retired"]
    for data in content["geneses"]:
        genesis = Genesis(bytes.fromhex(data)).checked()
        holdings.geneses[genesis.replica] = genesis
    for logs, segments in ((holdings.logs, content["logs"]), (holdings.staged, content["staged"])):
        for data in segments:
            log = _log(exchange_pb2.Segment.FromString(bytes.fromhex(data)))
            logs[log.scope, log.replica] = log
    for scope, data in content["reports"].items():
        message = exchange_pb2.VersionVector.FromString(bytes.fromhex(data))
        holdings.reports[int(scope, 16)] = Vector.from_message(message)
    for data in content["receipts"]:
        receipt = exchange_pb2.Receipt.FromString(bytes.fromhex(data))
        holdings.receipts[receipt.scope] = receipt


def _log(segment: exchange_pb2.Segment) -> Log:
    """A log of our own file: its signatures were checked when it came, its chain is computed anew."""
    genesis = Genesis(segment.genesis).checked()
    log = Log(segment.scope, genesis)
    bodies = [(each.body, each.origin if each.HasField("origin") else None) for each in segment.entries]
    entries = chain(genesis, segment.scope, 1, genesis.chain_start(segment.scope), bodies)
    if entries[-1].place != Place(segment.heads[-1].seq, segment.heads[-1].hash):
        raise ValueError("the stored log does not lead to its signed head")
    log.append(entries, {head.seq: head.signature for head in segment.heads})
    return log
