"""Who may write and read what: the specification's section 10.

`Directory` is computed from the directory's merged records and the trust anchors, and from nothing else (I18).
"""

from dataclasses import dataclass, field

from .change import LIFECYCLE, Body, read
from .keys import is_public_key, node_id, sha256
from .log import Entry, Log, Place, ReadOrigin
from .merge import Record, RecordName
from .values import Code, Group, Integer, List, Reference, Text, Value

SCOPE = 1

RESTRICTED = {"case_team", "psychological", "whistle_blowing"}
"""Purposes of scopes whose readers are named (10.5)."""

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
    restricted: set[int] = field(default_factory=set)
    devices: dict[bytes, bytes] = field(default_factory=dict)
    grants: list[Grant] = field(default_factory=list)
    ends: dict[bytes, dict[LogName, Place]] = field(default_factory=dict)
    rulings: dict[RuledChange, bool] = field(default_factory=dict)
    _all_ends: dict[bytes, list[dict[LogName, set[Place]]]] = field(default_factory=dict)

    @classmethod
    def read(cls, records: dict[RecordName, Record], anchors: list[bytes]) -> "Directory":
        directory = cls(anchors)
        for (kind, id_), record in sorted(records.items()):
            is_withdrawn = any(_is_withdrawn(value) for value, _ in record.readings(LIFECYCLE))
            readings = [value for value, _ in record.readings(2)]
            if kind == GRANT:
                directory._add_grant(readings, is_withdrawn)
            elif is_withdrawn:
                continue
            elif kind == SCOPE_KIND:
                numbers = {_hex_number(value) for value in readings} - {None, 0}
                directory.scopes |= numbers
                if any(value == Code(purpose) for value, _ in record.readings(4) for purpose in RESTRICTED):
                    directory.restricted |= numbers
            elif kind == DEVICE:
                for key in (_hex(value, 65) for value in readings):
                    if key is not None and node_id(key) == id_ and is_public_key(key):
                        directory.devices[id_] = key
            elif kind == GRANT_END:
                for value in readings:
                    directory._add_end(value)
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
        return self.readable_by(node_id(public_key))

    def readable_by(self, device: bytes) -> set[int]:
        """The scopes that the node with this id may read."""
        if device in map(node_id, self.anchors):
            return {SCOPE, *self.scopes}
        granted = {grant.scope for grant in self.grants if grant.device == device and not grant.is_withdrawn}
        return {SCOPE, *granted} if granted and device not in self.ends else set()

    def may_hold(self, scope: int, public_key: bytes) -> bool:
        """Whether a node with this key stores changes of the scope (I37); one without a key has no right to lose."""
        return not public_key or scope not in self.restricted or scope in self.readable(public_key)

    def _may_write(self, device: bytes, scope: int) -> bool:
        return any(
            grant.device == device and grant.scope == scope and grant.may_write and not grant.is_withdrawn
            for grant in self.grants)

    # ---- admission

    def admits(self, log: Log, entry: Entry) -> bool:
        """Whether a change is admitted (10.2)."""
        scope = log.scope
        signer = self.key(log.genesis.key_hash)
        carrier = signer
        origin = None
        if entry.origin is not None:
            origin = ReadOrigin.read(entry.origin)
            signer = self.key(origin.genesis.key_hash)
            is_known = signer is not None and origin.proves(entry.body, signer)
            is_proven = is_known and origin.scope == scope
        if scope == SCOPE:
            return self._is_anchor(signer) and (entry.origin is None or is_proven)
        body = read(entry.body)
        if body is not None:
            ruling = self.rulings.get((entry.change_id, scope, body.kind, body.record))
            if ruling is not None:
                return ruling
        if signer is None:
            return False
        if origin is not None and origin.scope != scope:
            is_open = origin.scope != SCOPE and not {origin.scope, scope} & self.restricted
            return is_known and is_open and self._admits_moved(origin, signer, entry, body) and (
                self._admits_own(carrier, (scope, log.replica), entry.seq, _hashes(log)))
        device = node_id(signer)
        if entry.origin is not None:
            has_running_grant = self._may_write(device, scope) and device not in self.ends
            return is_proven and (self._is_anchor(signer) or has_running_grant)
        return self._admits_own(signer, (scope, log.replica), entry.seq, _hashes(log))

    def _admits_own(self, signer: bytes | None, log: tuple[int, int], seq: int, hashes: dict[int, bytes]) -> bool:
        """Rules 4 to 7 of 10.2: what somebody wrote in a log of their own, of which these hashes are known."""
        if signer is None:
            return False
        if self._is_anchor(signer):
            return True
        device = node_id(signer)
        if not self._may_write(device, log[0]):
            return False
        if device not in self.ends:
            return True
        end = self.ends[device].get(log)
        if end is None or seq > end.seq:
            return False
        return hashes.get(end.seq, end.hash) == end.hash

    def _admits_moved(self, origin: ReadOrigin, signer: bytes, entry: Entry, body: Body | None) -> bool:
        """Whether a change that was moved is admitted where it was first issued, as far as its evidence tells."""
        if body is not None:
            ruling = self.rulings.get((entry.change_id, origin.scope, body.kind, body.record))
            if ruling is not None:
                return ruling
        hashes = {origin.first_seq + index: sha256(header) for index, header in enumerate(origin.headers)}
        return self._admits_own(signer, (origin.scope, origin.genesis.replica), origin.first_seq, hashes)

    # ---- reading records, the stricter way where they disagree

    def _add_grant(self, readings: list[Value], is_withdrawn: bool) -> None:
        """What all readings give; every device that one names is known."""
        read_ = [_terms(value) for value in readings]
        for device in sorted({terms[0] for terms in read_ if terms is not None}):
            scopes = {terms and terms[:2] for terms in read_}
            agrees = scopes == {(device, read_[0] and read_[0][1])}
            scope = read_[0][1] if agrees and read_[0] is not None else 0
            may_write = all(terms is not None and terms[2] for terms in read_)
            self.grants.append(Grant(device, scope, may_write, is_withdrawn or not agrees))

    def _add_end(self, terms: Value) -> None:
        """One more end of a device."""
        if not isinstance(terms, Group) or not isinstance(device := terms.get(1), Reference):
            return
        heads = terms.get(2)
        named: dict[LogName, set[Place]] = {}
        for item in heads.items if isinstance(heads, List) else ():
            scope, replica, place = _end_head(item)
            if place is not None:
                named.setdefault((scope, replica), set()).add(place)
        self._all_ends.setdefault(device.id, []).append(named)
        self.ends[device.id] = _strictest(self._all_ends[device.id])

    def _add_ruling(self, record: Record) -> None:
        """Two verdicts hold, of one record or of two; an admission with two subjects says nothing."""
        verdicts, changes, abouts = (
            [value for value, _ in record.readings(register)] for register in (3, 2, 5))
        admits = verdicts == [Code("admit")]
        if not verdicts or admits and (len(changes) > 1 or len(abouts) > 1):
            return
        for change_id in (_hex(value, 16) for value in changes):
            for about in abouts:
                if change_id is None or not isinstance(about, Reference) or about.scope is None or about.kind == 0:
                    continue
                ruled = (change_id, about.scope, about.kind, about.id)
                self.rulings[ruled] = self.rulings.get(ruled, True) and admits


