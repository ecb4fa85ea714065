"""Receipts and custody: the specification's section 14."""

from enum import IntEnum

import exchange_pb2

from .keys import is_signed, sha256
from .log import Log
from .vectors import Vector


class Custody(IntEnum):
    """How far a change has come, as far as that is proven."""

    HERE = 0
    AT_UPSTREAM = 1
    AT_COUNTY = 2


def message(receipt: exchange_pb2.Receipt) -> bytes:
    """What the center signs."""
    vector = Vector.from_message(receipt.vector)
    issued_at = receipt.issued_at.to_bytes(8, signed=True)
    issuers = b"".join(replica.to_bytes(8) for replica in [receipt.issuer, *receipt.past])
    return b"tingsu/receipt/2" + receipt.scope.to_bytes(8) + vector.full_digest + issued_at + issuers


def is_superseded(arrived: exchange_pb2.Receipt, held: exchange_pb2.Receipt) -> bool:
    """Whether the one that is held proves that the one that arrived was said before it (I31)."""
    return arrived.issuer in held.past and held.issuer not in arrived.past


def is_valid(receipt: exchange_pb2.Receipt, anchors: list[bytes]) -> bool:
    """Whether a trust anchor signed it."""
    return any(
        sha256(anchor) == receipt.signer_key_hash and is_signed(anchor, message(receipt), receipt.signature)
        for anchor in anchors)


def custody(log: Log, seq: int, report: Vector | None, receipt: exchange_pb2.Receipt | None) -> Custody:
    """The custody of a change in a log that is held here."""
    if receipt is not None and Vector.from_message(receipt.vector).covers(log.replica, seq, log.mark):
        return Custody.AT_COUNTY
    if report is not None and report.covers(log.replica, seq, log.mark):
        return Custody.AT_UPSTREAM
    return Custody.HERE
