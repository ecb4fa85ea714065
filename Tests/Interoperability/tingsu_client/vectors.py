"""Version vectors and their digests: the specification's section 8."""

from dataclasses import dataclass

import exchange_pb2

from . import limits
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

    def to_message(self) -> exchange_pb2.VersionVector:
        return exchange_pb2.VersionVector(entries=[
            exchange_pb2.VectorEntry(replica=replica, seq=self[replica].seq, tag=self[replica].tag)
            for replica in sorted(self)])

    @classmethod
    def from_message(cls, message: exchange_pb2.VersionVector) -> "Vector":
        """Raises `ValueError` where a rule is broken."""
        if len(message.entries) > limits.VECTOR_ENTRIES:
            raise ValueError("a vector has too many entries")
        vector = cls()
        for entry in message.entries:
            if entry.replica == 0 or entry.replica in vector:
                raise ValueError("a replica stands twice in a vector, or is 0")
            if not 1 <= entry.seq <= limits.SEQ:
                raise ValueError("a number in a vector is out of range")
            vector[entry.replica] = Mark(entry.seq, entry.tag)
        return vector
