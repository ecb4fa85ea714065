public import Replication

/// What one side offered in one round of negotiation, and what the other said to it.
///
/// Rounds and stages go as the article has them: feelings before matters, old debts before new ones.
///
/// Source: DOMAIN.md section 1, nos. 10 and 17.
public enum OfferSchema {
    public static let recordKind = RecordKind(rawValue: 122)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let round = RegisterNumber(rawValue: 3)
    /// The numbers that rounds have.
    public static let rounds: ClosedRange<Int64> = 1...999
    public static let side = RegisterNumber(rawValue: 4)
    public static let stage = RegisterNumber(rawValue: 5)
    public static let amount = RegisterNumber(rawValue: 6)
    public static let terms = RegisterNumber(rawValue: 7)
    public static let on = RegisterNumber(rawValue: 8)
    public static let response = RegisterNumber(rawValue: 9)
    public static let visit = RegisterNumber(rawValue: 10)
    public static let meeting = RegisterNumber(rawValue: 11)

    /// Members of `response`.
    public enum Response {
        public static let code: UInt32 = 1
        public static let words: UInt32 = 2
        public static let on: UInt32 = 3
    }

    static let definition = KindDefinition(
        recordKind, "offer", Label("协商方案", "Offer"), in: .village, isFact: false,
        registers: [
            .ofCase(`case`),
            RegisterDefinition(round, "round", Label("轮次", "Round"), .integer(rounds), required: true),
            RegisterDefinition(side, "side", Label("提出方", "By which side"), .code(.partySide), required: true),
            RegisterDefinition(stage, "stage", Label("协商阶段", "Stage"), .code(.offerStage)),
            RegisterDefinition(amount, "amount", Label("金额", "Amount"), .money),
            RegisterDefinition(
                terms, "terms", Label("方案内容", "Terms"), .longText, required: true, sensitivity: .personal),
            RegisterDefinition(on, "on", Label("提出日期", "Date"), .date, required: true),
            RegisterDefinition(
                response, "response", Label("对方回应", "Response"), .group(responseMembers), sensitivity: .personal),
            RegisterDefinition(visit, "visit", Label("走访", "Visit"), .reference([VisitSchema.recordKind])),
            RegisterDefinition(meeting, "meeting", Label("会议", "Meeting"), .reference([MeetingSchema.recordKind])),
        ])

    private static let responseMembers = [
        MemberDefinition(Response.code, "code", Label("回应", "Response"), .code(.offerResponse), required: true),
        MemberDefinition(Response.words, "words", Label("对方的话", "In their words"), .text(maxCharacters: 1000)),
        MemberDefinition(Response.on, "on", Label("回应日期", "Date"), .date),
    ]
}
