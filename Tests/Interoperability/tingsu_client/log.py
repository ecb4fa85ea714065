"""Logs: genesis, headers, the chain, signed heads and origins. The specification's sections 7, 9 and 13."""

from dataclasses import dataclass, field
from functools import cached_property

import exchange_pb2

from . import change, limits
from .errors import BadMessage
from .keys import is_signed, sha256
from .vectors import Mark

VERSION = 1
SUITE = 1
HEADER_BYTES = 90


@dataclass(frozen=True)
class Place:
    """A place in a log, with the hash of the change there."""

    seq: int
    hash: bytes

    @property
    def mark(self) -> Mark:
        return Mark(self.seq, int.from_bytes(self.hash[:8]))


@dataclass(frozen=True)
class Genesis:
    """How a replica begins (7.1)."""

    data: bytes

    @classmethod
    def make(cls, key_hash: bytes, nonce: bytes, previous: int = 0,
             heads: dict[int, Place] | None = None) -> "Genesis":
        """`heads` are those of the previous replica, by scope."""
        heads = heads or {}
        return cls(b"".join([
            bytes([VERSION]), key_hash, nonce, previous.to_bytes(8), len(heads).to_bytes(2),
            *(scope.to_bytes(8) + heads[scope].seq.to_bytes(8) + heads[scope].hash for scope in sorted(heads)),
        ])).checked()

    def checked(self) -> "Genesis":
        """Itself; raises `BadMessage` where the layout is not valid."""
        data = self.data
        if len(data) < 59 or data[0] != VERSION:
            raise BadMessage("no genesis of version 1")
        count = int.from_bytes(data[57:59])
        if len(data) != 59 + 48 * count:
            raise BadMessage("the length of a genesis is wrong")
        scopes = [int.from_bytes(data[at:at + 8]) for at in range(59, len(data), 48)]
        seqs = [int.from_bytes(data[at + 8:at + 16]) for at in range(59, len(data), 48)]
        if scopes != sorted(set(scopes)) or 0 in scopes or not all(1 <= seq <= limits.SEQ for seq in seqs):
            raise BadMessage("the heads of a genesis are not in order")
        if self.previous == 0 and count > 0:
            raise BadMessage("a genesis without a previous replica names heads")
        if self.replica == 0:
            raise BadMessage("a replica's id is never 0")
        return self

    @property
    def key_hash(self) -> bytes:
        return self.data[1:33]

    @property
    def previous(self) -> int:
        return int.from_bytes(self.data[49:57])

    @property
    def replica(self) -> int:
        return int.from_bytes(sha256(self.data)[:8])

    def chain_start(self, scope: int) -> bytes:
        return sha256(self.data, scope.to_bytes(8))


def header(scope: int, replica: int, seq: int, body_hash: bytes, previous: bytes) -> bytes:
    """The 90 bytes whose hash is the change's (7.2). They are not sent."""
    return b"".join([
        bytes([VERSION, SUITE]), scope.to_bytes(8), replica.to_bytes(8), seq.to_bytes(8), body_hash, previous])


def head_message(scope: int, replica: int, place: Place) -> bytes:
    """What the device of a replica signs."""
    return b"".join([
        b"tingsu/head/1", bytes([VERSION, SUITE]), scope.to_bytes(8), replica.to_bytes(8), place.seq.to_bytes(8),
        place.hash])


@dataclass(frozen=True)
class Entry:
    """One change in its place of a log."""

    seq: int
    header: bytes
    body: bytes
    origin: exchange_pb2.Origin | None = None

    @cached_property
    def hash(self) -> bytes:
        return sha256(self.header)

    @property
    def place(self) -> Place:
        return Place(self.seq, self.hash)

    @property
    def change_id(self) -> bytes:
        return change.change_id(self.body)

    @property
    def ends_unit(self) -> bool:
        """Whether a log may be handed on up to here."""
        body = change.read(self.body)
        return self.origin is not None or body is None or body.remaining_in_unit == 0


def chain(genesis: Genesis, scope: int, first_seq: int, previous: bytes,
          bodies: list[tuple[bytes, exchange_pb2.Origin | None]]) -> list[Entry]:
    """The entries of bodies that follow on `previous`, which is the chain start or the hash before."""
    entries: list[Entry] = []
    replica = genesis.replica
    for seq, (body, origin) in enumerate(bodies, start=first_seq):
        entry = Entry(seq, header(scope, replica, seq, sha256(body), previous), body, origin)
        entries.append(entry)
        previous = entry.hash
    return entries


