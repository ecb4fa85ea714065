"""The state digest, by which nodes that applied the same changes are recognised: the specification's section 11.2."""

from collections.abc import Mapping

from .keys import sha256
from .merge import Record, RecordName


def state_digest(scopes: Mapping[int, Mapping[RecordName, Record]]) -> bytes:
    """The digest of the merged records of all scopes that a node holds."""
    return sha256(*(
        scope.to_bytes(8) + kind.to_bytes(4) + id_ + sha256(state(record))
        for scope, records in sorted(scopes.items()) for (kind, id_), record in sorted(records.items())))


def state(record: Record) -> bytes:
    """The canonical bytes of one record."""
    living = sorted({
        (each.change_id, each.author, each.recorded_at)
        for siblings in record.siblings.values() for each in siblings})
    index = {change_id: place for place, (change_id, _, _) in enumerate(living)}
    registers = {number: siblings for number, siblings in sorted(record.siblings.items()) if siblings}
    voids = sorted((change_id, register) for register, ids in record.void.items() for change_id in ids)
    parts = [b"\x01", _number(len(living))]
    parts += [change_id + author + at.to_bytes(8, signed=True) for change_id, author, at in living]
    parts.append(_number(len(registers)))
    for number, siblings in registers.items():
        parts += [_number(number), _number(len(siblings))]
        for sibling in siblings:
            parts += [_number(index[sibling.change_id]), _number(len(sibling.data)), sibling.data]
    parts.append(_number(len(voids)))
    parts += [change_id + _number(register) for change_id, register in voids]
    return b"".join(parts)


def _number(value: int) -> bytes:
    """LEB128."""
    data = bytearray()
    while value >= 0x80:
        data.append(value & 0x7F | 0x80)
        value >>= 7
    data.append(value)
    return bytes(data)
