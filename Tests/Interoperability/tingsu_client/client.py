"""A device: joins, records, syncs. What a program would use."""

import secrets
import time
from dataclasses import dataclass
from pathlib import Path

import exchange_pb2

from . import enrolment, limits, receipts
from .catalog import Catalog
from .change import Draft
from .enrolment import Membership
from .exchange import Outcome, Sync
from .holdings import Holdings
from .invite import Invite
from .log import Entry, Genesis
from .merge import Record
from .receipts import Custody
from .store import Store
from .tls import Connection


@dataclass(frozen=True)
class SyncResult:
    outcome: Outcome
    requests: int
    refusals: list[tuple[int, int | None, int]]


class Client:
    """A device of the county, with everything that it holds."""

    def __init__(self, folder: Path, witness: Path, catalog: Catalog) -> None:
        self.membership = Membership.load(folder)
        self._store = Store(folder, witness)
        self.holdings = self._store.load(self.membership.key.public, self.membership.anchors, catalog)
        self._connection: Connection | None = None

    @classmethod
    def join(cls, invite: Path, folder: Path, witness: Path, catalog: Catalog) -> "Client":
        enrolment.join(Invite.load(invite), folder)
        return cls(folder, witness, catalog)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @property
    def connection(self) -> Connection:
        """The connection to the upstream, kept alive from one exchange to the next."""
        if self._connection is None:
            self._connection = self.membership.connect()
        return self._connection

    # ---- recording

    def save(self, scope: int, author: bytes, drafts: list[Draft]) -> list[Entry]:
        """Writes drafts as one unit, and returns when it is on the disk."""
        if not 1 <= len(drafts) <= limits.UNIT_CHANGES:
            raise ValueError("a unit has 1 to 1,000 changes")
        bodies = [draft.encode(author, len(drafts) - 1 - index) for index, draft in enumerate(drafts)]
        if sum(map(len, bodies)) > limits.UNIT_BODIES:
            raise ValueError("the bodies of a unit are too large")
        holdings = self.holdings.copy()
        genesis = self._mint(holdings) if holdings.writing is None else holdings.geneses[holdings.writing]
        entries = holdings.write(scope, genesis, [(body, None) for body in bodies], self.membership.key.sign)
        self._keep(holdings)
        return entries

    def _mint(self, holdings: Holdings) -> Genesis:
        """A new replica to write with; its genesis names the one before and how far that one came."""
        previous = holdings.writing or holdings.retired or 0
        heads = {scope: log.place for (scope, replica), log in holdings.logs.items() if replica == previous}
        genesis = Genesis.make(self.membership.key.hash, secrets.token_bytes(16), previous, heads)
        holdings.geneses[genesis.replica] = genesis
        holdings.writing, holdings.retired = genesis.replica, None
        return genesis

    # ---- syncing

    def sync(self) -> SyncResult:
        """Exchanges until both sides stand equal or nothing moves."""
        sync = Sync()
        for requests in range(1, limits.EXCHANGES + 1):
            outcome = self.step(sync)
            if outcome is not Outcome.AGAIN:
                return SyncResult(outcome, requests, sync.refusals)
        return SyncResult(Outcome.STALLED, limits.EXCHANGES, sync.refusals)

    def step(self, sync: Sync) -> Outcome:
        """One exchange of a sync."""
        request = sync.request(self.holdings)
        self._store.flush_witness(self.holdings)
        response = self.connection.exchange(request)
        sync.meet(self.connection.server)
        return self.take(sync, response)

    def take(self, sync: Sync, response: exchange_pb2.ExchangeResponse) -> Outcome:
        """Takes a response in as a whole or not at all (I27)."""
        holdings = self.holdings.copy()
        now = time.time_ns() // 1_000_000
        outcome = sync.take(holdings, response, self.membership.key.sign, self._mint, now)
        self._keep(holdings)
        return outcome

    def _keep(self, holdings: Holdings) -> None:
        self._store.save(holdings)
        self.holdings = holdings

    # ---- reading

    def record(self, scope: int, kind: int, record: bytes) -> Record:
        return self.holdings.records(scope)[kind, record]

    def custody(self, scope: int, change_id: bytes) -> Custody:
        """The best proof there is for a change, over the logs that hold it."""
        report, receipt = self.holdings.reports.get(scope), self.holdings.receipts.get(scope)
        return max(
            receipts.custody(log, entry.seq, report, receipt)
            for log in self.holdings.logs_of(scope) for entry in log.entries if entry.change_id == change_id)
