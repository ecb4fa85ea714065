import CaseFile
import CaseWork
import Foundation
import Node
import ReplicaStore
import Replication
import Testing
import WireProtocol

/// Numbers and times that no form takes and any enrolled machine can sign: they are shown, and cost nobody a page.
@Suite struct ExtremeValueTests {
    @Test func aCaseIsShownWhoseVisitsWereAtTheEndsOfTime() async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let codec = ProtobufChangeCodec()
            for (visit, started, ended) in [
                (story.visits.home, Int64.min, Int64.min), (story.visits.apart, Int64.max, Int64.min),
                (story.visits.together, 0, Int64.max),
            ] {
                let key = RecordKey(scope: story.scope, kind: VisitSchema.recordKind, id: visit)
                try await pages.node.write { engine, transaction, environment in
                    let draft = ChangeDraft(
                        kind: key.kind, record: key.id, author: environment.signer.key.device,
                        supersedes: try transaction.state(of: key)?.livingChanges ?? [],
                        writes: [
                            .init(register: VisitSchema.started, value: codec.encode(.instant(started))),
                            .init(register: VisitSchema.ended, value: codec.encode(.instant(ended))),
                        ])
                    _ = try engine.save([draft], in: key.scope, transaction, environment: environment)
                }
            }
            let browser = try await pages.signedIn()
            for path in [story.casePath, story.casePath + "?order=old", story.mediationPath, "/"] {
                #expect(try await browser.get(path).status == 200, "\(path)")
            }
            #expect(try await browser.get(story.casePath).text.contains(QuarrelStory.atHome))
            for visit in [story.visits.home, story.visits.apart, story.visits.together] {
                #expect(try await browser.get(story.printPath(of: visit)).status == 200)
                #expect(try await browser.get(story.fieldsPath(VisitSchema.recordKind, visit)).status == 200)
            }
        }
    }

    /// A value of every type and at its ends, whatever type a register is of.
    static let values: [Value] = {
        let reference = Reference(scope: nil, kind: RecordKind(rawValue: .max), id: RecordID(rawValue: .max))
        let single: [Value] = [
            .text(String(repeating: "很", count: 100)), .text("\u{0}\u{202E}<b>\r\n"), .integer(.min), .integer(.max),
            .boolean(true), .instant(.min), .instant(.max), .code(""), .code("no-such-code"), .reference(reference),
            .attachment(Attachment(sha256: Hash(of: []), size: .max, mediaType: "")), .unrecognized([0xFF, 0xFF]),
        ]
        let dates = [CivilDate(year: 1, month: 1, day: 1), CivilDate(year: 9999, month: 12, day: 31)]
        let plain = single + dates.compactMap { $0.map { .date($0) } }
        let whole: Value = .group((1...12).map { GroupMember($0, .instant($0 % 2 == 0 ? .min : .max)) })
        return plain
            + [single[2], single[3], single[5], single[6]].map { value in
                .group((1...12).map { GroupMember($0, value) })
            }
            + [.list(plain), .list([whole, .none]), .group([GroupMember(.max, .list(plain))])]
    }()

    /// In place of each value that people gave, and beside it as another reading.
    @Test(arguments: [true, false]) func everyPageIsShownWhateverAMachineSigned(isInPlace: Bool) async throws {
        try await PagesOfACenter.run { pages in
            let story = try await QuarrelStory(in: pages)
            let browser = try await pages.signedIn()
            let codec = ProtobufChangeCodec()
            let scope = story.scope
            // Readings beside each other add up, and a few of them say it all.
            for (index, value) in Self.values.enumerated() where isInPlace || index % 4 == 0 {
                let keys = try await pages.node.write { engine, transaction, environment in
                    let records = try transaction.states(in: scope)
                    for (key, state) in records {
                        // What leads from one record to another stays, so that the pages still find them.
                        let registers = (Catalog.current.kind(key.kind)?.registers ?? []).filter {
                            $0.number != Lifecycle.register && !"\($0.type)".contains("reference")
                        }
                        let draft = ChangeDraft(
                            kind: key.kind, record: key.id, author: environment.signer.key.device,
                            supersedes: isInPlace ? state.livingChanges : [],
                            writes: registers.map { .init(register: $0.number, value: codec.encode(value)) })
                        _ = try engine.save([draft], in: scope, transaction, environment: environment)
                    }
                    return records.map(\.key)
                }
                var paths = [
                    "/", story.casePath, story.casePath + "?order=old", story.mediationPath, "/conflicts", "/board",
                    "/find?q=9",
                ]
                paths += [story.visits.home, story.visits.together].map { story.printPath(of: $0) }
                if index % 2 == 0 { paths += keys.map { story.fieldsPath($0.kind, $0.id) } }
                if index % 5 == 0 { paths += keys.map { story.fieldsPath($0.kind, $0.id) + "/correct" } }
                for path in paths {
                    let status = try await browser.get(path).status
                    #expect(status == 200, "\(path) with \(value) (\(index))")
                }
            }
        }
    }
}
