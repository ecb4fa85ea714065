"""What the client makes of the input of a vector: one function for each topic, the file's name with underscores."""

from collections.abc import Callable
from typing import Any

import exchange_pb2
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from tingsu_client import bundles, change, digest, frames, invite, messages, receipts, values
from tingsu_client.catalog import Catalog
from tingsu_client.errors import BadMessage
from tingsu_client.exchange import Sync
from tingsu_client.holdings import Forked, Holdings, Reason, Refused
from tingsu_client.keys import DeviceKey, is_public_key, is_signed, node_id, sha256
from tingsu_client.log import HEADER_BYTES, Genesis, Place, ReadOrigin, chain, head_message
from tingsu_client.merge import merge
from tingsu_client.receipts import Custody
from tingsu_client.vectors import Mark, Vector

Outcome = dict[str, Any]


def data(part: Any) -> bytes:
    """Hexadecimal text, or a list of texts and of what repeats."""
    if isinstance(part, str):
        return bytes.fromhex(part)
    if isinstance(part, list):
        return b"".join(map(data, part))
    return data(part["hex"]) * part["times"]


def refusable(outcome: Callable[[Outcome], Outcome]) -> Callable[[Outcome], Outcome]:
    """An outcome that may be the code by which the input is refused."""
    def attempt(given: Outcome) -> Outcome:
        try:
            return outcome(given)
        except BadMessage as error:
            return {"error": error.code}
    return attempt


def number(value: int) -> str:
    """An id, tag or digest."""
    return f"{value:016x}"


# ---- ids, hashes, signatures

def keys(given: Outcome) -> Outcome:
    key = data(given["key"])
    if not is_public_key(key):
        return {"valid": False}
    return {"valid": True, "key_hash": sha256(key).hex(), "node_id": node_id(key).hex()}


def change_ids(given: Outcome) -> Outcome:
    body = data(given["body"])
    return {"body_hash": sha256(body).hex(), "change_id": change.change_id(body).hex()}


@refusable
def geneses(given: Outcome) -> Outcome:
    genesis = Genesis(data(given["genesis"])).checked()
    heads = [genesis.data[at:at + 48] for at in range(59, len(genesis.data), 48)]
    return {
        "replica": number(genesis.replica), "key_hash": genesis.key_hash.hex(), "previous": number(genesis.previous),
        "heads": [
            {"scope": head[:8].hex(), "seq": str(int.from_bytes(head[8:16])), "hash": head[16:].hex()} for head in heads],
        "chain_starts": [genesis.chain_start(int(scope, 16)).hex() for scope in given["scopes"]],
    }


def chains(given: Outcome) -> Outcome:
    genesis, scope = Genesis(data(given["genesis"])).checked(), int(given["scope"], 16)
    start = genesis.chain_start(scope)
    entries = chain(genesis, scope, 1, start, [(data(body), None) for body in given["bodies"]])
    return {
        "replica": number(genesis.replica), "start": start.hex(), "headers": [entry.header.hex() for entry in entries],
        "hashes": [entry.hash.hex() for entry in entries]}


def head_signatures(given: Outcome) -> Outcome:
    place = Place(int(given["seq"]), data(given["hash"]))
    message = head_message(int(given["scope"], 16), int(given["replica"], 16), place)
    return {"message": message.hex(), "valid": is_signed(data(given["key"]), message, data(given["signature"]))}


def invite_codes(given: Outcome) -> Outcome:
    try:
        characters = invite.canonical_code(given["typed"])
    except ValueError:
        return {"valid": False}
    return {"valid": True, "characters": characters, "verifier": invite.code_verifier(given["typed"]).hex()}


# ---- vectors

def _entries(vector: Vector) -> list[Outcome]:
    return [
        {"replica": number(replica), "seq": str(vector[replica].seq), "tag": number(vector[replica].tag)}
        for replica in sorted(vector)]


def _vector(entries: list[Outcome]) -> Vector:
    return Vector({int(each["replica"], 16): Mark(int(each["seq"]), int(each["tag"], 16)) for each in entries})


@refusable
def vectors(given: Outcome) -> Outcome:
    response = b"\x08\x01" + _field(2, b"\x09" + (9).to_bytes(8, "little") + _field(2, data(given["message"])))
    vector = Vector.from_message(messages.read_response(response).scopes[0].vector)
    return {
        "entries": _entries(vector), "canonical": vector.canonical.hex(), "full_digest": vector.full_digest.hex(),
        "digest": number(vector.digest)}


def vector_orders(given: Outcome) -> Outcome:
    mine, theirs = _vector(given["mine"]), _vector(given["theirs"])
    return {
        "mine_to_theirs": mine.compare(theirs), "theirs_to_mine": theirs.compare(mine),
        "replaced_by_theirs": _entries(Vector(mine | theirs))}


