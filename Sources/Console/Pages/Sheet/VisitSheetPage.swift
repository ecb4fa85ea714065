import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// 走访听诉记录 on A4: what was heard at one visit, for whoever was heard to read and sign.
///
/// Observers' views, signs of danger and feelings are for those who work on the case, and stand on no sheet that
/// somebody signs.
enum VisitSheetPage {
    private struct Content: Sendable {
        let backHref: String
        let attachHref: String?
        let caseText: String
        let caseCode: String
        let place: String
        let periodText: String
        let modeText: String
        let visitors: String
        let present: String
        let purpose: String
        let narrative: String
        let demands: [String]
        let hasDemands: Bool
        let answers: [SheetAnswer]
        let isBackToBack: Bool
        let isWithdrawn: Bool
        let signings: [SheetSigning]
        let foot: SheetFoot
    }

    static let routes: [PageRoute] = [
        .get("/print/visit/:scope/:id", in: .zhHans) { request in
            let key = try request.recordKey(VisitSchema.recordKind)
            let (words, person) = (request.words, try request.person)
            let content = try await request.node.inspect { access in try filled(key, for: person, access, words) }
            return .page(template: "sheet-visit", title: words.text("sheet.visit_title"), content: content)
        }
    ]

    private static func filled(
        _ key: RecordKey, for person: RecordID, _ access: PageAccess, _ words: Words
    ) throws -> Content {
        let visit = try access.reading.record(key)
        let values = ShownValues(access, words)
        let mayWrite = !visit.isWithdrawn && access.mayWrite(key.scope)
        let sheet = SheetValues(values: values)
        let caseKey = visit.shown(VisitSchema.case).reference.map {
            RecordKey(scope: $0.scope ?? key.scope, kind: $0.kind, id: $0.id)
        }
        // A visit may arrive before its case.
        let file = try caseKey.flatMap { key in
            try access.transaction.state(of: key) == nil ? nil : try access.reading.record(key)
        }
        // What somebody demanded back to back lies in another scope, and stands on no sheet.
        let demands = try access.queries.children(of: key, kind: DemandSchema.recordKind)
            .filter { $0.scope == key.scope }.map { try access.reading.record($0) }
        let present = visit.shown(VisitSchema.present)
        var signings = try names(in: present, of: visit, values).map {
            SheetSigning(role: words.text("sheet.heard"), signer: $0, hasFingerprint: true)
        }
        if signings.isEmpty {
            signings = [SheetSigning(role: words.text("sheet.heard"), signer: nil, hasFingerprint: true)]
        }
        signings.append(SheetSigning(role: words.text("sheet.visitor"), signer: nil, hasFingerprint: false))
        signings.append(SheetSigning(role: words.text("sheet.recorder"), signer: nil, hasFingerprint: false))
        let modes = visit.field(VisitSchema.mode)?.readings.map(\.value) ?? []
        return Content(
            backHref: PagePath.record(key), attachHref: mayWrite ? PagePath.attaching(to: key) : nil,
            caseText: try file.map { try sheet.text(CaseSchema.title, of: $0) } ?? "",
            caseCode: try file.map { try sheet.text(CaseSchema.code, of: $0) } ?? "",
            place: sheet.text(VisitSchema.place, member: VisitSchema.Place.text, of: visit),
            periodText: try sheet.period(of: nil, or: visit), modeText: try sheet.text(VisitSchema.mode, of: visit),
            visitors: try sheet.text(VisitSchema.visitors, of: visit),
            present: try sheet.text(VisitSchema.present, of: visit),
            purpose: try sheet.text(VisitSchema.purpose, of: visit),
            narrative: try sheet.text(VisitSchema.narrative, of: visit),
            demands: try demands.map { try sheet.text(DemandSchema.text, of: $0) }, hasDemands: !demands.isEmpty,
            answers: try SheetAnswer.all(of: visit, sheet),
            isBackToBack: modes.contains(.code(VisitSchema.backToBack)), isWithdrawn: visit.isWithdrawn,
            signings: signings, foot: try SheetFoot([visit] + demands, for: person, values))
    }

    /// The people who were there, one by one.
    private static func names(in present: Value, of visit: RecordView, _ values: ShownValues) throws -> [String] {
        guard case .list(let people) = present, visit.field(VisitSchema.present)?.isDisputed == false else { return [] }
        // More do not fit on the sheet; the others sign on its back.
        return try people.prefix(8).compactMap { somebody in
            try values.text(.list([somebody]), VisitSchema.present, in: visit.key)
        }
    }
}
