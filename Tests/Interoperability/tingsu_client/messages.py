"""The rules for whole messages: the specification's sections 9, 12, 15 and 16.

A message that breaks one is refused whole, with the code that is in the error.
"""

from google.protobuf.message import DecodeError

import exchange_pb2

from . import columns, limits
from .errors import BadMessage
from .keys import HASH_BYTES, SIGNATURE_BYTES
from .log import Genesis, ReadOrigin
from .vectors import Vector

PROTOCOL = 1


def read_request(data: bytes) -> exchange_pb2.ExchangeRequest:
    """A request that keeps to the rules."""
    request = _parse(exchange_pb2.ExchangeRequest, data)
    _bound(request.scopes, limits.SCOPES)
    _bound(request.probes, limits.PROBES)
    _check_counts(request.segments, [state.vector for state in request.scopes])
    _check_version(request)
    _check_scopes(request.scopes)
    columns.fill_in(request.segments)
    for segment in request.segments:
        check_segment(segment)
    for probe in request.probes:
        _check_probe(probe)
    if request.HasField("replica"):
        _check_not_zero(request.replica)
    _check_rising(request.receipt_issuers, limits.RECEIPT_ISSUERS)
    _check_blobs(request.blobs, limits.BLOBS_OFFERED)
    return request


def read_response(data: bytes) -> exchange_pb2.ExchangeResponse:
    """A response that keeps to the rules."""
    response = _parse(exchange_pb2.ExchangeResponse, data)
    check_response(response)
    return response


def read_error(data: bytes) -> exchange_pb2.ErrorBody:
    """An error body (15.1); its code may be one of a later program."""
    _bound(data, limits.ERROR)
    error = _parse(exchange_pb2.ErrorBody, data)
    if not error.code:
        raise BadMessage("an error without a code")
    _bound(error.code.encode(), limits.ERROR_CODE)
    _bound(error.message.encode(), limits.ERROR_SENTENCE)
    return error


def check_response(response: exchange_pb2.ExchangeResponse) -> None:
    """Raises `BadMessage` where the response is to be refused whole."""
    for scopes in (response.scopes, response.receipts):
        _bound(scopes, limits.SCOPES)
    for logs in (response.forks, response.refusals):
        _bound(logs, limits.SEGMENTS)
    _check_counts(response.segments, [each.vector for each in [*response.scopes, *response.receipts]])
    _check_version(response)
    _check_scopes(response.scopes)
    columns.fill_in(response.segments)
    for segment in response.segments:
        check_segment(segment)
    for name in response.forks:
        _check_not_zero(name.scope, name.replica)
    for receipt in response.receipts:
        check_receipt(receipt)
    for refusal in response.refusals:
        if is_known(refusal):
            _check_not_zero(refusal.scope)
            if refusal.HasField("replica"):
                _check_not_zero(refusal.replica)
    _check_blobs([state.sha256 for state in response.blobs], limits.BLOBS_ANSWERED)
    for state in response.blobs:
        check_blob_state(state)


def read_blob_state(data: bytes) -> exchange_pb2.BlobState:
    """What a node says of one blob (18)."""
    state = _parse(exchange_pb2.BlobState, data)
    check_blob_state(state)
    return state


def check_blob_state(state: exchange_pb2.BlobState) -> None:
    """The rules of section 18."""
    _check_length(state.sha256, HASH_BYTES)
    if state.received > limits.BLOB:
        raise BadMessage("more of a blob than any has")


def _check_blobs(hashes, limit: int) -> None:
    _bound(hashes, limit)
    for blob in hashes:
        _check_length(blob, HASH_BYTES)
    if list(hashes) != sorted(set(hashes)):
        raise BadMessage("blobs do not rise")


def budget(request: exchange_pb2.ExchangeRequest) -> int:
    """How many bytes of bodies the response may carry."""
    return min(request.response_bytes, limits.BATCH)


def is_known(refusal: exchange_pb2.Refusal) -> bool:
    """Whether the reason is one of version 1; a reader passes over the others."""
    return refusal.reason != 0 and refusal.reason in exchange_pb2.RefusalReason.values()