def coverage(given: Outcome) -> Outcome:
    tags = [int(tag, 16) for tag in given["tags"]]

    def own_mark(seq: int) -> Mark | None:
        return Mark(seq, tags[seq - 1]) if seq <= len(tags) else None

    vector = _vector(given["entries"])
    return {"covered": [vector.covers(int(given["replica"], 16), seq, own_mark) for seq in range(1, len(tags) + 1)]}


# ---- values, bodies, records

def meaning(value: values.Value) -> Any:
    """A value as JSON."""
    match value:
        case None:
            return None
        case values.Text(text):
            return {"text": text}
        case values.Integer(whole):
            return {"integer": str(whole)}
        case values.Boolean(flag):
            return {"boolean": flag}
        case values.Instant(milliseconds):
            return {"instant": str(milliseconds)}
        case values.Date(days):
            return {"date": days}
        case values.Code(code):
            return {"code": code}
        case values.Reference(kind, id_, scope):
            return {"reference": {
                "scope": None if scope is None else number(scope), "kind": kind, "id": id_.hex()}}
        case values.Attachment(hash_, size, media_type):
            return {"attachment": {"sha256": hash_.hex(), "size": str(size), "media_type": media_type}}
        case values.List(items):
            return {"list": [meaning(item) for item in items]}
        case values.Group(members):
            return {"group": [{"number": each, "value": meaning(member)} for each, member in members]}
        case values.Unrecognised(unread):
            return {"unrecognised": unread.hex()}


def values_(given: Outcome) -> Outcome:
    value = values.decode(data(given["value"]))
    return {"meaning": meaning(value), "encoded": values.encode(value).hex()}


def value_equality(given: Outcome) -> Outcome:
    left, right = (values.comparable(values.decode(data(given[side]))) for side in ("left", "right"))
    return {"equal": left == right}


def change_bodies(given: Outcome) -> Outcome:
    body = change.read(data(given["body"]))
    if body is None:
        return {"readable": False}
    return {
        "readable": True, "kind": body.kind, "record": body.record.hex(), "author": body.author.hex(),
        "entered_by": body.entered_by.hex() if body.entered_by else None, "recorded_at": str(body.recorded_at),
        "supersedes": [each.hex() for each in sorted(body.supersedes)], "registers": list(body.writes),
        "value_hashes": [sha256(value).hex() for value in body.writes.values()],
        "remaining_in_unit": body.remaining_in_unit}


def merges(given: Outcome) -> Outcome:
    bodies = [data(body) for body in given["bodies"]]
    ids = [change.change_id(body) for body in bodies]
    changes = [(id_, change.read(body)) for id_, body in zip(ids, bodies)]
    scope, watched = int(given["scope"], 16), given.get("watched")
    ends, steps = [], []
    for order in given["orders"]:
        ends.append(merge(changes[index] for index in order))
        steps.append([])
        for count, index in enumerate(order, start=1) if watched is not None else ():
            records = merge(changes[each] for each in order[:count])
            record = records[changes[index][1].kind, changes[index][1].record]
            siblings = [ids.index(each.change_id) for each in record.siblings.get(watched, [])]
            voids = [ids.index(each) if each in ids else -1 for each in record.void.get(watched, ())]
            steps[-1].append({"siblings": sorted(siblings), "voids": sorted(voids)})
    digests = {digest.state_digest({scope: end}) for end in ends}
    if len(digests) != 1:
        return {"error": "the orders end in different states"}
    outcome = {
        "changes": [id_.hex() for id_ in ids], "state_digest": digests.pop().hex(),
        "records": [_record(name, record) for name, record in sorted(ends[0].items())]}
    return outcome if watched is None else outcome | {"steps": steps}


def _record(name, record) -> Outcome:
    return {
        "kind": name[0], "id": name[1].hex(), "state": digest.state(record).hex(),
        "registers": [
            {
                "register": register, "siblings": [each.change_id.hex() for each in siblings],
                "shown": meaning(record.value(register)), "readings": len(record.readings(register)),
            } for register, siblings in sorted(record.siblings.items()) if siblings]}


# ---- frames and messages

@refusable
def frames_(given: Outcome) -> Outcome:
    message = frames.decode(data(given["frame"]))
    return {"length": len(message), "sha256": sha256(message).hex()}


@refusable
def bundles_(given: Outcome) -> Outcome:
    key = ec.derive_private_key(int(given["private_key"], 16), ec.SECP256R1())
    bundle = bundles.read(data(given["file"]), key, x509.load_der_x509_certificate(data(given["authority"])))
    header, opening = bundle.header, bundle.opening
    return {
        "set": header.set.hex(), "part": header.part, "parts": header.parts,
        "direction": "up" if header.direction == 1 else "answer", "made_at": header.made_at,
        "sender": bundle.sender.hex(), "program": opening.program,
        "answers": opening.answers.hex() or None, "answers_part": opening.answers_part or None,
        "answers_given": [answer.hex() for answer in opening.answers_given] if opening.answers else [],
        "frames_before": opening.frames_before, "passed_over": bundle.passed_over,
        "pieces": [_piece(piece) for piece in bundle.frames_and_blobs]}


