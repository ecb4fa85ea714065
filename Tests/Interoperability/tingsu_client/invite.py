"""The invite file and its code: the specification's section 4.3."""

import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from . import limits
from .keys import sha256

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FULL_WIDTH = 0xFEE0
"""How far the full-width characters are from those of ASCII."""


def canonical_code(text: str) -> str:
    """The twenty characters that are compared; raises `ValueError` where it is no code."""
    narrow = (chr(ord(each) - _FULL_WIDTH) if "\uff01" <= each <= "\uff5e" else each for each in text)
    kept = (each.upper() if each.isascii() else each for each in narrow if not _is_separator(each))
    code = "".join(kept).translate(str.maketrans("OIL", "011"))
    if len(code) != 20 or any(each not in _ALPHABET for each in code):
        raise ValueError("no invite code")
    return code


def _is_separator(character: str) -> bool:
    """White space, dashes of every kind, and underscores."""
    return character.isspace() or unicodedata.category(character) == "Pd" or character == "_"


def code_verifier(code: str) -> bytes:
    """What the center stores of a code."""
    return sha256(b"tingsu/invite-code/1", canonical_code(code).encode("ascii"))


@dataclass(frozen=True)
class Invite:
    """What a machine is given to join with. It pins the county's CA and the servers."""

    county: str
    is_training: bool
    authority: x509.Certificate
    addresses: list[tuple[str, int]]
    servers: frozenset[bytes]
    code: str
    device_name: str

    @property
    def authority_pem(self) -> bytes:
        return self.authority.public_bytes(serialization.Encoding.PEM)

    @classmethod
    def load(cls, path: Path) -> "Invite":
        """Raises `ValueError` where the file is no invite of version 1."""
        data = path.read_bytes()
        if len(data) > limits.INVITE_FILE:
            raise ValueError("the file is too large for an invite")
        members = json.loads(data.decode("utf-8"))
        if (members["format"], members["version"]) != ("tingsu-invite", 1):
            raise ValueError("no invite of version 1")
        authority = x509.load_pem_x509_certificate(members["authorityCertificate"].encode("ascii"))
        if authority.fingerprint(hashes.SHA256()).hex() != members["authorityFingerprint"]:
            raise ValueError("the fingerprint is not that of the authority's certificate")
        if not 1 <= len(members["addresses"]) <= 16 or not 1 <= len(members["servers"]) <= 16:
            raise ValueError("an invite names 1 to 16 addresses and servers")
        addresses = [urlsplit(address) for address in members["addresses"]]
        if any(address.scheme != "https" or not address.hostname for address in addresses):
            raise ValueError("an address is not https://host[:port]")
        servers = frozenset(bytes.fromhex(server) for server in members["servers"])
        if any(len(server) != 16 for server in servers):
            raise ValueError("a server is no node id")
        return cls(
            members["county"], members["training"], authority,
            [(address.hostname, address.port or 443) for address in addresses],
            servers, members["code"], members["deviceName"])
