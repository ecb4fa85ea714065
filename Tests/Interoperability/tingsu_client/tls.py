"""Certificates and connections: the specification's sections 4.1, 4.2 and 15."""

import http.client
import ssl
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtensionOID

import enrolment_pb2
import exchange_pb2

from . import columns, frames, limits
from .keys import node_id, x963
from .messages import read_blob_state, read_error

MEDIA_TYPE = "application/vnd.tingsu.exchange"
BLOB_TYPE = "application/octet-stream"
NODE_URI = "urn:tingsu:node:"


class UnexpectedServer(Exception):
    """Whoever answered is not a node that was expected; nothing was sent to it (I4)."""


class NotTingsu(Exception):
    """The answer is no frame of the protocol: a captive portal, or another program."""


class ErrorAnswer(Exception):
    """An answer with a status of 400 or above."""

    def __init__(self, status: int, body: exchange_pb2.ErrorBody) -> None:
        super().__init__(f"{status} {body.code}: {body.message}")
        self.status = status
        self.code = body.code
        self.message = body.message
        self.retry_after = body.retry_after_seconds if body.HasField("retry_after_seconds") else None


def certified_node_id(certificate: x509.Certificate) -> bytes:
    """The node id that a certificate proves; raises `ValueError` where it proves none.

    That the county's CA signed it is checked elsewhere: by TLS, or when a certificate is issued.
    """
    try:
        names = certificate.extensions.get_extension_for_oid(ExtensionOID.SUBJECT_ALTERNATIVE_NAME).value
    except x509.ExtensionNotFound:
        raise ValueError("the certificate names no node") from None
    uris = names.get_values_for_type(x509.UniformResourceIdentifier)
    nodes = [uri.removeprefix(NODE_URI) for uri in uris if uri.startswith(NODE_URI)]
    key = certificate.public_key()
    if len(nodes) != 1 or not isinstance(key, ec.EllipticCurvePublicKey):
        raise ValueError("the certificate names no node, or several")
    if nodes[0] != node_id(x963(key)).hex():
        raise ValueError("the certificate's node is not that of its key")
    return bytes.fromhex(nodes[0])


@dataclass(frozen=True)
class ClientCertificate:
    """The files of a certificate and its key."""

    certificate: Path
    key: Path


