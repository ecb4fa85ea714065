import CaseFile
import GRDB
import ReplicaStore
import Replication

/// Turns the rows of a record's state before into those of its state now, and touches only what differs.
final class CaseRowWriter<Codec: ChangeCodec>: ProjectionWriter {
    let database: Database
    let projector: CaseProjector<Codec>
    private var statements: [HotStatement?] = Array(repeating: nil, count: CaseStatement.allCases.count)
    /// How many texts wait for the index, as far as this writer knows; nil before it has looked.
    var waitingTexts: Int?

    init(_ database: Database, _ projector: CaseProjector<Codec>) {
        self.database = database
        self.projector = projector
    }

    func project(_ changes: [ProjectedRecord], beside store: some ProjectionSource) throws {
        let state = { try store.state(of: $0) }
        var open = OpenQuestions()
        for change in changes {
            if change.key.scope == .directory {
                try replacePlaces(change)
                continue
            }
            let (before, after) = projector.rows(of: change)
            open.addAlarms(of: change, before, after)
            if before.marks.isWithdrawn || after.marks.isWithdrawn { try settle(withdrawn: change, store) }
            guard before != after else { continue }
            try replace(before, by: after, of: change.key)
            try replaceTexts(before.texts, by: after.texts, of: change.key)
            open.add(change.key, before, after)
        }
        try enterTexts()
        for plan in open.plans.sorted() { try settle(plan: plan, try state(plan)) }
        for alarm in open.alarms.sorted() { try settle(alarm: alarm, store) }
        for parent in open.parents.sorted() { try settleContacts(of: parent, state) }
        for file in open.cases.sorted() { try settleCourses(of: file, state) }
    }

    func statement(_ name: CaseStatement) throws -> HotStatement {
        if let prepared = statements[name.rawValue] { return prepared }
        let prepared = try HotStatement(name.sql, in: database)
        statements[name.rawValue] = prepared
        return prepared
    }

    private func replace(_ before: RecordRows, by after: RecordRows, of key: RecordKey) throws {
        if let item = after.item {
            if before.item != item || before.marks != after.marks { try put(item, after.marks, key) }
        } else if let item = before.item {
            try remove(item, key)
        }
        try replaceLinks(before, by: after, of: key)
        for due in before.dues where !after.dues.contains(due) { try remove(due, key) }
        for due in after.dues where !due.waits && !before.dues.contains(due) { try put(due, key) }
        for contact in before.contacts where !after.contacts.contains(contact) {
            try statement(.removeContact).run(contact.parent.scope, contact.parent.id, contact.at, key.id)
        }
        for contact in after.contacts where !before.contacts.contains(contact) {
            try statement(.putContact).run(
                contact.parent.scope, contact.parent.id, contact.at, key.id, key.scope, key.kind,
                contact.next?.description)
        }
        for conflict in before.conflicts where !after.conflicts.contains(where: { $0.register == conflict.register }) {
            try statement(.removeConflict).run(key, Int64(conflict.register.rawValue))
        }
        for conflict in after.conflicts where !before.conflicts.contains(conflict) {
            try statement(.putConflict).run(
                key, Int64(conflict.register.rawValue), Int64(conflict.readings), conflict.newestAt)
        }
        try replaceBlobs(before, by: after, of: key)
        for shared in before.likenessKeys where !after.likenessKeys.contains(shared) {
            try statement(.removeLikeness).run(shared, key)
        }
        for shared in after.likenessKeys where !before.likenessKeys.contains(shared) {
            try statement(.putLikeness).run(shared, key)
        }
        for pair in before.samePairs where !after.samePairs.contains(pair) {
            try statement(.removeSame).run(pair.one, pair.other, key)
        }
        for pair in after.samePairs where !before.samePairs.contains(pair) {
            try statement(.putSame).run(pair.one, pair.other, key, pair.isKept)
        }
        if before.away != after.away {
            if let away = after.away {
                try statement(.putAway).run(key, away.home, away.said)
            } else {
                try statement(.removeAway).run(key)
            }
        }
        if before.isListed != after.isListed {
            try statement(after.isListed ? .putListed : .removeListed).run(key)
        }
    }

    /// Lists a withdrawn record as long as somebody has to look at it again.
    private func settle(withdrawn change: ProjectedRecord, _ store: some ProjectionSource) throws {
        let beside = try change.state.flatMap { state in
            EditsBeside(of: projector.merged(change.key, state), among: try store.changes(touching: change.key))
        }
        try statement(beside == nil ? .removeBeside : .putBeside).run(change.key)
    }