def _piece(piece: Any) -> Outcome:
    if isinstance(piece, bytes):
        return {"frame": piece.hex()}
    if hasattr(piece, "total"):
        return {
            "sha256": piece.sha256.hex(), "offset": piece.offset, "total": piece.total, "content": piece.content.hex()}
    return {"wishes": [name.hex() for name in piece.sha256]}


@refusable
def requests(given: Outcome) -> Outcome:
    request = messages.read_request(data(given["message"]))
    return {
        "scopes": [number(state.scope) for state in request.scopes],
        "vectors": sum(state.HasField("vector") for state in request.scopes),
        "segments": [_segment(segment) for segment in request.segments],
        "probes": [
            {
                "scope": number(probe.scope), "replica": number(probe.replica),
                "seqs": [str(place.seq) for place in probe.places]} for probe in request.probes],
        "response_bytes": messages.budget(request),
        "replica": number(request.replica) if request.HasField("replica") else None,
        "receipt_issuers": [number(replica) for replica in request.receipt_issuers],
        "blobs": [blob.hex() for blob in request.blobs]}


@refusable
def body_columns(given: Outcome) -> Outcome:
    nine = (9).to_bytes(8, "little")
    segment = b"\x09" + nine + b"\x11" + nine + b"\x18\x01" + b"\x22\x00" * given["entries"]
    segment += _field(7, data(given["columns"]))
    read = messages.read_response(b"\x08\x01" + _field(3, segment)).segments[0]
    return {"bodies": [entry.body.hex() for entry in read.entries]}


@refusable
def responses(given: Outcome) -> Outcome:
    response = messages.read_response(data(given["message"]))
    forks = sorted((name.scope, name.replica) for name in response.forks)
    return {
        "scopes": [number(state.scope) for state in response.scopes],
        "segments": [_segment(segment) for segment in response.segments],
        "forks": [{"scope": number(scope), "replica": number(replica)} for scope, replica in forks],
        "receipts": len(response.receipts),
        "refusals": [
            {
                "scope": number(refusal.scope), "reason": _word(refusal.reason),
                "replica": number(refusal.replica) if refusal.HasField("replica") else None,
            } for refusal in response.refusals if messages.is_known(refusal)],
        "blobs": [
            {"sha256": blob.sha256.hex(), "received": blob.received, "held": blob.held} for blob in response.blobs],
        "has_more": response.has_more, "server_time": str(response.server_time)}


@refusable
def errors(given: Outcome) -> Outcome:
    error = messages.read_error(data(given["message"]))
    return {
        "code": error.code, "sentence_bytes": len(error.message.encode()),
        "retry_after_seconds": error.retry_after_seconds if error.HasField("retry_after_seconds") else None}


def _segment(segment: exchange_pb2.Segment) -> Outcome:
    return {
        "scope": number(segment.scope), "replica": number(segment.replica), "first_seq": str(segment.first_seq),
        "entries": len(segment.entries), "origins": sum(entry.HasField("origin") for entry in segment.entries),
        "heads": [str(head.seq) for head in segment.heads], "genesis": bool(segment.genesis)}


def _field(field: int, content: bytes) -> bytes:
    """A field of bytes, whatever they are."""
    length, size = bytearray(), len(content)
    while size >= 0x80:
        length.append(size & 0x7F | 0x80)
        size >>= 7
    return bytes([field << 3 | 2, *length, size]) + content


def _word(reason: int) -> str:
    return Reason.Name(reason).removeprefix("REFUSAL_REASON_")


# ---- proofs

@refusable
def receipts_(given: Outcome) -> Outcome:
    receipt = messages.read_response(b"\x08\x01" + _field(5, data(given["receipt"]))).receipts[0]
    anchors = [data(anchor) for anchor in given["anchors"]]
    return {"message": receipts.message(receipt).hex(), "valid": receipts.is_valid(receipt, anchors)}


def receipt_orders(given: Outcome) -> Outcome:
    held, arrived = (
        messages.read_response(b"\x08\x01" + _field(5, data(given[name]))).receipts[0] for name in ("held", "arrived"))
    return {"stands": "held" if receipts.is_superseded(arrived, held) else "arrived"}


