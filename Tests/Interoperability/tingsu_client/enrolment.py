"""How a machine joins a county: the specification's section 4.4."""

import json
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

import enrolment_pb2

from . import limits
from .files import write_durably
from .invite import Invite, canonical_code
from .keys import DeviceKey, is_public_key, x963
from .tls import ClientCertificate, Connection, certified_node_id


class BadEnrolment(Exception):
    """The answer to an enrolment is not what it has to be; nothing of it was kept."""


@dataclass(frozen=True)
class Membership:
    """What a machine that has joined knows, and where it keeps it."""

    folder: Path
    key: DeviceKey
    authority_pem: str
    anchors: list[bytes]
    servers: frozenset[bytes]
    addresses: list[tuple[str, int]]
    county: str
    is_training: bool

    @property
    def identity(self) -> ClientCertificate:
        return ClientCertificate(self.folder / "certificate.pem", self.folder / "device.key")

    def connect(self, identity: ClientCertificate | None = None) -> Connection:
        """A connection to the first address."""
        host, port = self.addresses[0]
        return Connection(host, port, self.authority_pem, self.servers, identity or self.identity)

    @classmethod
    def load(cls, folder: Path) -> "Membership":
        members = json.loads((folder / "county.json").read_text(encoding="utf-8"))
        if not (folder / "certificate.pem").exists():
            raise FileNotFoundError("this machine has not joined")
        return cls(
            folder, DeviceKey.load(folder / "device.key"), members["authority"],
            [bytes.fromhex(key) for key in members["anchors"]],
            frozenset(bytes.fromhex(server) for server in members["servers"]),
            [(host, port) for host, port in members["addresses"]], members["county"], members["training"])


def certificate_request(key: DeviceKey, name: str) -> bytes:
    """A PKCS #10 request in DER; its subject is a wish only."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    request = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(key.private, hashes.SHA256())
    return request.public_bytes(serialization.Encoding.DER)


def join(invite: Invite, folder: Path) -> Membership:
    """Joins, or joins again with the key that is there already."""
    folder.mkdir(parents=True, exist_ok=True)
    key_path = folder / "device.key"
    if not key_path.exists():
        DeviceKey.generate().store(key_path)
    key = DeviceKey.load(key_path)
    request = enrolment_pb2.EnrolmentRequest(
        protocol=1,
        code=canonical_code(invite.code),
        certificate_request_der=certificate_request(key, invite.device_name),
        device_name=invite.device_name,
    )
    response = _ask(invite, request)
    _check(response, invite, key)
    county = {
        "authority": invite.authority_pem.decode("ascii"),
        "anchors": [each.hex() for each in response.center_keys],
        "servers": [each.hex() for each in response.server_node_ids],
        "addresses": invite.addresses,
        "county": response.county_name,
        "training": response.training,
    }
    write_durably(folder / "county.json", json.dumps(county, ensure_ascii=False).encode("utf-8"))
    # Last: a machine with a certificate has joined.
    write_durably(folder / "certificate.pem", response.certificate_pem.encode("ascii"))
    return Membership.load(folder)


def _ask(invite: Invite, request: enrolment_pb2.EnrolmentRequest) -> enrolment_pb2.EnrolmentResponse:
    """Tries the addresses in order; goes on where the line fails, and not where the node answers."""
    failure: OSError | None = None
    for host, port in invite.addresses:
        connection = Connection(host, port, invite.authority_pem.decode("ascii"), invite.servers)
        try:
            return connection.enrol(request)
        except OSError as error:
            failure = error
        finally:
            connection.close()
    raise failure or OSError("the invite names no address")


def _check(response: enrolment_pb2.EnrolmentResponse, invite: Invite, key: DeviceKey) -> None:
    """Raises `BadEnrolment` unless the certificate is of our key and of the pinned authority."""
    try:
        certificate = x509.load_pem_x509_certificate(response.certificate_pem.encode("ascii"))
        authority = x509.load_pem_x509_certificate(response.ca_pem.encode("ascii"))
        certificate.verify_directly_issued_by(invite.authority)
        node = certified_node_id(certificate)
        public_key = x963(certificate.public_key())
    except (ValueError, TypeError, InvalidSignature) as error:
        raise BadEnrolment(f"the certificate is not of this county: {error}") from error
    if authority != invite.authority or public_key != key.public or node != key.node_id:
        raise BadEnrolment("the certificate is of another county or another key")
    if (response.county_name, response.training) != (invite.county, invite.is_training):
        raise BadEnrolment("the county is not that of the invite")
    if not 1 <= len(response.center_keys) <= limits.CENTER_KEYS or not all(map(is_public_key, response.center_keys)):
        raise BadEnrolment("the trust anchors are no keys")
    if len(response.server_node_ids) > limits.SERVERS or any(len(each) != 16 for each in response.server_node_ids):
        raise BadEnrolment("the servers are no node ids")