    private func replacePlaces(_ change: ProjectedRecord) throws {
        let (before, after) = (projector.places(change.key, change.before), projector.places(change.key, change.state))
        for place in before where !after.contains(place) { try statement(.removePlace).run(place.scope, change.key.id) }
        for place in after where !before.contains(place) {
            try statement(.putPlace).run(place.scope, change.key.id, place.isWithdrawn, place.isRestricted)
        }
    }

    private func replaceLinks(_ before: RecordRows, by after: RecordRows, of key: RecordKey) throws {
        for link in before.links where !after.links.contains(link) {
            try statement(.removeLink).run(
                link.parent.scope, link.parent.id, link.parent.kind, key.kind, key.id, key.scope,
                Int64(link.register.rawValue))
        }
        let isWithdrawn = after.marks.isWithdrawn
        for link in after.links where isWithdrawn != before.marks.isWithdrawn || !before.links.contains(link) {
            try statement(.putLink).run(
                link.parent.scope, link.parent.id, link.parent.kind, key.kind, key.id, key.scope,
                Int64(link.register.rawValue), isWithdrawn, link.isOwner)
        }
    }

    private func replaceBlobs(_ before: RecordRows, by after: RecordRows, of key: RecordKey) throws {
        guard before.blobs != after.blobs else { return }
        for use in before.blobs where !after.blobs.contains(use) {
            try statement(.removeBlobUse).run(
                use.sha256, key.scope, key.id, key.kind, Int64(use.register.rawValue))
            try statement(.removeMissing).run(key.scope, use.sha256)
        }
        for use in after.blobs where !before.blobs.contains(use) {
            try statement(.putBlobUse).run(use.sha256, key.scope, key.id, key.kind, Int64(use.register.rawValue))
            try statement(.putMissing).run(key.scope, use.sha256)
        }
    }

    func put(_ due: RecordRows.DueRow, _ key: RecordKey) throws {
        if due.isDay {
            try statement(.putDue).run(
                key.scope, due.start.description, key.kind, key.id, due.rule, due.what, due.caseID, due.who.name,
                due.who.user, due.isDisputed)
        } else {
            try statement(.putCourse).run(
                key.scope, due.start.description, key.kind, key.id, due.rule, due.what, due.caseID, due.who.name,
                due.who.user, due.isDisputed, due.isPlain)
        }
    }

    func remove(_ due: RecordRows.DueRow, _ key: RecordKey) throws {
        if due.isDay {
            try statement(.removeDue).run(key.scope, due.start.description, key.kind, key.id, due.rule)
        } else {
            try statement(.removeCourse).run(key.scope, due.start.description, key.kind, key.id, due.rule)
        }
    }

    private func put(_ item: RecordRows.Item, _ marks: RecordRows.Marks, _ key: RecordKey) throws {
        switch item {
        case .caseFile(let row):
            try statement(.putCase).run(
                key.scope, key.id, row.title, row.code, row.stage, row.risk, row.nextStep, row.nextDate?.description,
                row.leadName, row.leadUser, row.responsible.name, row.responsible.user, row.isBacklog,
                marks.isDisputed, marks.isWithdrawn, marks.isIncomplete)
        case .person(let row):
            try statement(.putPerson).run(
                key.scope, key.id, row.name, row.otherNames, row.household, row.relation, row.birth, row.isDeceased,
                marks.isDisputed, marks.isWithdrawn, marks.isIncomplete)
        case .household(let row):
            try statement(.putHousehold).run(
                key.scope, key.id, row.address, row.headName, row.headPerson, row.area, marks.isDisputed,
                marks.isWithdrawn, marks.isIncomplete)
        case .party(let row):
            try statement(.putParty).run(
                key.scope, key.id, row.caseID, row.person, row.side, row.capacity, marks.isDisputed,
                marks.isWithdrawn, marks.isIncomplete)
        }
    }

    private func remove(_ item: RecordRows.Item, _ key: RecordKey) throws {
        let name: CaseStatement =
            switch item {
            case .caseFile: .removeCase
            case .person: .removePerson
            case .household: .removeHousehold
            case .party: .removeParty
            }
        try statement(name).run(key.scope, key.id)
    }
}
