"""Bodies in columns: the specification's section 9.2."""

from collections.abc import Iterator

import change_pb2
import exchange_pb2

from . import limits
from .errors import BadMessage

_RECENT = 64
_ID = 16


def fill_in(segments) -> None:
    """Gives each entry its body, and leaves no columns. All segments of one message at once, for the bound on them."""
    room = limits.FRAME_UNPACKED
    for segment in segments:
        if not segment.HasField("columns"):
            continue
        empty = [entry for entry in segment.entries if not entry.body]
        for entry, body in zip(empty, bodies(segment.columns, len(empty)), strict=True):
            room -= len(body)
            if room < 0:
                raise BadMessage("the bodies of a message are too large", "too_large")
            entry.body = body
        segment.ClearField("columns")


def take_apart(segments) -> None:
    """Moves the bodies of each segment to columns, where all of them come out again as they are."""
    for segment in segments:
        plain = [entry.body for entry in segment.entries]
        columns = columns_of(plain) if all(plain) else None
        if columns is not None:
            segment.columns.CopyFrom(columns)
            for entry in segment.entries:
                entry.ClearField("body")


def bodies(columns: exchange_pb2.BodyColumns, count: int) -> Iterator[bytes]:
    """So many bodies; raises `BadMessage` where the columns have more or fewer."""
    _check(columns, count)
    values = _values(columns)
    ids = _Ids(columns)
    time = 0
    for index, number in enumerate(columns.form_of):
        form = columns.forms[number]
        time = _signed(time + columns.recorded_at[index])
        body = change_pb2.ChangeBody(
            record=ids.next(), author=ids.next(), kind=form.kind, registers=form.registers, recorded_at=time,
            salt=int.from_bytes(columns.salts[8 * index:8 * index + 8], "little"),
            remaining_in_unit=columns.remaining_in_unit[index])
        if form.has_entered_by:
            body.entered_by = ids.next()
        for place in range(len(form.registers)):
            kind = _reference_kind(form, place)
            if kind:
                reference = change_pb2.Value(reference=change_pb2.Reference(kind=kind, id=ids.next()))
                body.values.append(reference.SerializeToString())
            else:
                body.values.append(values[index, place])
        body.supersedes = b"".join(ids.next() for _ in range(form.supersedes))
        data = body.SerializeToString(deterministic=True)
        if len(data) > limits.BODY:
            raise BadMessage("a body is too large", "too_large")
        yield data
    ids.check_end()


def bytes_of_numbers(columns: exchange_pb2.BodyColumns) -> int:
    """How long the columns of numbers are as they travel, packed."""
    bare = exchange_pb2.BodyColumns()
    bare.CopyFrom(columns)
    for field in ("new_ids", "salts", "values"):
        bare.ClearField(field)
    return bare.ByteSize()