def check_segment(segment: exchange_pb2.Segment) -> None:
    """The rules of section 9's table."""
    _check_not_zero(segment.scope, segment.replica)
    _check_seq(segment.first_seq)
    end = segment.first_seq + len(segment.entries)
    _check_seq(end if segment.entries else segment.first_seq)
    numbers = [head.seq for head in segment.heads]
    if numbers != sorted(set(numbers)) or any(not segment.first_seq <= seq < end for seq in numbers):
        raise BadMessage("heads do not rise, or lie outside their segment")
    for head in segment.heads:
        _check_head(head)
    if segment.genesis:
        Genesis(segment.genesis).checked()
    for entry in segment.entries:
        if len(entry.body) > limits.BODY:
            raise BadMessage("a body is too large", "too_large")
        if entry.HasField("origin"):
            ReadOrigin.read(entry.origin)
            _check_head(entry.origin.head)


def check_receipt(receipt: exchange_pb2.Receipt) -> None:
    """The rules of section 14."""
    _check_not_zero(receipt.scope)
    _check_length(receipt.signer_key_hash, HASH_BYTES)
    Vector.from_message(receipt.vector)
    _check_length(receipt.signature, SIGNATURE_BYTES)
    _check_not_zero(receipt.issuer)
    _check_rising(receipt.past, limits.PAST_ISSUERS)


def _check_rising(replicas, limit: int) -> None:
    _bound(replicas, limit)
    numbers = list(replicas)
    if 0 in numbers or numbers != sorted(set(numbers)):
        raise BadMessage("replicas do not rise, or one is 0")


def _parse(kind, data: bytes):
    try:
        return kind.FromString(data)
    except DecodeError as error:
        raise BadMessage("no message of this kind") from error


def _check_version(message) -> None:
    if message.protocol != PROTOCOL:
        raise BadMessage(f"protocol {message.protocol}", "unsupported_version")


def _check_scopes(states) -> None:
    scopes = [state.scope for state in states]
    _check_not_zero(*scopes)
    if len(scopes) != len(set(scopes)):
        raise BadMessage("a scope stands twice")
    for state in states:
        if state.HasField("vector"):
            Vector.from_message(state.vector)


def _check_probe(probe: exchange_pb2.ForkProbe) -> None:
    _check_not_zero(probe.scope, probe.replica)
    _bound(probe.places, limits.PROBE_PLACES)
    numbers = [place.seq for place in probe.places]
    _check_seq(*numbers)
    if numbers != sorted(set(numbers), reverse=True):
        raise BadMessage("the places of a probe do not fall")


def _check_head(head: exchange_pb2.SignedHead) -> None:
    _check_seq(head.seq)
    _check_length(head.hash, HASH_BYTES)
    _check_length(head.signature, SIGNATURE_BYTES)


def _check_counts(segments, vectors) -> None:
    """The bounds that hold over a whole message."""
    entries = [entry for segment in segments for entry in segment.entries]
    origins = sum(entry.HasField("origin") for entry in entries)
    _bound(segments, limits.SEGMENTS)
    _bound(entries, limits.ENTRIES)
    if sum(len(segment.heads) for segment in segments) + origins > limits.ENTRIES:
        raise BadMessage("too many signed heads", "too_large")
    taken_apart = [segment.columns for segment in segments if segment.HasField("columns")]
    if sum(len(each.forms) for each in taken_apart) > limits.ENTRIES:
        raise BadMessage("too many forms", "too_large")
    if sum(len(each.values) for each in taken_apart) > limits.COLUMN_VALUES:
        raise BadMessage("too many values", "too_large")
    if sum(map(columns.bytes_of_numbers, taken_apart)) > limits.COLUMN_NUMBERS:
        raise BadMessage("too many numbers", "too_large")
    if sum(len(vector.entries) for vector in vectors) > limits.ALL_VECTOR_ENTRIES:
        raise BadMessage("too many entries of vectors", "too_large")


def _bound(items, limit: int) -> None:
    if len(items) > limit:
        raise BadMessage(f"{len(items)} of something, at most {limit}", "too_large")


def _check_not_zero(*numbers: int) -> None:
    if 0 in numbers:
        raise BadMessage("a scope or a replica is 0")


def _check_seq(*numbers: int) -> None:
    if not all(1 <= number <= limits.SEQ for number in numbers):
        raise BadMessage("a number is out of range")


def _check_length(data: bytes, length: int) -> None:
    if len(data) != length:
        raise BadMessage(f"{len(data)} bytes, not {length}")