@refusable
def origins(given: Outcome) -> Outcome:
    body = data(given["body"])
    entry = _field(1, body) + _field(2, data(given["origin"]))
    nine = (9).to_bytes(8, "little")
    segment = b"\x09" + nine + b"\x11" + nine + b"\x18\x01" + _field(4, entry)
    read = messages.read_response(b"\x08\x01" + _field(3, segment)).segments[0].entries[0]
    origin = ReadOrigin.read(read.origin)
    return {
        "headers": len(origin.headers), "scope": number(origin.scope),
        "proves": origin.proves(body, data(given["key"]))}


# ---- what a node makes of segments

def _holdings(given: Outcome) -> Holdings:
    kinds = {str(kind): kind for kind in given["understood_kinds"]}
    return Holdings(
        own_key=data(given.get("own_key", "")), anchors=[data(anchor) for anchor in given["anchors"]],
        catalog=Catalog(kinds, {}))


def _take(holdings: Holdings, segment: bytes) -> Outcome:
    try:
        response = messages.read_response(b"\x08\x01" + _field(3, segment))
        return {"stored": holdings.take(response.segments[0])}
    except BadMessage as error:
        return {"error": error.code}
    except Forked as fork:
        return {"forked_at": str(fork.seq)}
    except Refused as refusal:
        return {"refused": _word(refusal.reason)}


def _receiving(given: Outcome) -> Outcome:
    segments = [data(segment) for segment in given["segments"]]
    ends, outcomes = [], None
    for order in given.get("orders", [list(range(len(segments)))]):
        holdings = _holdings(given)
        while True:
            taken = [_take(holdings, segments[index]) for index in order]
            outcomes = outcomes or taken
            if not any(outcome.get("stored") for outcome in taken):
                break
        ends.append({
            "logs": [
                {
                    "scope": number(scope), "replica": number(replica), "hash": log.place.hash.hex(),
                    "standings": [holdings.standing(log, entry).value for entry in log.entries],
                } for (scope, replica), log in sorted(holdings.logs.items())],
            "readable": [
                [number(scope) for scope in sorted(holdings.directory.readable(data(reader)))]
                for reader in given.get("readers", [])],
            "state_digest": holdings.state_digest.hex()})
    if any(end != ends[0] for end in ends):
        return {"error": "the orders end differently"}
    return {"outcomes": outcomes} | ends[0]


segments = reissues = admission = _receiving


def custody(given: Outcome) -> Outcome:
    holdings = _holdings(given)
    for segment in given["segments"]:
        _take(holdings, data(segment))
    log = holdings.logs[int(given["scope"], 16), int(given["replica"], 16)]
    report = _vector(given["report"]) if "report" in given else None
    receipt = exchange_pb2.Receipt(vector=_vector(given["receipt"]).to_message()) if "receipt" in given else None
    words = {Custody.HERE: "here", Custody.AT_UPSTREAM: "at the upstream", Custody.AT_COUNTY: "at the county"}
    return {"custody": [words[receipts.custody(log, entry.seq, report, receipt)] for entry in log.entries]}


def adoption(given: Outcome) -> Outcome:
    holdings = _holdings(given)
    for segment in given["segments"]:
        _take(holdings, data(segment))
    key = DeviceKey(ec.derive_private_key(given["own_private_key"], ec.SECP256R1()))

    def mint(store: Holdings) -> Genesis:
        genesis = Genesis.make(key.hash, bytes(16))
        store.geneses[genesis.replica] = genesis
        store.writing = genesis.replica
        return genesis

    sync = Sync()
    sync.request(holdings)
    sync.take(holdings, messages.read_response(data(given["response"])), key.sign, mint, now=0)
    forked = int(given["scope"], 16), int(given["replica"], 16)
    reissued = [
        (log, entry) for _, log in sorted(holdings.logs.items()) for entry in log.entries if entry.origin is not None]
    return {
        "head": holdings.logs[forked].place.hash.hex(),
        "reissued": [
            {
                "change_id": entry.change_id.hex(), "seq": str(entry.seq),
                "origin_headers": [
                    entry.origin.headers[at:at + HEADER_BYTES].hex()
                    for at in range(0, len(entry.origin.headers), HEADER_BYTES)],
                "origin_head_seq": str(entry.origin.head.seq), "standing": holdings.standing(log, entry).value,
            } for log, entry in reissued],
        "is_another_replica": not any(log.replica == forked[1] for log, _ in reissued)}


def asking(given: Outcome) -> Outcome:
    holdings = _holdings(given)
    for segment in given["segments"]:
        _take(holdings, data(segment))
    sync = Sync()
    if "answering_key" in given:
        sync.meet(node_id(data(given["answering_key"])))
    request = sync.request(holdings)
    return {
        "scopes": [number(state.scope) for state in request.scopes],
        "logs": [
            {
                "scope": number(segment.scope), "replica": number(segment.replica),
                "first_seq": str(segment.first_seq), "entries": len(segment.entries)}
            for segment in request.segments]}