def columns_of(plain: list[bytes]) -> exchange_pb2.BodyColumns | None:
    """The bodies in columns, or nothing where one of them would not come out as it is."""
    columns = exchange_pb2.BodyColumns()
    forms: dict[bytes, int] = {}
    values: dict[tuple[int, int, int], list[bytes]] = {}
    recent: list[bytes] = []
    time = 0

    def use(id_: bytes) -> None:
        columns.id_places.append(recent.index(id_) + 1 if id_ in recent else 0)
        if id_ in recent:
            recent.remove(id_)
        else:
            columns.new_ids += id_
        recent.insert(0, id_)
        del recent[_RECENT:]

    for data in plain:
        try:
            body = change_pb2.ChangeBody.FromString(data)
        except Exception:
            return None
        if len(body.record) != _ID or len(body.author) != _ID or len(body.entered_by) not in (0, _ID):
            return None
        if len(body.registers) != len(body.values) or len(body.supersedes) % _ID:
            return None
        references = [_reference(value) for value in body.values]
        form = exchange_pb2.BodyForm(
            kind=body.kind, registers=body.registers, has_entered_by=bool(body.entered_by),
            supersedes=len(body.supersedes) // _ID)
        if any(references):
            form.reference_kinds.extend(each.kind if each else 0 for each in references)
        number = forms.setdefault(form.SerializeToString(deterministic=True), len(forms))
        if number == len(columns.forms):
            columns.forms.append(form)
        for id_ in (body.record, body.author, *([body.entered_by] if body.entered_by else [])):
            use(id_)
        for place, (register, value, reference) in enumerate(zip(body.registers, body.values, references)):
            if reference:
                use(reference.id)
            else:
                values.setdefault((register, number, place), []).append(value)
        for start in range(0, len(body.supersedes), _ID):
            use(body.supersedes[start:start + _ID])
        columns.form_of.append(number)
        columns.salts += body.salt.to_bytes(8, "little")
        columns.recorded_at.append(_signed(body.recorded_at - time))
        columns.remaining_in_unit.append(body.remaining_in_unit)
        time = body.recorded_at
    for key in sorted(values):
        columns.values.extend(values[key])
    try:
        return columns if list(bodies(columns, len(plain))) == plain else None
    except BadMessage:
        return None


def _reference(value: bytes) -> change_pb2.Reference | None:
    """What a value refers to, where it says nothing else."""
    try:
        content = change_pb2.Value.FromString(value)
    except Exception:
        return None
    reference = content.reference
    plain = change_pb2.Value(reference=change_pb2.Reference(kind=reference.kind, id=reference.id))
    is_plain = content.WhichOneof("content") == "reference" and reference.kind and len(reference.id) == _ID
    return reference if is_plain and plain.SerializeToString(deterministic=True) == value else None


def _reference_kind(form: exchange_pb2.BodyForm, place: int) -> int:
    return form.reference_kinds[place] if form.reference_kinds else 0


def _values(columns: exchange_pb2.BodyColumns) -> dict[tuple[int, int], bytes]:
    """The value for each body and place among its registers that is written out."""
    of_form: dict[int, list[int]] = {}
    for index, number in enumerate(columns.form_of):
        of_form.setdefault(number, []).append(index)
    order = sorted(
        (register, number, place)
        for number, form in enumerate(columns.forms) for place, register in enumerate(form.registers)
        if not _reference_kind(form, place))
    places = [(index, place) for _, number, place in order for index in of_form.get(number, [])]
    if len(places) != len(columns.values):
        raise BadMessage("another number of values than the bodies have")
    return dict(zip(places, columns.values))


def _check(columns: exchange_pb2.BodyColumns, count: int) -> None:
    for form in columns.forms:
        if len(form.registers) > limits.WRITES or form.supersedes > limits.SUPERSEDED:
            raise BadMessage("a form is too large", "too_large")
        if form.reference_kinds and len(form.reference_kinds) != len(form.registers):
            raise BadMessage("kinds of references for some registers")
    columns_of_bodies = (columns.form_of, columns.recorded_at, columns.remaining_in_unit)
    if any(len(column) != count for column in columns_of_bodies) or len(columns.salts) != 8 * count:
        raise BadMessage("a column for another number of bodies")
    if any(number >= len(columns.forms) for number in columns.form_of):
        raise BadMessage("a form that is not there")
    if len(columns.new_ids) % _ID:
        raise BadMessage("an id is cut off")


def _signed(number: int) -> int:
    """What 64 bits hold of a number."""
    return (number + 2**63) % 2**64 - 2**63


class _Ids:
    """The ids in the order in which the bodies have them."""

    def __init__(self, columns: exchange_pb2.BodyColumns) -> None:
        self._places = iter(columns.id_places)
        self._new = columns.new_ids
        self._at = 0
        self._recent: list[bytes] = []

    def next(self) -> bytes:
        place = next(self._places, None)
        if place is None:
            raise BadMessage("fewer ids than the bodies have")
        if place > len(self._recent):
            raise BadMessage("a place where no id stands")
        if place:
            id_ = self._recent.pop(place - 1)
        else:
            id_ = self._new[self._at:self._at + _ID]
            self._at += _ID
            if not id_:
                raise BadMessage("fewer ids than the bodies have")
        self._recent.insert(0, id_)
        del self._recent[_RECENT:]
        return id_

    def check_end(self) -> None:
        if next(self._places, None) is not None or self._at != len(self._new):
            raise BadMessage("more ids than the bodies have")
