import CaseFile
import CaseStore
import CaseWork
import Causality
import Foundation
import Identity
import Replication
import Testing
import WireProtocol

@testable import CaseExport

/// An export is proven on a machine that has nothing else, and whatever was done to it is found.
@Suite struct ExportProofTests {
    @Test func whatWasHandedOutIsSoundAndSaysWhatItDoesNotProve() throws {
        let out = try HandedOut()
        let report = try out.report()
        #expect(report.isSound, "\(report.problems)")
        #expect(report.attachments == 1 && report.absentAttachments == 0 && report.withheldRecords == 1)
        #expect(report.maskedChanges == 1)
        #expect(report.rootFingerprint == "\(out.root.fingerprint)")
        #expect(report.proven.contains { $0.zhHans.contains("县中心档案机") })
        let open = report.notProven.map(\.zhHans).joined()
        for words in [out.root.fingerprint.readAloud, "有没有少给", "号码已遮住", "没有随卷", "县中心的密钥"] {
            #expect(open.contains(words), "\(words)")
        }
        #expect(try out.report(root: "\(out.root.fingerprint)").isSound)
        #expect(try out.report(root: out.root.fingerprint.readAloud).isSound)
    }

    @Test func theSameCaseIsTheSameBytes() throws {
        let out = try HandedOut()
        let (first, second) = (try out.made(), try out.made())
        for (one, other) in zip(first.files, second.files) where one.path != ExportManifest.signaturePath {
            #expect(one.path == other.path && one.bytes == other.bytes, "\(one.path)")
        }
    }

    @Test func aFlippedBitOfAnyFileIsFoundAndTheFileIsNamed() throws {
        let out = try HandedOut()
        for path in out.paths {
            let whole = try out.bytes(path)
            let places = [0, whole.count / 3, whole.count / 2, whole.count - 1]
            // The bit that tells small letters from capitals, too: digits of a hash are no less changed for it.
            for (place, bit) in places.flatMap({ place in [(place, UInt8(0x01)), (place, UInt8(0x20))] }) {
                var changed = whole
                changed[place] ^= bit
                try out.put(changed, path)
                // A manifest that is none is refused at once.
                guard let report = try? out.report() else {
                    #expect(path == ExportManifest.path)
                    continue
                }
                #expect(!report.isSound && report.proven.isEmpty, "\(path) \(place)")
                if path != ExportManifest.path {
                    #expect(report.problems.contains { $0.file == path }, "\(path) \(place)")
                }
            }
            try out.put(whole, path)
        }
        #expect(try out.report().isSound)
    }

    @Test func aFileThatIsMissingAddedOrSwappedIsFound() throws {
        let out = try HandedOut()
        for path in out.paths where path != ExportManifest.path {
            let whole = try out.bytes(path)
            try out.remove(path)
            let report = try out.report()
            #expect(report.problems.contains { $0.file == path }, "\(path)")
            try out.put(whole, path)
        }
        try out.put([1], "说明.txt")
        #expect(try out.report().problems.map(\.code) == [.fileAdded])
        try out.remove("说明.txt")
        try FileManager.default.createSymbolicLink(
            atPath: "\(out.folder)/proof/link", withDestinationPath: "/etc/passwd")
        #expect(try out.report().problems.map(\.code) == [.fileAdded])
        try out.remove("proof/link")
        let scan = try #require(out.paths.first { $0.hasPrefix("附件/") })
        try out.put(Array("another picture".utf8), scan)
        #expect(try out.report().problems.contains { $0.file == scan })
        try out.put(HandedOut.scan, scan)
        try out.remove(ExportManifest.path)
        #expect(throws: ExportRefusal.self) { try out.report() }
    }

    @Test func anotherAuthorityIsNotTheOneThatWasAskedFor() throws {
        let out = try HandedOut()
        let other = try CountyAuthority(county: "永丰县", isTraining: true).root.fingerprint
        let report = try out.report(root: "\(other)")
        #expect(report.problems.map(\.code) == [.otherRoot])
        #expect(throws: ExportRefusal.badFingerprint("3f2a")) { try out.report(root: "3f2a") }
    }

    @Test func anotherVersionOfTheProgramSaysThatItDidNotMakeThePageAgain() throws {
        let out = try HandedOut()
        let report = try out.report(program: "9.9.9")
        #expect(report.isSound)
        #expect(report.notProven.contains { $0.zhHans.contains("另一版本") })
        #expect(!report.proven.contains { $0.zhHans.contains("一字不差") })
    }

    // MARK: The exporting machine itself lies

    @Test func theExportingMachineCannotChangeWhatSomebodySaid() throws {
        let out = try HandedOut(ExportOptions(reveals: true))
        try out.forge { changes, _ in
            let index = try out.place(of: out.key, in: changes)
            let codec = ProtobufChangeCodec()
            var body = try codec.decodeBody(changes[index].body)
            body.author = Office.li
            changes[index] = Self.changed(changes[index], body: try codec.encode(body))
        }
        let report = try out.report()
        #expect(report.problems.map(\.code) == [.changeDiffers])
        #expect(report.problems.first?.change != nil)
    }