@dataclass
class Log:
    """The changes of one replica in one scope. It always ends on a signed head (I14)."""

    scope: int
    genesis: Genesis
    entries: list[Entry] = field(default_factory=list)
    signatures: dict[int, bytes] = field(default_factory=dict)

    @property
    def replica(self) -> int:
        return self.genesis.replica

    @property
    def seq(self) -> int:
        return len(self.entries)

    @property
    def place(self) -> Place:
        return self.entries[-1].place

    def hash_before(self, seq: int) -> bytes:
        """What the header numbered `seq` names as previous."""
        return self.genesis.chain_start(self.scope) if seq == 1 else self.entries[seq - 2].hash

    def mark(self, seq: int) -> Mark | None:
        """The mark of the change numbered `seq`; none where the log does not reach it."""
        return self.entries[seq - 1].place.mark if 1 <= seq <= self.seq else None

    def covers(self, mark: Mark) -> bool:
        """Whether the mark is one of this log's own (I16)."""
        return self.mark(mark.seq) == mark

    def append(self, entries: list[Entry], signatures: dict[int, bytes]) -> None:
        """Takes verified entries that follow on what is there."""
        self.entries += entries
        self.signatures |= signatures

    def segment(self, after: int, budget: int) -> tuple[exchange_pb2.Segment, int]:
        """The signed runs behind `after` that fit into the budget of bodies, at least one; and their bytes."""
        size = 0
        last = after
        for head in sorted(seq for seq in self.signatures if seq > after):
            run = sum(len(entry.body) for entry in self.entries[last:head])
            if last > after and size + run > budget:
                break
            size += run
            last = head
        return self.run(after + 1, last), size

    def run(self, first: int, last: int) -> exchange_pb2.Segment:
        """The segment of the entries numbered first to last."""
        return exchange_pb2.Segment(
            scope=self.scope,
            replica=self.replica,
            first_seq=first,
            entries=[
                exchange_pb2.LogEntry(body=entry.body, origin=entry.origin) for entry in self.entries[first - 1:last]],
            heads=[
                exchange_pb2.SignedHead(seq=seq, hash=self.entries[seq - 1].hash, signature=self.signatures[seq])
                for seq in sorted(self.signatures) if first <= seq <= last],
            genesis=self.genesis.data if first == 1 else b"",
        )

    def origin_of(self, seq: int) -> exchange_pb2.Origin:
        """The evidence that this log issued the change numbered `seq`: headers up to the next signed head (13)."""
        entry = self.entries[seq - 1]
        if entry.origin is not None:
            return entry.origin
        signed = min(head for head in self.signatures if head >= seq)
        return exchange_pb2.Origin(
            genesis=self.genesis.data,
            headers=b"".join(other.header for other in self.entries[seq - 1:signed]),
            head=exchange_pb2.SignedHead(
                seq=signed, hash=self.entries[signed - 1].hash, signature=self.signatures[signed]),
        )


@dataclass(frozen=True)
class ReadOrigin:
    """An origin, taken apart."""

    genesis: Genesis
    headers: list[bytes]
    head: exchange_pb2.SignedHead

    @classmethod
    def read(cls, origin: exchange_pb2.Origin) -> "ReadOrigin":
        """Raises `BadMessage` where its layout is not valid."""
        count, rest = divmod(len(origin.headers), HEADER_BYTES)
        if rest or count == 0:
            raise BadMessage("the headers of an origin are cut off, or missing")
        if count > limits.ORIGIN_HEADERS:
            raise BadMessage("an origin has too many headers", "too_large")
        headers = [origin.headers[at:at + HEADER_BYTES] for at in range(0, len(origin.headers), HEADER_BYTES)]
        for each in headers:
            scope, seq = int.from_bytes(each[2:10]), int.from_bytes(each[18:26])
            if each[:2] != bytes([VERSION, SUITE]) or scope == 0 or not 1 <= seq <= limits.SEQ:
                raise BadMessage("no header of version 1")
        return cls(Genesis(origin.genesis).checked(), headers, origin.head)

    @property
    def scope(self) -> int:
        return int.from_bytes(self.headers[0][2:10])

    @property
    def first_seq(self) -> int:
        return int.from_bytes(self.headers[0][18:26])

    def proves(self, body: bytes, public_key: bytes) -> bool:
        """Whether it proves that the key signed a log with this body first."""
        if sha256(public_key) != self.genesis.key_hash or self.headers[0][26:58] != sha256(body):
            return False
        scope, replica, first = self.headers[0][2:10], self.headers[0][10:18], int.from_bytes(self.headers[0][18:26])
        if int.from_bytes(replica) != self.genesis.replica:
            return False
        for index, each in enumerate(self.headers):
            names = bytes([VERSION, SUITE]) + scope + replica + (first + index).to_bytes(8)
            if each[:26] != names or (index > 0 and each[58:] != sha256(self.headers[index - 1])):
                return False
        last = Place(first + len(self.headers) - 1, sha256(self.headers[-1]))
        return (
            (self.head.seq, self.head.hash) == (last.seq, last.hash)
            and is_signed(public_key, head_message(self.scope, self.genesis.replica, last), self.head.signature))