class Connection:
    """A kept-alive connection to one node of the county."""

    def __init__(self, host: str, port: int, authority_pem: str, servers: frozenset[bytes],
                 identity: ClientCertificate | None = None) -> None:
        """`servers` are the nodes that may answer. Without an identity no certificate is shown."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        # A server is recognised by its node id, not by its address (I4).
        context.check_hostname = False
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(cadata=authority_pem)
        if identity is not None:
            context.load_cert_chain(identity.certificate, identity.key)
        self._http = http.client.HTTPSConnection(host, port, timeout=limits.SILENCE_SECONDS, context=context)
        self._servers = servers
        self.requests = 0
        """How many requests were sent."""
        self.server: bytes | None = None
        """The node that answers."""
        self.writes_columns = False
        """Whether that node reads bodies in columns, as far as it has said."""

    def close(self) -> None:
        self._http.close()
        self.server = None

    def exchange(self, request: exchange_pb2.ExchangeRequest) -> exchange_pb2.ExchangeResponse:
        """Says that columns are read, and writes in columns where the server has said so, too (9.2)."""
        sent = exchange_pb2.ExchangeRequest()
        sent.CopyFrom(request)
        sent.reads_columns = True
        if self.writes_columns:
            columns.take_apart(sent.segments)
        body = self.post("/v1/exchange", frames.encode(sent.SerializeToString()))
        response = exchange_pb2.ExchangeResponse.FromString(body)
        if response.protocol != 1:
            raise NotTingsu("an answer of another version")
        self.writes_columns = response.reads_columns
        columns.fill_in(response.segments)
        return response

    def enrol(self, request: enrolment_pb2.EnrolmentRequest) -> enrolment_pb2.EnrolmentResponse:
        body = self.post("/v1/enrol", frames.encode(request.SerializeToString()))
        response = enrolment_pb2.EnrolmentResponse.FromString(body)
        if response.protocol != 1:
            raise NotTingsu("an answer of another version")
        return response

    def post(self, path: str, frame: bytes, media_type: str = MEDIA_TYPE) -> bytes:
        """Sends a frame and returns the message of the answer; raises `ErrorAnswer`."""
        return self.request("POST", path, frame, media_type)

    def put_piece(self, sha256: bytes, offset: int, piece: bytes, total: int) -> exchange_pb2.BlobState:
        """Brings a piece of a blob; without one, asks how far the blob has come."""
        place = f"{offset}-{offset + len(piece) - 1}" if piece else "*"
        message = self.request(
            "PUT", f"/v1/blobs/{sha256.hex()}", piece, BLOB_TYPE, {"Content-Range": f"bytes {place}/{total}"})
        return read_blob_state(message)

    def get_part(self, sha256: bytes, offset: int, count: int) -> tuple[bytes, int]:
        """Part of a blob, and how many bytes the whole has."""
        self._connect()
        self.requests += 1
        place = f"bytes={offset}-{offset + count - 1}"
        self._http.request("GET", f"/v1/blobs/{sha256.hex()}", headers={"Range": place})
        answer = self._http.getresponse()
        body = answer.read(limits.FRAME_TRAVELLING + 1)
        if answer.getheader("Content-Type") != BLOB_TYPE:
            raise ErrorAnswer(answer.status, read_error(frames.decode(body)))
        total = int(answer.getheader("Content-Range", "").rpartition("/")[2])
        if answer.getheader("Content-Range") != f"bytes {offset}-{offset + len(body) - 1}/{total}":
            raise NotTingsu("the answer is another part than was asked for")
        return body, total

    def request(self, method: str, path: str, frame: bytes, media_type: str,
                headers: dict[str, str] | None = None) -> bytes:
        is_reused = self._http.sock is not None
        try:
            return self._request(method, path, frame, media_type, headers)
        except (ConnectionError, ssl.SSLError):
            # The node may have closed a connection that was silent for a while. Whether the request came in is not
            # known, and does not matter (I6).
            if not is_reused:
                raise
            return self._request(method, path, frame, media_type, headers)

    def _request(self, method: str, path: str, frame: bytes, media_type: str,
                 headers: dict[str, str] | None = None) -> bytes:
        self._connect()
        self.requests += 1
        try:
            self._http.request(method, path, body=frame, headers={"Content-Type": media_type} | (headers or {}))
            answer = self._http.getresponse()
            # Compared before the body is read; and a redirect is an answer of no type of ours.
            if answer.getheader("Content-Type") != MEDIA_TYPE:
                raise NotTingsu(f"status {answer.status}, {answer.getheader('Content-Type')}")
            # Memory grows with what really comes, and stops at the limit (I7).
            body = answer.read(limits.FRAME_TRAVELLING + 1)
        except Exception:
            self.close()
            raise
        message = frames.decode(body)
        if answer.status >= 400:
            raise ErrorAnswer(answer.status, read_error(message))
        return message

    def health(self) -> tuple[int, str, str]:
        """Status, media type and text of `/v1/health`."""
        self._connect()
        self.requests += 1
        self._http.request("GET", "/v1/health")
        answer = self._http.getresponse()
        return answer.status, answer.getheader("Content-Type", ""), answer.read(limits.KIB).decode("utf-8")

    def _connect(self) -> None:
        """Opens the connection where it is not open, and checks who answers before a byte of a request is sent."""
        if self._http.sock is not None:
            return
        self._http.connect()
        try:
            der = self._http.sock.getpeercert(binary_form=True)
            node = certified_node_id(x509.load_der_x509_certificate(der))
        except ValueError as error:
            self.close()
            raise UnexpectedServer(str(error)) from error
        if node not in self._servers:
            self.close()
            raise UnexpectedServer(f"node {node.hex()} answers, which is not expected there")
        self.server = node