def _terms(value: Value) -> tuple[bytes, int, bool] | None:
    """Device, scope and whether writing is included."""
    if not isinstance(value, Group):
        return None
    device, scope, right = value.get(1), _hex_number(value.get(2)), value.get(3)
    if not isinstance(device, Reference) or not scope or right not in (Code("read"), Code("write")):
        return None
    return device.id, scope, right == Code("write")


def _strictest(ends: list[dict[LogName, set[Place]]]) -> dict[LogName, Place]:
    """Of each log that all ends name the lowest place, unless that is on two branches."""
    strictest: dict[LogName, Place] = {}
    for name in set.intersection(*(set(end) for end in ends)):
        places = set.union(*(end[name] for end in ends))
        seq = min(place.seq for place in places)
        lowest = [place for place in places if place.seq == seq]
        if len(lowest) == 1:
            strictest[name] = lowest[0]
    return strictest


def _is_withdrawn(lifecycle: Value) -> bool:
    return isinstance(lifecycle, Group) and lifecycle.get(1) == Code("withdrawn")


def _hex(value: Value, length: int) -> bytes | None:
    if not isinstance(value, Text) or len(value.text) != 2 * length:
        return None
    # Not left to `fromhex`, which passes over spaces and takes upper case.
    return bytes.fromhex(value.text) if set(value.text) <= set("0123456789abcdef") else None


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


def _hashes(log: Log) -> dict[int, bytes]:
    """The hashes of a log by number."""
    return {each.seq: each.hash for each in log.entries}
