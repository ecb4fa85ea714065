import CaseFile
import CaseWork
import Console
import Foundation
import Node
import Replication

/// A household of two with a case between a neighbour and one of them.
struct SampleCase {
    let household: RecordKey
    let zou: RecordKey
    let liu: RecordKey
    let caseFile: RecordKey
}

extension PagesOfACenter {
    /// The only person at the beginning.
    var administrator: RecordID {
        get async throws { try await inspect { access in access.people[0].id } }
    }

    func inspect<Result: Sendable>(_ body: @Sendable (PageAccess) throws -> Result) async throws -> Result {
        try await NodePages(node: node).inspect(body)
    }

    /// Records the sample as the administrator.
    func recordCase() async throws -> SampleCase {
        let reply = try await SaveRecordsCommand(
            records: [
                .init("household", name: "h", fields: [TypedField("address", .string("石仓村17号"))]),
                .init(
                    "person", name: "zou",
                    fields: [
                        TypedField("name", .string("邹某某")),
                        TypedField("household", .object([("household", .string("@h"))])),
                    ]),
                .init("person", name: "liu", fields: [TypedField("name", .string("刘某某"))]),
                .init(
                    "case", name: "case",
                    fields: [
                        TypedField("title", .string("邹刘排水纠纷")), TypedField("code", .string("永丰-001")),
                        TypedField("source", .string("home_visit")), TypedField("stage", .string("accepted")),
                        TypedField(
                            "first_received",
                            .object([("name", .string("王主任")), ("at", .string("2026-05-01 09:00"))])),
                        TypedField("next", .object([("step", .string("看现场")), ("date", .string("2026-06-02"))])),
                    ]),
                .init(
                    "case_party",
                    fields: [
                        TypedField("case", .string("@case")), TypedField("person", .string("@liu")),
                        TypedField("side", .string("opponent")),
                    ]),
            ], area: "练习一村", speaker: Speaker()
        ).run(on: node)
        let scope = try await inspect { access in
            access.writableScopes.first { access.areaName(of: $0.number) == "练习一村" }
        }
        func key(_ index: Int, _ kind: RecordKind) throws -> RecordKey {
            guard let scope, let id = RecordID("\(reply.saved[index].record.id)") else {
                throw NoAnswer(request: "sample")
            }
            return RecordKey(scope: scope.number, kind: kind, id: id)
        }
        return SampleCase(
            household: try key(0, HouseholdSchema.recordKind), zou: try key(1, PersonSchema.recordKind),
            liu: try key(2, PersonSchema.recordKind), caseFile: try key(3, CaseSchema.recordKind))
    }

    /// The sample case with a visit to it in which this was heard; answers the visit.
    func recordVisit(narrative: String) async throws -> RecordKey {
        let sample = try await recordCase()
        let reply = try await SaveRecordsCommand(
            records: [
                .init(
                    "visit",
                    fields: [
                        TypedField("case", .string(sample.caseFile.id.description)),
                        TypedField("started", .string("2026-05-06 09:00")), TypedField("narrative", .string(narrative)),
                    ])
            ], area: "练习一村", speaker: Speaker()
        ).run(on: node)
        guard let id = RecordID(reply.saved[0].record.id) else { throw NoAnswer(request: "visit") }
        return RecordKey(scope: sample.caseFile.scope, kind: VisitSchema.recordKind, id: id)
    }

    /// One more person of a household.
    func recordMember(_ name: String, of household: RecordKey) async throws {
        _ = try await SaveRecordsCommand(
            records: [
                .init(
                    "person",
                    fields: [
                        TypedField("name", .string(name)),
                        TypedField("household", .object([("household", .string(household.id.description))])),
                    ])
            ], area: "练习一村", speaker: Speaker()
        ).run(on: node)
    }

    /// A second person who uses this machine.
    func addPerson(_ name: String) async throws {
        let administrator = try await administrator
        _ = try await NodePages(node: node).record(as: administrator) { access, writing in
            guard let device = access.directory.devices.first(where: { $0.id == access.device.device }) else { return }
            _ = try writing.save(
                [
                    .create(RecordDraft(kind: "user", localName: "new", fields: [("name", .string(name))])),
                    .correct(
                        RecordCorrection(
                            record: RecordKey(
                                scope: .directory, kind: DirectorySchema.deviceKind, id: device.id),
                            fields: [
                                (
                                    "people",
                                    .array(device.people.map { .string($0.description) } + [.string("@new")])
                                )
                            ])),
                ], in: .directory)
        }
    }

    /// A browser whose person, by name, has set a PIN and is in.
    func signedIn(as name: String, pin: String) async throws -> Browser {
        let browser = try await openedBrowser()
        try await signIn(browser, as: name, pin: pin)
        return browser
    }

    /// Gives a person's PIN at a browser that was let in; the first time sets it.
    func signIn(_ browser: Browser, as name: String, pin: String) async throws {
        let page = try await browser.get("/people").text
        for match in page.matches(of: #/href="(/people/[^"]+)"><strong>([^<]*)</#) where String(match.2) == name {
            let path = String(match.1)
            try await browser.get(path)
            try await browser.post(path, [("pin", pin), ("again", pin)])
            try await browser.get("/")
            return
        }
        throw NoAnswer(request: "nobody is called \(name)")
    }

    /// The form that the browser shows, at `path`.
    func visitForm(_ browser: Browser, _ path: String) async throws -> FilledForm {
        try FilledForm(try await browser.get(path).text, marked: "data-draft=")
    }
}
