"""Change bodies and change ids: the specification's section 6.1."""

import secrets
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from google.protobuf.message import DecodeError
from google.protobuf.unknown_fields import UnknownFieldSet

import change_pb2

from . import limits, values
from .keys import sha256
from .values import Value

LIFECYCLE = 1
NOTE = 9001

_GROUP = 3
"""The wire type of a group, which proto3 does not have."""


def change_id(body: bytes) -> bytes:
    """The id of a change: it depends on the body alone (I9)."""
    return sha256(body)[:16]


def new_record_id() -> bytes:
    """A UUIDv7 (RFC 9562)."""
    milliseconds = time.time_ns() // 1_000_000
    random = secrets.randbits(74)
    number = milliseconds << 80 | 7 << 76 | (random >> 62) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    return number.to_bytes(16)


@dataclass(frozen=True)
class Body:
    """What a readable body says. The bytes stay beside it: they are what is stored and sent (I8)."""

    record: bytes
    kind: int
    writes: dict[int, bytes]
    supersedes: frozenset[bytes]
    recorded_at: int
    author: bytes
    entered_by: bytes | None
    remaining_in_unit: int


@dataclass(frozen=True)
class Draft:
    """One edit of one record, before it has bytes."""

    kind: int
    record: bytes
    writes: Mapping[int, Value]
    supersedes: Iterable[bytes] = ()

    def encode(self, author: bytes, remaining_in_unit: int, entered_by: bytes = b"") -> bytes:
        """The bytes of the body, made once and for all (I8)."""
        registers = sorted(self.writes)
        body = change_pb2.ChangeBody(
            record=self.record,
            salt=secrets.randbits(64),
            recorded_at=time.time_ns() // 1_000_000,
            author=author,
            kind=self.kind,
            registers=registers,
            values=[values.encode(self.writes[register]) for register in registers],
            supersedes=b"".join(sorted(set(self.supersedes))),
            remaining_in_unit=remaining_in_unit,
            entered_by=entered_by,
        ).SerializeToString(deterministic=True)
        if read(body) is None:
            raise ValueError("the draft breaks a rule of change bodies")
        return body


def read(data: bytes) -> Body | None:
    """What the body says; none where it cannot be read."""
    if len(data) > limits.BODY:
        return None
    try:
        message = change_pb2.ChangeBody.FromString(data)
    except DecodeError:
        return None
    if any(field.wire_type == _GROUP for field in UnknownFieldSet(message)):
        return None
    registers = list(message.registers)
    superseded = [message.supersedes[at:at + 16] for at in range(0, len(message.supersedes), 16)]
    keeps_rules = (
        len(message.record) == 16
        and len(message.author) == 16
        and len(message.entered_by) in (0, 16)
        and message.kind >= 1
        and len(registers) <= limits.WRITES
        and registers == sorted(set(registers))
        and len(message.values) == len(registers)
        and all(len(value) <= limits.VALUE for value in message.values)
        and len(message.supersedes) % 16 == 0
        and len(superseded) <= limits.SUPERSEDED
        and superseded == sorted(set(superseded))
        and message.remaining_in_unit <= limits.REMAINING_IN_UNIT
    )
    if not keeps_rules:
        return None
    return Body(
        record=message.record,
        kind=message.kind,
        writes=dict(zip(registers, message.values)),
        supersedes=frozenset(superseded),
        recorded_at=message.recorded_at,
        author=message.author,
        entered_by=message.entered_by or None,
        remaining_in_unit=message.remaining_in_unit,
    )