    @Test func whatItHidesIsItsOwnWordAndIsCounted() throws {
        let out = try HandedOut(ExportOptions(reveals: true))
        #expect(try out.report().maskedChanges == 0)
        try out.forge { changes, _ in
            let index = try out.place(of: out.key, in: changes)
            let codec = ProtobufChangeCodec()
            var body = try codec.decodeBody(changes[index].body)
            body.author = Office.li
            changes[index] = Self.changed(changes[index], body: try codec.encode(body), isMasked: true)
        }
        // Nobody can compare it with what was signed: the verdict says so, and by how many changes.
        let report = try out.report()
        #expect(report.isSound && report.maskedChanges == 1)
        #expect(report.notProven.contains { $0.en.contains("Numbers in 1 changes are hidden") })
    }

    @Test func aChangeOutOfItsChainOrWithoutItsHeadIsNotProven() throws {
        let out = try HandedOut()
        try out.forge { changes, _ in
            let index = try out.place(of: out.key, in: changes)
            let change = changes[index]
            changes[index] = ExportedChange(
                log: change.log, seq: change.seq + 1, record: change.record, change: change.change,
                standing: change.standing, body: change.body, isMasked: false, origin: nil)
        }
        #expect(!(try out.report().isSound))

        try out.write()
        try out.forge { _, logs in
            logs = logs.map { LogEvidence(log: $0.log, genesis: $0.genesis, headers: $0.headers, heads: []) }
        }
        let unsigned = try out.report()
        #expect(!unsigned.isSound)
        #expect(unsigned.problems.allSatisfy { [.changeUnproven, .unknownSigner].contains($0.code) })

        try out.write()
        try out.forge { _, logs in
            logs = logs.map { log in
                LogEvidence(
                    log: log.log, genesis: log.genesis, headers: log.headers,
                    heads: log.heads.map {
                        SignedHead(position: $0.position, signature: [UInt8](repeating: 7, count: 64))
                    })
            }
        }
        #expect(!(try out.report().isSound))
    }

    @Test func aLogOfAMachineThatTheCenterDoesNotKnowIsNone() throws {
        let out = try HandedOut()
        let stranger = DeviceKeyPair.generate()
        try out.forge { changes, logs in
            // The whole log, written again by another key.
            let old = changes[try out.place(of: out.key, in: changes)]
            let genesis = Genesis(
                deviceKeyHash: stranger.key.hash, nonce: RecordID(rawValue: 7), previous: nil, previousHeads: [])
            let log = LogID(scope: old.log.scope, replica: genesis.replica)
            let header = ChangeHeader(
                scope: log.scope, replica: log.replica, seq: 1, bodyHash: Hash(of: old.body),
                previous: genesis.chainStart(in: log.scope))
            let place = LogPosition(log: log, seq: 1, hash: header.hash)
            changes.removeAll { $0 == old }
            changes.append(
                ExportedChange(
                    log: log, seq: 1, record: old.record, change: old.change, standing: .applied, body: old.body,
                    isMasked: false, origin: nil))
            logs.append(
                LogEvidence(
                    log: log, genesis: genesis, headers: [header],
                    heads: [try SignedHead(signing: place, with: stranger)]))
        }
        #expect(try out.report().problems.map(\.code) == [.unknownSigner])
    }

    @Test func aChangeThatWasCutOutIsAskedOfTheSignedStatementOnly() throws {
        let out = try HandedOut()
        let before = try out.report().changes
        try out.forge { changes, _ in changes.removeAll { $0.record.kind == VisitSchema.recordKind } }
        // With page and records made anew and signed for, the folder cannot show that there was more: it says whose word it is.
        let report = try out.report()
        #expect(report.changes < before)
        // The attachment that only the visit named gives it away here; what nothing names would not.
        #expect(report.problems.allSatisfy { $0.code == .attachmentDiffers })
        #expect(report.notProven.contains { $0.zhHans.contains("卷里看不出来") })
        // Cut out of the signed folder itself, it is found.
        try out.write()
        let lines = try out.bytes(CaseSource.changesPath).split(separator: 0x0A)
        try out.put(Array(lines.dropLast().joined(separator: [0x0A])) + [0x0A], CaseSource.changesPath)
        #expect(!(try out.report().isSound))
    }

    private static func changed(_ change: ExportedChange, body: [UInt8], isMasked: Bool = false) -> ExportedChange {
        ExportedChange(
            log: change.log, seq: change.seq, record: change.record, change: change.change,
            standing: change.standing, body: body, isMasked: isMasked, origin: change.origin)
    }
}
