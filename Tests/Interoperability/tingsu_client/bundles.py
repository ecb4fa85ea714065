"""Bundles, the sealed files of a courier: the specification's section 19, for a receiver."""

import hashlib
import hmac
from dataclasses import dataclass, field

import bundle_pb2
from cryptography import x509
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from google.protobuf.message import DecodeError

from . import limits
from .errors import BadMessage
from .keys import is_public_key, is_signed, sha256, x963
from .tls import certified_node_id

MAGIC = b"TSBUNDLE"
TAG = b"tingsu/bundle/1"
_KEM = b"KEM" + bytes.fromhex("0010")
_SUITE = b"HPKE" + bytes.fromhex("001000010002")
_KEY_BYTES = 65
_SEAL_BYTES = 16


@dataclass
class Bundle:
    """What a sound bundle says and holds."""

    header: bundle_pb2.BundleHeader
    opening: bundle_pb2.BundleOpening
    sender: bytes
    frames_and_blobs: list[bytes | bundle_pb2.BundleBlob | bundle_pb2.BundleWishes] = field(default_factory=list)
    passed_over: int = 0


class _File:
    """A file that is read from its beginning and may end too early."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0

    def take(self, count: int) -> bytes:
        taken = self.data[self.place:self.place + count]
        if len(taken) < count:
            raise BadMessage("the file is cut off", "cut_off")
        self.place += count
        return taken


def read(data: bytes, private_key: ec.EllipticCurvePrivateKey, authority: x509.Certificate) -> Bundle:
    """The content of a bundle for the owner of the key; `BadMessage` tells why nothing of it counts (I35)."""
    file = _File(data)
    header = _header(file)
    information = TAG + data[:file.place]
    encapsulated = file.take(_KEY_BYTES)
    if header.receiver_key_hash != sha256(x963(private_key.public_key())):
        raise BadMessage("for somebody else", "not_for_this_machine")
    opener = _Opener(private_key, encapsulated, information)
    bundle: Bundle | None = None
    for index in range(limits.BUNDLE_PIECES + 1):
        before = data[:file.place]
        length = int.from_bytes(file.take(4))
        if length > limits.BUNDLE_PIECE + _SEAL_BYTES:
            raise BadMessage("a piece beyond the limit", "too_large")
        piece = opener.open(file.take(length))
        kind, content = piece[0], piece[1:]
        if (bundle is None) != (kind == 1):
            raise BadMessage("the first piece says who sends, and no other", "out_of_order")
        if bundle is None:
            bundle = _begin(header, content, authority)
        elif kind == 2:
            bundle.frames_and_blobs.append(content)
        elif kind == 3:
            bundle.frames_and_blobs.append(_blob(content))
        elif kind == 5:
            bundle.frames_and_blobs.append(_wishes(content))
        elif kind == 4:
            end = _parse(bundle_pb2.BundleEnd, content, limits.BUNDLE_END)
            certificate = x509.load_der_x509_certificate(bundle.opening.certificate_der)
            if end.pieces != index or not is_signed(x963(certificate.public_key()), TAG + sha256(before), end.signature):
                raise BadMessage("not signed by who is named", "bad_signature")
            if file.place != len(data):
                raise BadMessage("something follows the end", "trailing")
            return bundle
        else:
            bundle.passed_over += 1
    raise BadMessage("too many pieces", "too_large")


def _header(file: _File) -> bundle_pb2.BundleHeader:
    start = file.data[:len(MAGIC)]
    if start != MAGIC[:len(start)]:
        raise BadMessage("not a bundle", "not_a_bundle")
    prelude = file.take(12)
    if prelude[8] != 1 or prelude[9] != 1:
        raise BadMessage("version or suite", "unsupported_version")
    length = int.from_bytes(prelude[10:])
    if length > limits.BUNDLE_HEADER:
        raise BadMessage("a header beyond the limit", "too_large")
    header = _parse(bundle_pb2.BundleHeader, file.take(length), limits.BUNDLE_HEADER)
    if len(header.receiver_key_hash) != 32 or len(header.set) != 16 or header.direction not in (1, 2):
        raise BadMessage("a field of the header")
    if not 1 <= header.part <= header.parts <= limits.BUNDLE_PARTS:
        raise BadMessage("which part of how many")
    return header


def _begin(header: bundle_pb2.BundleHeader, content: bytes, authority: x509.Certificate) -> Bundle:
    opening = _parse(bundle_pb2.BundleOpening, content, limits.BUNDLE_OPENING)
    if opening.protocol != 1:
        raise BadMessage("protocol", "unsupported_version")
    if not opening.certificate_der or len(opening.certificate_der) > limits.CERTIFICATE:
        raise BadMessage("no certificate")
    if opening.answers and (len(opening.answers) != 16 or not 1 <= opening.answers_part <= limits.BUNDLE_PARTS):
        raise BadMessage("what is answered")
    if opening.answers and len(opening.answers_given) > limits.ANSWERS_REMEMBERED:
        raise BadMessage("more answers than are remembered")
    if opening.answers and any(len(answer) != 16 for answer in opening.answers_given):
        raise BadMessage("an answer that was given before")
    try:
        certificate = x509.load_der_x509_certificate(opening.certificate_der)
        certificate.verify_directly_issued_by(authority)
        return Bundle(header, opening, certified_node_id(certificate))
    except (ValueError, TypeError, InvalidSignature) as error:
        raise BadMessage(f"not of this county: {error}", "sender") from None


def _blob(content: bytes) -> bundle_pb2.BundleBlob:
    blob = _parse(bundle_pb2.BundleBlob, content, limits.BUNDLE_PIECE)
    if len(blob.sha256) != 32 or not 1 <= blob.total <= limits.BLOB or not 1 <= len(blob.content) <= limits.BLOB_PIECE:
        raise BadMessage("a field of a blob")
    if blob.offset + len(blob.content) > blob.total:
        raise BadMessage("beyond the end of the blob")
    return blob


def _wishes(content: bytes) -> bundle_pb2.BundleWishes:
    wishes = _parse(bundle_pb2.BundleWishes, content, limits.BUNDLE_PIECE)
    if not 1 <= len(wishes.sha256) <= limits.BLOBS_OFFERED or any(len(name) != 32 for name in wishes.sha256):
        raise BadMessage("a field of the wishes")
    return wishes


def _parse(message, content: bytes, limit: int):
    if len(content) > limit:
        raise BadMessage("beyond a limit", "too_large")
    try:
        return message.FromString(content)
    except DecodeError as error:
        raise BadMessage(str(error)) from None


class _Opener:
    """The receiver's context of HPKE (RFC 9180), base mode: the pieces in order."""

    def __init__(self, private_key: ec.EllipticCurvePrivateKey, encapsulated: bytes, information: bytes) -> None:
        if not is_public_key(encapsulated):
            raise BadMessage("no key", "changed")
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), encapsulated)
        context = encapsulated + x963(private_key.public_key())
        secret = private_key.exchange(ec.ECDH(), point)
        shared = _expand(_extract(b"", b"eae_prk", secret, _KEM), b"shared_secret", context, 32, _KEM)
        schedule = b"\0" + _extract(b"", b"psk_id_hash", b"", _SUITE) + _extract(b"", b"info_hash", information, _SUITE)
        secret = _extract(shared, b"secret", b"", _SUITE)
        self._cipher = AESGCM(_expand(secret, b"key", schedule, 32, _SUITE))
        self._nonce = int.from_bytes(_expand(secret, b"base_nonce", schedule, 12, _SUITE))
        self._count = 0

    def open(self, sealed: bytes) -> bytes:
        """The next piece, of at least its kind."""
        nonce = (self._nonce ^ self._count).to_bytes(12)
        self._count += 1
        try:
            piece = self._cipher.decrypt(nonce, sealed, None)
        except (InvalidTag, ValueError):
            raise BadMessage("a piece does not open", "changed") from None
        if not piece:
            raise BadMessage("an empty piece")
        return piece


def _extract(salt: bytes, label: bytes, secret: bytes, suite: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + secret, hashlib.sha256)


def _expand(key: bytes, label: bytes, information: bytes, count: int, suite: bytes) -> bytes:
    labelled = count.to_bytes(2) + b"HPKE-v1" + suite + label + information
    return hmac.digest(key, labelled + b"\1", hashlib.sha256)[:count]
