"""How changes become records: the specification's section 11."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from . import values
from .change import Body
from .values import Value

RecordName = tuple[int, bytes]
"""Kind and id; the scope is the caller's."""


@dataclass(frozen=True)
class Sibling:
    """One of the concurrent values of a register."""

    change_id: bytes
    recorded_at: int
    author: bytes
    data: bytes

    @property
    def value(self) -> Value:
        return values.decode(self.data)


@dataclass
class Record:
    """The siblings of each register, and the ids that are void before their change came (I23)."""

    siblings: dict[int, list[Sibling]] = field(default_factory=dict)
    void: dict[int, set[bytes]] = field(default_factory=dict)

    def readings(self, register: int) -> list[tuple[Value, list[Sibling]]]:
        """The values that people see, the shown one first, each with the siblings that agree on it."""
        newest_first = sorted(
            self.siblings.get(register, []), key=lambda each: (each.recorded_at, each.change_id), reverse=True)
        readings: dict[Value, tuple[Value, list[Sibling]]] = {}
        for sibling in newest_first:
            value = sibling.value
            readings.setdefault(values.comparable(value), (value, []))[1].append(sibling)
        return list(readings.values())

    def value(self, register: int) -> Value:
        """The shown reading."""
        readings = self.readings(register)
        return readings[0][0] if readings else None

    def seen(self, register: int) -> set[bytes]:
        """What an author who looks at this register now will supersede."""
        return {sibling.change_id for sibling in self.siblings.get(register, [])}

    @property
    def disputed(self) -> list[int]:
        return [register for register in sorted(self.siblings) if len(self.readings(register)) > 1]


def merge(changes: Iterable[tuple[bytes, Body]]) -> dict[RecordName, Record]:
    """The records of a set of applied changes of one scope, each with its id: a function of the set alone (I21)."""
    applied = dict(changes)
    records: dict[RecordName, Record] = {}
    superseded: dict[RecordName, dict[int, set[bytes]]] = {}
    for body in applied.values():
        registers = superseded.setdefault((body.kind, body.record), {})
        for register in body.writes:
            registers.setdefault(register, set()).update(body.supersedes)
    for change_id, body in applied.items():
        name = (body.kind, body.record)
        record = records.setdefault(name, Record())
        for register, data in body.writes.items():
            if change_id not in superseded[name][register]:
                record.siblings.setdefault(register, []).append(
                    Sibling(change_id, body.recorded_at, body.author, data))
    for name, registers in superseded.items():
        for register, ids in registers.items():
            arrived = {
                change_id for change_id in ids
                if change_id in applied and (applied[change_id].kind, applied[change_id].record) == name}
            records[name].void[register] = ids - arrived
    for record in records.values():
        for siblings in record.siblings.values():
            siblings.sort(key=lambda each: each.change_id)
    return records
