import CaseFile
import CaseStore
import CaseWork
import Foundation
import GRDB
import ReplicaStore
import Replication
import Testing
import WireProtocol

/// What comes late for a moved record follows it, whatever becomes of others.
@Suite struct MoveFollowingTests {
    /// Gives up the transaction that looked.
    private struct Looked: Error {
        let records: [RecordID]
    }

    /// The ids of the records that following would look at.
    private func open(_ office: Office) throws -> [RecordID] {
        do {
            return try office.following { following, _, _ in
                try following.gather()
                throw Looked(records: try following.next().map(\.id))
            }
        } catch let looked as Looked {
            return looked.records
        }
    }

    /// Takes the signed head at the end of a record's last change away, as a bad sector does.
    private func damage(_ key: RecordKey, _ office: Office) throws {
        try office.storage.write { transaction in
            try transaction.database.execute(
                sql: """
                    DELETE FROM head WHERE position =
                        (SELECT max(position) FROM change WHERE scope = ? AND record = ?)
                    """,
                arguments: [
                    Int64(bitPattern: key.scope.rawValue), withUnsafeBytes(of: key.id.rawValue.bigEndian) { Data($0) },
                ])
        }
    }

    @Test func onlyWhatHasSomethingNewIsLookedAt() throws {
        let office = try Office.withTwoVillages()
        let files = try (1...3).map { _ in try office.makeCase().key }
        for file in files { try office.move(file) }
        #expect(try open(office).isEmpty)
        // A visit that is nobody's, and one of the second case, in the old village.
        _ = try office.write { try $0.create(.person("路人"), in: Office.village) }
        #expect(try open(office).isEmpty)
        let reply = try office.lateReply(of: files[1])
        #expect(try open(office) == [files[1].id])
        #expect(try office.follow() == 2)
        #expect(try !office.admitted(Office.copy(reply)).isEmpty)
        #expect(try open(office).isEmpty)
        // Who is named by the third is corrected.
        let person = try office.write { try $0.create(.person("邹某某"), in: Office.village) }.key
        try office.add(
            "case_party", [("person", .string(person.id.description)), ("side", .string("applicant"))], of: files[2])
        try office.follow()
        #expect(try !office.admitted(Office.copy(person)).isEmpty)
        try office.set(person, "name", .string("邹某"))
        #expect(try open(office) == [files[2].id])
        try office.follow()
        #expect(try office.admitted(Office.copy(person)) == office.admitted(person))
    }

    @Test func oneDamagedRecordStopsNoOther() throws {
        let office = try Office.withTwoVillages()
        let sound = try (1...3).map { _ in try office.makeCase().key }
        let damaged = try office.makeCase().key
        for file in sound + [damaged] { try office.move(file, follows: false) }
        try damage(damaged, office)
        #expect(try open(office).count == 4)
        try office.follow()
        // It is told of, and not tried again at once.
        #expect(try office.storage.read { try PassedOverMove.all($0) }.map(\.id) == [damaged.id])
        #expect(try open(office).isEmpty)
        for file in sound { #expect(try !office.admitted(Office.copy(file)).isEmpty) }
        #expect(try office.admitted(Office.copy(damaged)).isEmpty)
        #expect(try office.read { try $0.queries.cases().map(\.key) }.contains(damaged))
        // The next save signs behind it.
        try office.set(damaged, "title", .string("邹某某伤害赔偿纠纷"))
        try office.follow()
        #expect(try office.admitted(Office.copy(damaged)) == office.admitted(damaged))
        #expect(try office.storage.read { try PassedOverMove.all($0) }.isEmpty)
    }

    @Test func whatIsDamagedIsTriedAgainAfterAWhile() throws {
        let office = try Office.withTwoVillages()
        let damaged = try office.makeCase().key
        try office.move(damaged, follows: false)
        try damage(damaged, office)
        try office.follow()
        #expect(try office.look { try !MoveFollowing($0).isDue() })
        office.pass(days: 1)
        #expect(try open(office) == [damaged.id])
        try office.follow()
        #expect(try office.storage.read { try PassedOverMove.all($0) }.map(\.tries) == [2])
    }

    /// Much that is to be followed is no reason to hold the store for long.
    @Test func aPortionIsBounded() throws {
        let office = try Office.withTwoVillages()
        let count = MoveFollowing<ProtobufChangeCodec>.portion + 3
        let files = try (1...count).map { _ in try office.makeCase().key }
        for file in files { try office.move(file, follows: false) }
        try office.follow()
        #expect(try open(office).count == 3)
        try office.follow()
        #expect(try open(office).isEmpty)
        for file in files { #expect(try office.admitted(Office.copy(file)) == office.admitted(file)) }
    }

    /// A reply to a task came to a program that did not know replies, and went with no case; the next one knows them.
    @Test func whatIsUnderstoodAfterAnUpgradeFollowsAtOnce() throws {
        let key = try CenterKey()
        let newer = try Office.withTwoVillages(key: key)
        let file = try newer.quietCase()
        let reply = try newer.lateReply(of: file)
        let older = try Office(
            key: key, seed: 2,
            program: Catalog(
                edition: Catalog.current.edition - 1,
                kinds: Catalog.current.kinds.filter { $0.kind != TaskReplySchema.recordKind },
                codeTables: Catalog.current.codeTables))
        try older.take(from: newer)
        try older.move(file)
        #expect(try !older.admitted(Office.copy(file)).isEmpty)
        #expect(try older.admitted(Office.copy(reply)).isEmpty)
        try older.upgrade()
        try older.follow()
        #expect(try older.admitted(Office.copy(reply)) == older.admitted(reply))
    }
}

extension Office {
    /// A task of the case in its old village and a reply to it; answers the reply.
    fileprivate func lateReply(of file: RecordKey) throws -> RecordKey {
        let task = try add(
            "task",
            [
                ("kind", .string("promise")), ("text", .string("送药")), ("responsible", group(("name", "李干部"))),
                ("due", group(("date", "2026-06-08"))),
            ], of: file)
        return try add(
            "task_reply",
            [
                ("task", .string(task.id.description)), ("by", group(("name", "李干部"))),
                ("on", .string("2026-06-01")), ("text", .string("已经送到")),
            ], of: file)
    }
}
