"""Who may write and read what: the specification's section 10.

`Directory` is computed from the directory's merged records and the trust anchors, and from nothing else (I18).
"""

from dataclasses import dataclass, field

from .change import LIFECYCLE, read
from .keys import is_public_key, node_id, sha256
from .log import Entry, Log, Place, ReadOrigin
from .merge import Record, RecordName
from .values import Code, Group, Integer, List, Reference, Text, Value

SCOPE = 1

AREA, SCOPE_KIND, USER, DEVICE, GRANT, GRANT_END, RULING = 1, 2, 4, 5, 6, 7, 8


@dataclass(frozen=True)
class Grant:
    device: bytes
    scope: int
    may_write: bool
    is_withdrawn: bool = False
    """A withdrawn grant gives no right, but whoever had it stays known."""


LogName = tuple[int, int]
"""Scope and replica."""

RuledChange = tuple[bytes, int, int, bytes]
"""A change id, and scope, kind and id of its record."""


@dataclass
class Directory:
    """What the directory's admitted changes say."""

    anchors: list[bytes]
    scopes: set[int] = field(default_factory=set)
    devices: dict[bytes, bytes] = field(default_factory=dict)
    grants: list[Grant] = field(default_factory=list)
    ends: dict[bytes, dict[LogName, Place]] = field(default_factory=dict)
    rulings: dict[RuledChange, bool] = field(default_factory=dict)

    @classmethod
    def read(cls, records: dict[RecordName, Record], anchors: list[bytes]) -> "Directory":
        directory = cls(anchors)
        for (kind, id_), record in sorted(records.items()):
            is_withdrawn = any(_is_withdrawn(value) for value, _ in record.readings(LIFECYCLE))
            if kind == GRANT:
                directory._add_grant(record.value(2), is_withdrawn)
            elif is_withdrawn:
                continue
            elif kind == SCOPE_KIND:
                directory.scopes |= {_hex_number(record.value(2))} - {None}
            elif kind == DEVICE:
                key = _hex(record.value(2), 65)
                if key is not None and node_id(key) == id_ and is_public_key(key):
                    directory.devices[id_] = key
            elif kind == GRANT_END:
                directory._add_end(record.value(2))
            elif kind == RULING:
                directory._add_ruling(record)
        return directory

    # ---- keys

    def key(self, key_hash: bytes) -> bytes | None:
        """The key with this hash, of a trust anchor or of a device with a grant: running, ended or withdrawn."""
        for anchor in self.anchors:
            if sha256(anchor) == key_hash:
                return anchor
        for grant in self.grants:
            key = self.devices.get(grant.device)
            if key is not None and sha256(key) == key_hash:
                return key
        return None

    def _is_anchor(self, key: bytes | None) -> bool:
        return key in self.anchors

    # ---- rights

    def readable(self, public_key: bytes) -> set[int]:
        """The scopes that the device with this key may read (10.3)."""
        if self._is_anchor(public_key):
            return {SCOPE, *self.scopes}
        device = node_id(public_key)
        granted = {grant.scope for grant in self.grants if grant.device == device and not grant.is_withdrawn}
        return {SCOPE, *granted} if granted and device not in self.ends else set()

    def _may_write(self, device: bytes, scope: int) -> bool:
        return any(
            grant.device == device and grant.scope == scope and grant.may_write and not grant.is_withdrawn
            for grant in self.grants)

    # ---- admission

    def admits(self, log: Log, entry: Entry) -> bool:
        """Whether a change is admitted (10.2)."""
        scope = log.scope
        signer = self.key(log.genesis.key_hash)
        if entry.origin is not None:
            origin = ReadOrigin.read(entry.origin)
            signer = self.key(origin.genesis.key_hash) if origin is not None else None
            is_proven = (
                origin is not None and signer is not None and origin.scope == scope
                and origin.proves(entry.body, signer))
        if scope == SCOPE:
            return self._is_anchor(signer) and (entry.origin is None or is_proven)
        body = read(entry.body)
        if body is not None:
            ruling = self.rulings.get((entry.change_id, scope, body.kind, body.record))
            if ruling is not None:
                return ruling
        if signer is None:
            return False
        device = node_id(signer)
        if entry.origin is not None:
            has_running_grant = self._may_write(device, scope) and device not in self.ends
            return is_proven and (self._is_anchor(signer) or has_running_grant)
        if self._is_anchor(signer):
            return True
        if not self._may_write(device, scope):
            return False
        if device not in self.ends:
            return True
        end = self.ends[device].get((scope, log.replica))
        if end is None or entry.seq > end.seq:
            return False
        return log.seq < end.seq or log.entries[end.seq - 1].hash == end.hash

    # ---- reading records, the stricter way where they disagree

    def _add_grant(self, terms: Value, is_withdrawn: bool) -> None:
        if not isinstance(terms, Group):
            return
        device, scope, right = terms.get(1), _hex_number(terms.get(2)), terms.get(3)
        if isinstance(device, Reference) and scope and right in (Code("read"), Code("write")):
            self.grants.append(Grant(device.id, scope, right == Code("write"), is_withdrawn))

    def _add_end(self, terms: Value) -> None:
        """Of two ends, the lower place of each log, and no log that only one names."""
        if not isinstance(terms, Group) or not isinstance(device := terms.get(1), Reference):
            return
        heads = terms.get(2)
        named: dict[LogName, Place] = {}
        for item in heads.items if isinstance(heads, List) else ():
            scope, replica, place = _end_head(item)
            if place is not None:
                named[scope, replica] = place
        earlier = self.ends.get(device.id)
        if earlier is not None:
            named = {
                name: min(place, earlier[name], key=lambda each: each.seq)
                for name, place in named.items() if name in earlier}
        self.ends[device.id] = named

    def _add_ruling(self, record: Record) -> None:
        """Two verdicts hold, of one record or of two."""
        change_id, about = _hex(record.value(2), 16), record.value(5)
        verdicts = [value for value, _ in record.readings(3)]
        if change_id is None or not verdicts or not isinstance(about, Reference) or about.scope is None:
            return
        ruled = (change_id, about.scope, about.kind, about.id)
        self.rulings[ruled] = self.rulings.get(ruled, True) and verdicts == [Code("admit")]


def _is_withdrawn(lifecycle: Value) -> bool:
    return isinstance(lifecycle, Group) and lifecycle.get(1) == Code("withdrawn")


def _hex(value: Value, length: int) -> bytes | None:
    if not isinstance(value, Text) or len(value.text) != 2 * length or value.text != value.text.lower():
        return None
    try:
        return bytes.fromhex(value.text)
    except ValueError:
        return None


def _hex_number(value: Value) -> int | None:
    data = _hex(value, 8)
    return None if data is None else int.from_bytes(data)


def _end_head(item: Value) -> tuple[int, int, Place | None]:
    if not isinstance(item, Group):
        return 0, 0, None
    scope, replica, seq, hash_ = (
        _hex_number(item.get(1)), _hex_number(item.get(2)), item.get(3), _hex(item.get(4), 32))
    if not scope or not replica or not isinstance(seq, Integer) or seq.number < 1 or hash_ is None:
        return 0, 0, None
    return scope, replica, Place(seq.number, hash_)
