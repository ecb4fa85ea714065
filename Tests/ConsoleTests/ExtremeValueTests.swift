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
}
