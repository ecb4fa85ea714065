"""Values of registers: the specification's sections 6.2 and 6.3.

In Python a value is `None` (the answer was taken back) or one of the classes below. `encode` and `decode` go between
them and the bytes in a body.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date

from google.protobuf.message import DecodeError, Message
from google.protobuf.unknown_fields import UnknownFieldSet

import change_pb2

from . import limits

_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Integer:
    """A whole number; money in fen."""

    number: int


@dataclass(frozen=True)
class Boolean:
    flag: bool


@dataclass(frozen=True)
class Instant:
    """Milliseconds since 1970, UTC."""

    milliseconds: int


@dataclass(frozen=True)
class Date:
    """A civil date, in days since 1970-01-01."""

    days: int

    @classmethod
    def of(cls, text: str) -> "Date":
        return cls(date.fromisoformat(text).toordinal() - _EPOCH)

    def __str__(self) -> str:
        return date.fromordinal(self.days + _EPOCH).isoformat()


@dataclass(frozen=True)
class Code:
    code: str


@dataclass(frozen=True)
class Reference:
    """Points at another record; of the same scope where `scope` is none."""

    kind: int
    id: bytes
    scope: int | None = None


@dataclass(frozen=True)
class Attachment:
    sha256: bytes
    size: int
    media_type: str


@dataclass(frozen=True)
class List:
    items: tuple["Value", ...]


@dataclass(frozen=True)
class Group:
    """Values by number. Numbers that are not there are not in the dictionary either."""

    members: tuple[tuple[int, "Value"], ...]

    @classmethod
    def of(cls, members: dict[int, "Value"]) -> "Group":
        return cls(tuple(sorted(members.items())))

    def get(self, number: int) -> "Value":
        return dict(self.members).get(number)


@dataclass(frozen=True)
class Unrecognised:
    """Kept byte for byte."""

    data: bytes


Value = (None | Text | Integer | Boolean | Instant | Date | Code | Reference | Attachment | List | Group | Unrecognised)


def encode(value: Value) -> bytes:
    """The bytes of a value."""
    if value is None:
        return b""
    if isinstance(value, Unrecognised):
        return value.data
    return _message(value).SerializeToString(deterministic=True)


def decode(data: bytes) -> Value:
    """The value that the bytes mean; never fails."""
    return _decode(data, depth=0)


def comparable(value: Value) -> Value:
    """The same for values that are equal: texts count by canonical equivalence."""
    match value:
        case Text(text):
            return Text(unicodedata.normalize("NFC", text))
        case Code(code):
            return Code(unicodedata.normalize("NFC", code))
        case Attachment(digest, size, media_type):
            return Attachment(digest, size, unicodedata.normalize("NFC", media_type))
        case List(items):
            return List(tuple(map(comparable, items)))
        case Group(members):
            return Group(tuple((number, comparable(member)) for number, member in members))
    return value


def _message(value: Value) -> change_pb2.Value:
    match value:
        case Text(text):
            return change_pb2.Value(text=text)
        case Integer(number):
            return change_pb2.Value(integer=number)
        case Boolean(flag):
            return change_pb2.Value(boolean=flag)
        case Instant(milliseconds):
            return change_pb2.Value(instant=milliseconds)
        case Date(days):
            return change_pb2.Value(date=days)
        case Code(code):
            return change_pb2.Value(code=code)
        case Reference(kind, id_, scope):
            return change_pb2.Value(reference=change_pb2.Reference(scope=scope, kind=kind, id=id_))
        case Attachment(digest, size, media_type):
            return change_pb2.Value(
                attachment=change_pb2.Attachment(sha256=digest, size=size, media_type=media_type))
        case List(items):
            return change_pb2.Value(list=change_pb2.ValueList(items=map(encode, items)))
        case Group(members):
            return change_pb2.Value(group=change_pb2.ValueGroup(members=[
                change_pb2.ValueGroupMember(number=number, value=encode(member)) for number, member in members]))
    raise TypeError(f"{value!r} is no value")


def _decode(data: bytes, depth: int) -> Value:
    if not data:
        return None
    try:
        message = change_pb2.Value.FromString(data)
    except DecodeError:
        return Unrecognised(data)
    value = None if _has_unknown_field(message) else _content(message, depth)
    return Unrecognised(data) if value is None else value


def _content(message: change_pb2.Value, depth: int) -> Value:
    """The content of a message without unknown fields; none where it breaks a rule."""
    match message.WhichOneof("content"):
        case "text":
            return Text(message.text)
        case "integer":
            return Integer(message.integer)
        case "boolean":
            return Boolean(message.boolean)
        case "instant":
            return Instant(message.instant)
        case "date" if date.min.toordinal() <= message.date + _EPOCH <= date.max.toordinal():
            return Date(message.date)
        case "code":
            return Code(message.code)
        case "reference":
            reference = message.reference
            scope = reference.scope if reference.HasField("scope") else None
            if _has_unknown_field(reference) or len(reference.id) != 16 or scope == 0:
                return None
            return Reference(reference.kind, reference.id, scope)
        case "attachment":
            attachment = message.attachment
            if _has_unknown_field(attachment) or len(attachment.sha256) != 32:
                return None
            return Attachment(attachment.sha256, attachment.size, attachment.media_type)
        case "list" if depth < limits.DEPTH:
            if _has_unknown_field(message.list):
                return None
            return List(tuple(_decode(item, depth + 1) for item in message.list.items))
        case "group" if depth < limits.DEPTH:
            members = message.group.members
            numbers = [member.number for member in members]
            if _has_unknown_field(message.group) or any(map(_has_unknown_field, members)):
                return None
            if numbers != sorted(set(numbers)):
                return None
            return Group(tuple((member.number, _decode(member.value, depth + 1)) for member in members))
    return None


def _has_unknown_field(message: Message) -> bool:
    return len(UnknownFieldSet(message)) > 0
