import CaseFile
import CaseStore
import CaseWork
import Foundation
import GRDB
import ReplicaStore
import Replication
import Testing

@Suite struct BlobUseTests {
    private let office: Office
    private let visit: RecordKey
    private let scan = Replication.Attachment(sha256: Hash(of: [1]), size: 1, mediaType: "image/jpeg")
    private let photo = Replication.Attachment(sha256: Hash(of: [2]), size: 2, mediaType: "image/png")

    init() throws {
        let office = try Office.withVillage(key: CenterKey())
        self.office = office
        visit = try office.write {
            try $0.create(
                RecordDraft(
                    kind: "visit", fields: [("started", .string("2026-05-01 09:00")), ("narrative", .string("听了一个上午"))]),
                in: Office.village)
        }.key
    }

    private func missing() throws -> [Hash] {
        try office.storage.read {
            try $0.blobs.missing(in: [Office.village], from: Hash(of: []), limit: 100)
        }
    }

    /// Attaches as a machine does that has the file.
    private func attach(_ attachment: Replication.Attachment) throws {
        _ = try office.write { try $0.attach(attachment, to: visit) }
    }

    /// Names files as a change does that came from another machine.
    private func name(_ attachments: [Replication.Attachment]) throws {
        let list = attachments.map { FieldValue.string("\($0.sha256) \($0.size) \($0.mediaType)") }
        _ = try office.write {
            try $0.correct(RecordCorrection(record: visit, fields: [("attachments", .array(list))]))
        }
    }

    @Test func whatARecordNamesAndIsNotHereIsMissing() throws {
        try name([scan, photo])
        #expect(try missing() == [scan.sha256, photo.sha256].sorted())
        try office.storage.write { try $0.blobs.arrived(scan.sha256) }
        #expect(try missing() == [photo.sha256])
        #expect(try office.storage.read { try $0.blobs.scopes(naming: scan.sha256) } == [Office.village])
        #expect(try office.storage.read { try $0.blobs.scopes(naming: Hash(of: [9])) } == [])
        #expect(
            try office.storage.read { try $0.blobs.toOffer(in: [Office.village], from: Hash(of: []), limit: 10) } == [
                scan.sha256
            ])
        try office.storage.write { try $0.setUpstream(true, ofBlob: scan.sha256) }
        #expect(try office.storage.read { try $0.blobs.toOfferCount() } == 0)
    }

    @Test func aFileThatIsNamedNoMoreIsAskedForNoMore() throws {
        try name([scan])
        try name([])
        #expect(try missing().isEmpty)
        #expect(try office.storage.read { try $0.blobs.scopes(naming: scan.sha256).isEmpty })
    }

    @Test func rebuildGivesTheSameRows() throws {
        try attach(scan)
        try name([scan, photo])
        let before = try office.projectionRows()
        #expect(before.contains { $0.hasPrefix("blob_use") } && before.contains { $0.hasPrefix("blob_missing") })
        try StoreDoctor(office.storage).rebuildProjections()
        #expect(try office.projectionRows() == before)
    }

    @Test func theFilesThatAreThereAreTheTruth() throws {
        try attach(scan)
        try name([scan, photo])
        // The disk was put back without the scan, and with the photograph.
        try office.storage.write { try $0.blobs.reconcile(with: [photo.sha256]) }
        #expect(try missing() == [scan.sha256])
        #expect(try office.storage.read { try $0.place(ofBlob: photo.sha256) } == .here(isUpstream: false))
        #expect(try office.storage.read { try $0.place(ofBlob: scan.sha256) } == .unknown)
    }

    @Test func whateverTheStartNoneIsLeftOutAndTheLimitHolds() throws {
        let files = (0..<40).map {
            Replication.Attachment(sha256: Hash(of: [UInt8($0)]), size: 1, mediaType: "image/png")
        }
        try name(files)
        let all = files.map(\.sha256).sorted()
        for start in [Hash(of: []), all[0], all[20], all[39]] {
            for (limit, count) in [(100, 40), (7, 7)] {
                let some = try office.storage.read {
                    try $0.blobs.missing(in: [Office.village], from: start, limit: limit)
                }
                #expect(some.count == count)
                #expect(Set(some).isSubset(of: all))
            }
        }
        let behind = try office.storage.read { try $0.blobs.missing(in: [Office.village], from: all[35], limit: 7) }
        #expect(behind == (all[35...] + all[..<2]).sorted())
    }

    @Test func noScopeKeepsAnotherBack() throws {
        try office.storage.write { transaction in
            for (scope, count) in [(Office.village.rawValue, 40), (Office.village.rawValue + 1, 3)] {
                for index in 0..<count {
                    try transaction.database.execute(
                        sql: "INSERT INTO blob_missing (scope, sha256) VALUES (?, ?)",
                        arguments: [Int64(scope), Data(Hash(of: [UInt8(index), UInt8(count)]).bytes)])
                }
            }
        }
        let scopes = [Office.village, ScopeID(rawValue: Office.village.rawValue + 1)]
        let small = Set((0..<3).map { Hash(of: [UInt8($0), 3]) })
        var seen: Set<Hash> = []
        for turn in UInt64(0)..<2 {
            let start = Hash(words: (0, turn, 0, 0))
            seen.formUnion(
                try office.storage.read { try $0.blobs.missing(in: scopes, from: start, limit: 32) })
        }
        #expect(small.isSubset(of: seen))
    }

    @Test func attachingKeepsWhatOthersAttached() throws {
        try attach(scan)
        try attach(photo)
        #expect(throws: CaseWorkError.attachedAlready) { try attach(scan) }
        let files = try office.read { try $0.record(visit).shown(VisitSchema.attachments).attachments }
        #expect(files == [scan, photo])
        #expect(try missing().isEmpty)
    }

    @Test func aPersonTakesNoFiles() throws {
        let person = try office.write { try $0.create(.person("邹某"), in: Office.village) }.key
        #expect(throws: CaseWorkError.cannotAttach(Label("人员", "Person"))) {
            try office.write { try $0.attach(scan, to: person) }
        }
    }
}
