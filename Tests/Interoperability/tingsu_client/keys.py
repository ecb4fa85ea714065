"""Device keys, key hashes, node ids and signatures: the specification's section 3."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from .files import write_durably

HASH_BYTES = 32
SIGNATURE_BYTES = 64

_ALGORITHM = ec.ECDSA(hashes.SHA256())


def sha256(*parts: bytes) -> bytes:
    """SHA-256 of the parts, one behind the other."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def node_id(public_key: bytes) -> bytes:
    """The node id, and device id, of a public key of 65 bytes."""
    return sha256(public_key)[:16]


def x963(public_key: ec.EllipticCurvePublicKey) -> bytes:
    """The 65 bytes `04 ‖ x ‖ y`."""
    return public_key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def is_public_key(data: bytes) -> bool:
    """Whether these are 65 bytes of a point on P-256."""
    if len(data) != 65 or data[0] != 4:
        return False
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), data)
    except ValueError:
        return False
    return True


def is_signed(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature`, 64 bytes r ‖ s, is the key's over SHA-256 of the message."""
    if len(signature) != SIGNATURE_BYTES:
        return False
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public_key)
    der = encode_dss_signature(int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))
    try:
        key.verify(der, message, _ALGORITHM)
    except InvalidSignature:
        return False
    return True


@dataclass(frozen=True)
class DeviceKey:
    """A P-256 key pair. The private half never leaves the machine that made it (I3)."""

    private: ec.EllipticCurvePrivateKey

    @classmethod
    def generate(cls) -> "DeviceKey":
        return cls(ec.generate_private_key(ec.SECP256R1()))

    @classmethod
    def load(cls, path: Path) -> "DeviceKey":
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise ValueError(f"{path} holds no elliptic-curve key")
        return cls(key)

    def store(self, path: Path) -> None:
        pem = self.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        write_durably(path, pem, mode=0o600)

    @property
    def public(self) -> bytes:
        return x963(self.private.public_key())

    @property
    def hash(self) -> bytes:
        return sha256(self.public)

    @property
    def node_id(self) -> bytes:
        return node_id(self.public)

    def sign(self, message: bytes) -> bytes:
        """64 bytes r ‖ s over SHA-256 of the message."""
        r, s = decode_dss_signature(self.private.sign(message, _ALGORITHM))
        return r.to_bytes(32) + s.to_bytes(32)
