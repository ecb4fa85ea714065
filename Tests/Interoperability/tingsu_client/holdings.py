"""What a node holds, and how segments come in: the specification's sections 9.1, 10.4 and 13.

`Holdings` is a value: a response is taken into a copy, and the copy replaces the original when it is on the disk.
"""

import copy
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

import exchange_pb2

from . import change
from .catalog import Catalog
from .digest import state_digest
from .directory import SCOPE as DIRECTORY
from .directory import Directory, LogName
from .keys import is_signed, sha256
from .log import Entry, Genesis, Log, Place, chain, head_message
from .merge import Record, RecordName, merge
from .vectors import Vector

Reason = exchange_pb2.RefusalReason


class Refused(Exception):
    """A segment was not taken in; nothing of it was stored (I17)."""

    def __init__(self, reason: int) -> None:
        super().__init__(Reason.Name(reason))
        self.reason = reason


class Forked(Exception):
    """The segment is of another branch of its log than the one held, from a number on."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"another branch from {seq} on")
        self.seq = seq


class Standing(Enum):
    APPLIED = "applied"
    HELD = "held"
    UNAPPLIED = "unapplied"
    HELD_AND_UNAPPLIED = "held and unapplied"


@dataclass
class Holdings:
    """Logs, upstream's reports and receipts."""

    own_key: bytes
    anchors: list[bytes]
    catalog: Catalog
    logs: dict[LogName, Log] = field(default_factory=dict)
    geneses: dict[int, Genesis] = field(default_factory=dict)
    reports: dict[int, Vector] = field(default_factory=dict)
    receipts: dict[int, exchange_pb2.Receipt] = field(default_factory=dict)
    staged: dict[LogName, Log] = field(default_factory=dict)
    """Upstream's branches of forked logs, from number 1 on."""
    writing: int | None = None
    """The replica that writes here; none where the next write mints one."""
    retired: int | None = None
    """The replica that wrote here until this store was found to be a copy; the next genesis names it."""

    def copy(self) -> "Holdings":
        """A copy that can be changed without the original."""
        other = copy.copy(self)
        other.__dict__.pop("directory", None)
        other.logs = {name: _copy(log) for name, log in self.logs.items()}
        other.staged = {name: _copy(log) for name, log in self.staged.items()}
        other.geneses, other.reports, other.receipts = dict(self.geneses), dict(self.reports), dict(self.receipts)
        return other

    # ---- what is held

    def logs_of(self, scope: int) -> list[Log]:
        return [log for (each, _), log in sorted(self.logs.items()) if each == scope]

    def vector(self, scope: int) -> Vector:
        return Vector({log.replica: log.place.mark for log in self.logs_of(scope)})

    @cached_property
    def directory(self) -> Directory:
        """What the directory allows. It needs no grants to be read: only trust anchors are admitted to it."""
        return Directory.read(self._records(DIRECTORY, Directory(self.anchors)), self.anchors)

    def standing(self, log: Log, entry: Entry, directory: Directory | None = None) -> Standing:
        body = change.read(entry.body)
        is_admitted = (directory or self.directory).admits(log, entry)
        is_understood = body is not None and self.catalog.understands(body.kind)
        if is_admitted:
            return Standing.APPLIED if is_understood else Standing.UNAPPLIED
        return Standing.HELD if is_understood else Standing.HELD_AND_UNAPPLIED

    def records(self, scope: int) -> dict[RecordName, Record]:
        """The merged records of a scope."""
        return self._records(scope, self.directory)

    @property
    def state_digest(self) -> bytes:
        """Equal on nodes that hold the same applied changes (11.2)."""
        return state_digest({scope: self.records(scope) for scope, _ in self.logs})

    def _records(self, scope: int, directory: Directory) -> dict[RecordName, Record]:
        return merge(
            (entry.change_id, change.read(entry.body))
            for log in self.logs_of(scope) for entry in log.entries
            if self.standing(log, entry, directory) is Standing.APPLIED)

    def holds(self, change_id: bytes) -> bool:
        return any(entry.change_id == change_id for log in self.logs.values() for entry in log.entries)

    # ---- taking in

    def take(self, segment: exchange_pb2.Segment) -> int:
        """Takes a segment of a message that keeps to the rules in, and returns how many changes were new.

        Raises `Refused` or `Forked`.
        """
        name = (segment.scope, segment.replica)
        log = self.logs.get(name)
        genesis, entries, signatures = self._verify(segment, [log] if log is not None else [])
        if log is None:
            log = Log(segment.scope, genesis)
        for entry in entries:
            if entry.seq <= log.seq and log.entries[entry.seq - 1].hash != entry.hash:
                raise Forked(entry.seq)
        new = [entry for entry in entries if entry.seq > log.seq]
        if new:
            self.geneses[genesis.replica] = genesis
            self.logs[name] = log
            log.append(new, signatures)
            self._changed(segment.scope)
            if segment.replica == self.writing:
                # Somebody holds what this store does not: it was put back, and may not go on numbering (I11).
                self.retired, self.writing = self.writing, None
        return len(new)

    def stage(self, segment: exchange_pb2.Segment) -> int:
        """Puts a segment of a forked log beside our own branch; returns how many changes were new there."""
        name = (segment.scope, segment.replica)
        branches = [branch for branch in (self.staged.get(name), self.logs.get(name)) if branch is not None]
        genesis, entries, signatures = self._verify(segment, branches)
        for branch in branches:
            if branch.seq >= segment.first_seq - 1 and entries[0].header[58:] == branch.hash_before(segment.first_seq):
                staged = Log(segment.scope, genesis, branch.entries[:segment.first_seq - 1])
                staged.signatures = {seq: sign for seq, sign in branch.signatures.items() if seq < segment.first_seq}
                staged.append(entries, signatures)
                is_news = name not in self.staged or self.staged[name].place != staged.place
                self.staged[name] = staged
                return len(entries) if is_news else 0
        return 0

    def _verify(self, segment: exchange_pb2.Segment,
                branches: list[Log]) -> tuple[Genesis, list[Entry], dict[int, bytes]]:
        """Steps 1 to 7 of section 9.1. Any of the branches may hold the change before the segment."""
        genesis = self._genesis_of(segment)
        is_own = sha256(self.own_key) == genesis.key_hash
        if segment.scope != DIRECTORY and segment.scope not in self.directory.scopes and not is_own:
            raise Refused(Reason.REFUSAL_REASON_UNKNOWN_SCOPE)
        if not is_own and not self.directory.may_hold(segment.scope, self.own_key):
            raise Refused(Reason.REFUSAL_REASON_UNKNOWN_SCOPE)
        if not segment.entries:
            raise Refused(Reason.REFUSAL_REASON_TOO_LARGE)
        key = self.own_key if is_own else self.directory.key(genesis.key_hash)
        if key is None:
            raise Refused(Reason.REFUSAL_REASON_UNKNOWN_SIGNER)
        before = [branch.hash_before(segment.first_seq) for branch in branches if branch.seq >= segment.first_seq - 1]
        if segment.first_seq == 1:
            before = [genesis.chain_start(segment.scope)]
        if not before:
            raise Refused(Reason.REFUSAL_REASON_GAP)
        bodies = [(entry.body, entry.origin if entry.HasField("origin") else None) for entry in segment.entries]
        for previous in before:
            entries = chain(genesis, segment.scope, segment.first_seq, previous, bodies)
            signatures, reason = _valid_heads(segment, entries, key)
            if signatures:
                return genesis, entries[:max(signatures) - segment.first_seq + 1], signatures
        raise Refused(reason)

    def _genesis_of(self, segment: exchange_pb2.Segment) -> Genesis:
        held = self.geneses.get(segment.replica)
        if held is not None:
            return held
        if not segment.genesis:
            raise Refused(Reason.REFUSAL_REASON_GAP)
        genesis = Genesis(segment.genesis).checked()
        if genesis.replica != segment.replica:
            raise Refused(Reason.REFUSAL_REASON_BAD_GENESIS)
        return genesis

    def write(self, scope: int, genesis: Genesis, bodies: list[tuple[bytes, exchange_pb2.Origin | None]],
              sign) -> list[Entry]:
        """Appends bodies to a log of our own, and signs its new head with `sign`."""
        log = self.logs.setdefault((scope, genesis.replica), Log(scope, genesis))
        self.geneses[genesis.replica] = genesis
        entries = chain(genesis, scope, log.seq + 1, log.hash_before(log.seq + 1), bodies)
        place = entries[-1].place
        log.append(entries, {place.seq: sign(head_message(scope, genesis.replica, place))})
        self._changed(scope)
        return entries

    def replace(self, name: LogName, log: Log) -> None:
        """Puts another branch in the place of a log."""
        self.logs[name] = log
        self._changed(name[0])

    def _changed(self, scope: int) -> None:
        if scope == DIRECTORY:
            self.__dict__.pop("directory", None)


def _copy(log: Log) -> Log:
    return Log(log.scope, log.genesis, list(log.entries), dict(log.signatures))


def _valid_heads(segment: exchange_pb2.Segment, entries: list[Entry], key: bytes) -> tuple[dict[int, bytes], int]:
    """The signatures, by number, of the heads that count; and the reason to give where there are none."""
    valid: dict[int, bytes] = {}
    reason = Reason.REFUSAL_REASON_BAD_SIGNATURE
    for head in segment.heads:
        index = head.seq - segment.first_seq
        place = Place(head.seq, head.hash)
        if not 0 <= index < len(entries) or not is_signed(
                key, head_message(segment.scope, segment.replica, place), head.signature):
            continue
        if entries[index].hash != head.hash:
            # The device did sign it, behind another change than the one held here.
            reason = Reason.REFUSAL_REASON_FORK if segment.first_seq > 1 else reason
        elif not entries[index].ends_unit:
            reason = Reason.REFUSAL_REASON_CUT_UNIT
        else:
            valid[head.seq] = head.signature
    return valid, reason
