"""One sync, from the asker's side: the specification's sections 12.6 and 13.

`Sync` makes requests and takes responses in. It neither sends nor stores anything itself.
"""

from enum import Enum

import exchange_pb2

from . import limits, receipts
from .change import change_id
from .directory import SCOPE as DIRECTORY
from .directory import LogName
from .holdings import Forked, Holdings, Reason, Refused
from .log import Log
from .messages import check_response, is_known
from .vectors import Vector


_ANSWERED_BY_THE_REPORT = (Reason.REFUSAL_REASON_GAP, Reason.REFUSAL_REASON_FORK)
_LIFTED_BY_THE_DIRECTORY = (
    Reason.REFUSAL_REASON_UNKNOWN_SIGNER, Reason.REFUSAL_REASON_UNKNOWN_SCOPE, Reason.REFUSAL_REASON_NOT_READABLE)


class Outcome(Enum):
    COMPLETE = "complete"
    AGAIN = "again"
    STALLED = "stalled"


class Sync:
    """State for the length of one sync."""

    def __init__(self) -> None:
        self.budget = limits.FIRST_BATCH
        self.refused_logs: set[LogName] = set()
        self.refused_scopes: set[int] = set()
        self.forked: set[LogName] = set()
        self.shown: set[int] = set()
        """Scopes that were found to differ, or are not ours to read: their vector is sent each time."""
        self.refusals: list[tuple[int, int | None, int]] = []
        """Scope, replica and reason of everything that the upstream refused."""
        self.offset: int | None = None
        """The upstream's clock less ours, in milliseconds. It decides nothing (I24)."""
        self._sent: dict[int, Vector] = {}
        self._upstream: bytes | None = None
        """The node that answers, as far as the line has proven it in this sync."""
        self._has_just_met = False

    def meet(self, upstream: bytes) -> None:
        """Learns from the line which node answered. To be called before `take`: from the next request on, restricted
        scopes that it may read are named to it (10.5)."""
        self._has_just_met |= upstream != self._upstream
        self._upstream = upstream

    # ---- making a request

    def request(self, holdings: Holdings) -> exchange_pb2.ExchangeRequest:
        request = exchange_pb2.ExchangeRequest(protocol=1, response_bytes=self.budget)
        if holdings.writing is not None:
            request.replica = holdings.writing
        self._sent = {}
        issuers: set[int] = set()
        past: set[int] = set()
        left = self.budget
        readable = holdings.directory.readable(holdings.own_key)
        for scope in self._scopes(holdings):
            vector = self._sent[scope] = holdings.vector(scope)
            report = holdings.reports.get(scope)
            state = request.scopes.add(scope=scope, digest=vector.digest)
            if scope in holdings.receipts:
                state.receipt_digest = Vector.from_message(holdings.receipts[scope].vector).digest
                issuers.add(holdings.receipts[scope].issuer)
                past.update(holdings.receipts[scope].past)
            if report != vector or scope == DIRECTORY or scope in self.shown or scope not in readable:
                state.vector.CopyFrom(vector.to_message())
            if report != vector:
                # An upstream that has never reported is taken to hold nothing; a wrong guess costs one exchange.
                guess = Vector() if report is None else report
                for log in self._to_send(holdings, scope, guess):
                    if left <= 0:
                        break
                    mark = guess.get(log.replica)
                    segment, size = log.segment(mark.seq if mark else 0, left)
                    request.segments.append(segment)
                    left -= size
        told = sorted(issuers) + sorted(past - issuers)
        request.receipt_issuers.extend(sorted(told[:limits.RECEIPT_ISSUERS]))
        for scope, replica in sorted(self.forked):
            request.probes.append(make_probe(holdings.logs[scope, replica], holdings.staged.get((scope, replica))))
        return request

    def _scopes(self, holdings: Holdings) -> list[int]:
        """The directory, what it lets us read, and whatever else we hold; of restricted scopes those that the upstream may
        read."""
        directory = holdings.directory
        scopes = {DIRECTORY} | directory.readable(holdings.own_key) | {scope for scope, _ in holdings.logs}
        theirs = directory.readable_by(self._upstream) if self._upstream else set()
        return sorted(scopes - self.refused_scopes - (directory.restricted - theirs))

    def _to_send(self, holdings: Holdings, scope: int, report: Vector) -> list[Log]:
        """The logs of which the report lacks a part, of any replica (I26)."""
        logs = []
        for log in holdings.logs_of(scope):
            name = (scope, log.replica)
            mark = report.get(log.replica)
            is_lacking = mark is None or (mark.seq < log.seq and log.covers(mark))
            if is_lacking and name not in self.refused_logs and name not in self.forked:
                logs.append(log)
        return logs

    # ---- taking a response in

    def take(self, holdings: Holdings, response: exchange_pb2.ExchangeResponse, sign, mint, now: int) -> Outcome:
        """Takes a response into the holdings, which the caller keeps only if this returns.

        `sign` signs a message with the device's key, `mint` gives the genesis to write with, `now` is the own clock.
        """
        check_response(response)
        before = dict(holdings.reports)
        directory = holdings.vector(DIRECTORY)
        has_moved = self._take_segments(holdings, response)
        has_moved |= self._note_refusals(response)
        has_moved |= self._note_reports(holdings, response)
        if (directory, before.get(DIRECTORY)) != (holdings.vector(DIRECTORY), holdings.reports.get(DIRECTORY)):
            self._lift_refusals()
        self._note_receipts(holdings, response)
        has_moved |= self._adopt(holdings, response, sign, mint)
        self.budget = min(2 * self.budget, limits.BATCH)
        self.offset = response.server_time - now
        has_moved |= before != holdings.reports
        if self._has_just_met:
            self._has_just_met = False
            # What may be named only now was not asked for yet, whatever an earlier report said of it.
            if holdings.directory.restricted & set(self._scopes(holdings)):
                return Outcome.AGAIN
        if self._is_complete(holdings):
            return Outcome.COMPLETE
        return Outcome.AGAIN if has_moved else Outcome.STALLED

    def _take_segments(self, holdings: Holdings, response: exchange_pb2.ExchangeResponse) -> bool:
        has_moved = False
        for segment in response.segments:
            name = (segment.scope, segment.replica)
            try:
                if name not in self.forked:
                    try:
                        has_moved |= holdings.take(segment) > 0
                        continue
                    except Forked:
                        self.forked.add(name)
                        has_moved = True
                has_moved |= holdings.stage(segment) > 0
            except Refused as refusal:
                self._note(segment.scope, segment.replica, refusal.reason)
        return has_moved

    def _note_refusals(self, response: exchange_pb2.ExchangeResponse) -> bool:
        has_moved = False
        for refusal in response.refusals:
            if not is_known(refusal):
                continue
            replica = refusal.replica if refusal.HasField("replica") else None
            self._note(refusal.scope, replica, refusal.reason)
            if replica is None and refusal.reason == Reason.REFUSAL_REASON_NOT_READABLE:
                has_moved |= refusal.scope not in self.shown
                self.shown.add(refusal.scope)
        return has_moved

    def _note(self, scope: int, replica: int | None, reason: int) -> None:
        self.refusals.append((scope, replica, reason))
        if replica is not None and reason not in _ANSWERED_BY_THE_REPORT:
            self.refused_logs.add((scope, replica))
        elif replica is None and reason != Reason.REFUSAL_REASON_NOT_READABLE:
            self.refused_scopes.add(scope)

    def _lift_refusals(self) -> None:
        """A directory that has moved on may lift refusals; what still stands is refused again."""
        for scope, replica, reason in self.refusals:
            if reason in _LIFTED_BY_THE_DIRECTORY:
                self.refused_logs.discard((scope, replica))
                self.refused_scopes.discard(scope)
        self.refusals = [each for each in self.refusals if each[2] not in _LIFTED_BY_THE_DIRECTORY]

    def _note_reports(self, holdings: Holdings, response: exchange_pb2.ExchangeResponse) -> bool:
        has_moved = False
        reported = {each.scope: Vector.from_message(each.vector) for each in response.scopes}
        for scope, vector in reported.items():
            has_moved |= scope not in self.shown
            self.shown.add(scope)
            holdings.reports[scope] = vector
            for replica, mark in vector.items():
                log = holdings.logs.get((scope, replica))
                if log is not None and mark.seq <= log.seq and not log.covers(mark):
                    has_moved |= self._note_fork((scope, replica))
        for scope, vector in self._sent.items():
            if scope not in reported and scope not in self.refused_scopes:
                holdings.reports[scope] = vector
        for fork in response.forks:
            if (fork.scope, fork.replica) in holdings.logs:
                has_moved |= self._note_fork((fork.scope, fork.replica))
        return has_moved

    def _note_fork(self, name: LogName) -> bool:
        is_new = name not in self.forked
        self.forked.add(name)
        return is_new

    def _note_receipts(self, holdings: Holdings, response: exchange_pb2.ExchangeResponse) -> None:
        for receipt in response.receipts:
            held = holdings.receipts.get(receipt.scope)
            if receipts.is_valid(receipt, holdings.anchors) and not (held and receipts.is_superseded(receipt, held)):
                # A newer one replaces the older one, whatever it says (I31).
                holdings.receipts[receipt.scope] = receipt

    def _adopt(self, holdings: Holdings, response: exchange_pb2.ExchangeResponse, sign, mint) -> bool:
        """Puts upstream's branch in the place of ours, once it is here whole and nothing else is missing (I28)."""
        if response.has_more or any(
                self._is_missing(holdings, (scope, replica))
                for scope, report in holdings.reports.items() for replica in report):
            return False
        has_adopted = False
        for name in sorted(self.forked):
            scope, replica = name
            theirs = holdings.staged.get(name)
            if theirs is None or theirs.place.mark != holdings.reports[scope].get(replica):
                continue
            ours = holdings.logs[name]
            same = next(
                (index for index, (mine, other) in enumerate(zip(ours.entries, theirs.entries))
                 if mine.hash != other.hash), min(ours.seq, theirs.seq))
            lost = [(entry.body, ours.origin_of(entry.seq)) for entry in ours.entries[same:]]
            if replica == holdings.writing:
                mint(holdings)
            holdings.replace(name, theirs)
            del holdings.staged[name]
            self.forked.remove(name)
            # No body of the branch that loses is dropped (I29), and none is written twice.
            orphans = [(body, origin) for body, origin in lost if not holdings.holds(change_id(body))]
            if orphans:
                genesis = mint(holdings) if holdings.writing is None else holdings.geneses[holdings.writing]
                holdings.write(scope, genesis, orphans, sign)
            has_adopted = True
        return has_adopted

    def _is_missing(self, holdings: Holdings, name: LogName) -> bool:
        """Whether upstream has changes of a log that is neither forked nor refused, and we lack them."""
        if name in self.forked or name in self.refused_logs or name[0] in self.refused_scopes:
            return False
        log = holdings.logs.get(name)
        return log is None or holdings.reports[name[0]][name[1]].seq > log.seq

    def _is_complete(self, holdings: Holdings) -> bool:
        """Whether for every scope the report equals our vector, refused logs apart."""
        for scope in self._scopes(holdings):
            report = holdings.reports.get(scope)
            if report is None:
                return False
            refused = {replica for each, replica in self.refused_logs if each == scope}
            mine, theirs = (
                {replica: mark for replica, mark in vector.items() if replica not in refused}
                for vector in (holdings.vector(scope), report))
            if mine != theirs:
                return False
        return True


def make_probe(ours: Log, staged: Log | None) -> exchange_pb2.ForkProbe:
    """The staged head, then places n − 1, n − 2, n − 4 … of our own branch; the highest first."""
    places = {}
    step = 1
    while step < ours.seq:
        mark = ours.mark(ours.seq - step)
        places[mark.seq] = mark
        step *= 2
    if staged is not None:
        places[staged.seq] = staged.place.mark
    highest_first = sorted(places.values(), key=lambda mark: mark.seq, reverse=True)[:limits.PROBE_PLACES]
    return exchange_pb2.ForkProbe(
        scope=ours.scope, replica=ours.replica,
        places=[exchange_pb2.ForkProbe.Place(seq=mark.seq, tag=mark.tag) for mark in highest_first])
