import CaseFile
import CaseWork
import Foundation
import Node
import Replication
import Testing

/// A quarrel of two families as a village records it: alone with each side, then both together, then an agreement.
///
/// The sentences that must not come onto a joint sheet are constants, so that a test can look for them.
struct QuarrelStory {
    /// Said by one side with the other not in the room.
    static let backToBack = "邹某私下说其实十五万也能接受"
    /// Face to face, but with one side only.
    static let atHome = "邹某说到受伤的经过几次停下"
    /// Said with both sides at the table.
    static let together = "两家第一次坐到一起商量数额"
    /// The cadre's own word on somebody.
    static let observed = "说到钱声音很高"
    static let cause = "八年没有人把话听完"
    static let identityNumber = "360825196403120016"

    let scope: ScopeID
    let caseID: RecordID
    let zou: RecordID
    let demand: RecordID
    let agreement: RecordID
    let visits: (home: RecordID, apart: RecordID, together: RecordID)

    /// Records it in the village of `pages`, by the only person.
    init(in pages: PagesOfACenter) async throws {
        let lines: [String] = [
            #"{"kind":"person","key":"zou","unit":"a","fields":{"name":"邹某","sex":"男","identity":"\#(Self.identityNumber)"}}"#,
            #"{"kind":"person","key":"liu","unit":"a","fields":{"name":"刘小某","sex":"男"}}"#,
            #"{"kind":"case","key":"c","unit":"a","fields":{"code":"YF-1","title":"邹某伤害赔偿纠纷","source":"入户听诉","stage":"处置","first_received":{"name":"张干部","at":"2026-04-08 09:20"},"risk":"red","lead":{"name":"赵主任"},"next":{"step":"核对医疗票据","date":"2026-04-15"}}}"#,
            #"{"kind":"case_party","unit":"a","fields":{"case":"@c","person":"@zou","side":"applicant","capacity":"self"}}"#,
            #"{"kind":"case_party","unit":"a","fields":{"case":"@c","person":"@liu","side":"opponent","capacity":"heir"}}"#,
            #"{"kind":"demand","unit":"a","fields":{"case":"@c","person":"@zou","text":"要求赔偿六十万元","root_cause":"\#(Self.cause)"}}"#,
            #"{"kind":"visit","key":"v1","unit":"b","fields":{"case":"@c","started":"2026-04-08 09:20","mode":"面对面","present":["邹某"],"narrative":"\#(Self.atHome)"}}"#,
            #"{"kind":"emotion","unit":"b","fields":{"visit":"@v1","person":"@zou","self_before":9,"self_after":7,"observed":{"label":"angry","words":"\#(Self.observed)"}}}"#,
            #"{"kind":"visit","key":"v2","unit":"c","fields":{"case":"@c","started":"2026-04-15 15:10","mode":"背靠背","present":["邹某","刘小某"],"narrative":"\#(Self.backToBack)"}}"#,
            #"{"kind":"emotion","unit":"c","fields":{"visit":"@v2","person":"@zou","self_before":7,"self_after":5}}"#,
            #"{"kind":"visit","key":"v3","unit":"d","fields":{"case":"@c","started":"2026-05-06 09:40","ended":"2026-05-06 11:20","mode":"面对面","place":{"text":"村委会"},"present":["邹某","刘小某"],"narrative":"\#(Self.together)"}}"#,
            #"{"kind":"agreement","key":"deal","unit":"e","fields":{"case":"@c","kind":"written","number":"YF-1-01","terms":"刘小某分两期支付二十二万元","effective_date":"2026-05-06","total_amount":220000}}"#,
            #"{"kind":"milestone","unit":"e","fields":{"agreement":"@deal","case":"@c","sequence":1,"what":"第一期付款","payment":{"amount":100000},"due":{"date":"2026-05-20"},"performance":{"status":"performed","amount":100000,"date":"2026-05-19"}}}"#,
            #"{"kind":"follow_up_plan","key":"p","unit":"e","fields":{"case":"@c","agreement":"@deal","level":"village","due":{"date":"2026-05-25"},"purpose":"看第一期是否到账"}}"#,
            #"{"kind":"follow_up","unit":"f","fields":{"plan":"@p","case":"@c","level":"village","done_on":"2026-05-25","satisfaction":"satisfied","words":"他肯来说一声，我心里就松了"}}"#,
        ]
        _ = try await GrantAccessCommand(
            LocalNode.AccessPlace(area: "练习一村", purpose: "case_team"), devices: [], readOnly: false
        ).run(on: pages.node)
        let household = try await pages.recordHousehold(address: "练习一村3组12号").split(separator: "/")
        scope = ScopeID(rawValue: try #require(UInt64(household[1], radix: 16)))
        let made = try await ImportRecordsCommand(
            .jsonLines, file: Data(lines.joined(separator: "\n").utf8), isDryRun: false, area: "练习一村",
            speaker: Speaker()
        ).run(on: pages.node).created.map { try #require(RecordID($0)) }
        try #require(made.count == lines.count)
        caseID = made[2]
        zou = made[0]
        visits = (made[6], made[8], made[10])
        demand = made[5]
        agreement = made[11]
    }

    var casePath: String { "/case/\(scope)/\(caseID)" }
    var mediationPath: String { "/print/case/\(scope)/\(caseID)/mediation" }

    func printPath(of visit: RecordID) -> String { "/print/visit/\(scope)/\(visit)" }

    func fieldsPath(_ kind: RecordKind, _ id: RecordID) -> String { "/record/\(scope)/\(kind.rawValue)/\(id)" }

    func conflictPath(_ register: RegisterNumber) -> String {
        "/conflicts/\(scope)/\(CaseSchema.recordKind.rawValue)/\(caseID)/\(register.rawValue)"
    }

    /// What somebody who looks at the case now has seen.
    func seenCase(_ pages: PagesOfACenter) async throws -> String { try await seen(caseID, pages) }

    func seen(_ record: RecordID, _ pages: PagesOfACenter) async throws -> String {
        try await ShowRecordCommand(record: record.description).run(on: pages.node).seen
    }

    /// Corrects fields of a record as somebody who had seen `seen`.
    func correct(
        _ record: RecordID, _ fields: [TypedField], seen: String?, _ pages: PagesOfACenter
    ) async throws {
        _ = try await SaveRecordsCommand(
            corrections: [.init(record: record.description, fields: fields, seen: seen)], speaker: Speaker()
        ).run(on: pages.node)
    }
}
