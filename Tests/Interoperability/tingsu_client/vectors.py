"""Version vectors and their digests: the specification's section 8."""

from collections.abc import Callable
from dataclasses import dataclass

import exchange_pb2

from . import limits
from .errors import BadMessage
from .keys import sha256


@dataclass(frozen=True)
class Mark:
    """How far one log comes: the number of its newest change, and that change's tag."""

    seq: int
    tag: int


class Vector(dict[int, Mark]):
    """What a node holds of one scope: a mark for each replica."""

    @property
    def canonical(self) -> bytes:
        return b"".join(
            replica.to_bytes(8) + self[replica].seq.to_bytes(8) + self[replica].tag.to_bytes(8)
            for replica in sorted(self))

    @property
    def full_digest(self) -> bytes:
        return sha256(self.canonical)

    @property
    def digest(self) -> int:
        return int.from_bytes(self.full_digest[:8])

    def compare(self, other: "Vector") -> str:
        """How it stands to another by its numbers: `equal`, `before`, `after` or `concurrent`."""
        is_ahead = is_behind = False
        for replica in self.keys() | other.keys():
            mine, theirs = self.get(replica, Mark(0, 0)), other.get(replica, Mark(0, 0))
            is_fork = mine.seq == theirs.seq and mine.tag != theirs.tag
            is_ahead |= mine.seq > theirs.seq or is_fork
            is_behind |= mine.seq < theirs.seq or is_fork
        if is_ahead and is_behind:
            return "concurrent"
        return "after" if is_ahead else "before" if is_behind else "equal"

    def covers(self, replica: int, seq: int, own_mark: Callable[[int], Mark | None]) -> bool:
        """Whether it proves that change of a log whose own marks are given (I16)."""
        mark = self.get(replica)
        return mark is not None and mark.seq >= seq and own_mark(mark.seq) == mark

    def to_message(self) -> exchange_pb2.VersionVector:
        return exchange_pb2.VersionVector(entries=[
            exchange_pb2.VectorEntry(replica=replica, seq=self[replica].seq, tag=self[replica].tag)
            for replica in sorted(self)])

    @classmethod
    def from_message(cls, message: exchange_pb2.VersionVector) -> "Vector":
        """Raises `BadMessage` where a rule is broken."""
        if len(message.entries) > limits.VECTOR_ENTRIES:
            raise BadMessage("a vector has too many entries", "too_large")
        vector = cls()
        for entry in message.entries:
            if entry.replica == 0 or entry.replica in vector:
                raise BadMessage("a replica stands twice in a vector, or is 0")
            if not 1 <= entry.seq <= limits.SEQ:
                raise BadMessage("a number in a vector is out of range")
            vector[entry.replica] = Mark(entry.seq, entry.tag)
        return vector
