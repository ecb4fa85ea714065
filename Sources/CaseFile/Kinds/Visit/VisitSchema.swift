public import Replication

/// A visit: who went where, when, and what was said, written in the person's own words and where there is no signal.
///
/// What is said back to back is for the case team only; a restricted scope holds such visits, not a hidden field.
/// There is no GPS position: one text names the place.
public enum VisitSchema {
    public static let recordKind = RecordKind(rawValue: 104)
    public static let `case` = RegisterNumber(rawValue: 2)
    public static let household = RegisterNumber(rawValue: 3)
    public static let planned = RegisterNumber(rawValue: 4)
    public static let started = RegisterNumber(rawValue: 5)
    public static let ended = RegisterNumber(rawValue: 6)
    public static let place = RegisterNumber(rawValue: 7)
    public static let mode = RegisterNumber(rawValue: 8)
    public static let visitors = RegisterNumber(rawValue: 9)
    public static let present = RegisterNumber(rawValue: 10)
    public static let purpose = RegisterNumber(rawValue: 11)
    public static let narrative = RegisterNumber(rawValue: 12)
    public static let methods = RegisterNumber(rawValue: 13)
    public static let safety = RegisterNumber(rawValue: 14)
    public static let nextContact = RegisterNumber(rawValue: 15)
    public static let attachments = RegisterNumber(rawValue: 16)
    public static let campaign = RegisterNumber(rawValue: 17)
    public static let policies = RegisterNumber(rawValue: 18)
    public static let preparation = RegisterNumber(rawValue: 19)
    public static let lateReason = RegisterNumber(rawValue: 20)

    /// Codes of `mode` on which it depends who may read the narrative.
    public static let faceToFace = "face_to_face"
    public static let backToBack = "back_to_back"

    /// Members of `place`.
    public enum Place {
        public static let kind: UInt32 = 1
        public static let text: UInt32 = 2
    }

    /// Members of `preparation`: what somebody takes along to the door (带着责任、方案、温度).
    public enum Preparation {
        public static let summary: UInt32 = 1
        public static let options: UInt32 = 2
        public static let responsible: UInt32 = 3
    }

    static let definition = KindDefinition(
        recordKind, "visit", Label("走访", "Visit"), in: .village, isFact: true,
        registers: [
            RegisterDefinition(`case`, "case", Label("案件", "Case"), .reference([CaseSchema.recordKind])),
            RegisterDefinition(
                household, "household", Label("走访的户", "Household"), .reference([HouseholdSchema.recordKind])),
            RegisterDefinition(planned, "planned", Label("计划时间", "Planned"), .instant),
            RegisterDefinition(started, "started", Label("开始时间", "Started"), .instant),
            RegisterDefinition(ended, "ended", Label("结束时间", "Ended"), .instant),
            RegisterDefinition(
                place, "place", Label("地点", "Place"),
                .group([
                    MemberDefinition(Place.kind, "kind", Label("地点类型", "Kind of place"), .code(.placeKind)),
                    MemberDefinition(Place.text, "text", Label("地点说明", "Where"), .text(maxCharacters: 200)),
                ]), sensitivity: .personal),
            RegisterDefinition(mode, "mode", Label("走访方式", "Mode"), .code(.visitMode)),
            RegisterDefinition(
                visitors, "visitors", Label("走访人", "Visitors"), .list(of: .group(UserOrName.members))),
            RegisterDefinition(
                present, "present", Label("在场人员", "People present"), .list(of: .group(PersonOrName.members)),
                sensitivity: .personal),
            RegisterDefinition(purpose, "purpose", Label("走访目的", "Purpose"), .text(maxCharacters: 500)),
            RegisterDefinition(
                narrative, "narrative", Label("听诉记录", "Narrative"), .longText, sensitivity: .sensitive),
            RegisterDefinition(
                methods, "methods", Label("工作方法", "Methods"), .list(of: .code(.visitMethod))),
            RegisterDefinition(
                safety, "safety", Label("安全风险", "Safety"), Safety.type, sensitivity: .sensitive),
            RegisterDefinition(nextContact, "next_contact", Label("下次联系日期", "Next contact"), .date),
            .attachments(attachments),
            RegisterDefinition(
                campaign, "campaign", Label("专项行动", "Campaign"), .reference([CampaignSchema.recordKind])),
            RegisterDefinition(
                policies, "policies", Label("携带的政策", "Policies taken along"),
                .list(of: .reference([PolicyToolSchema.recordKind]))),
            RegisterDefinition(
                preparation, "preparation", Label("走访前准备", "Preparation"),
                .group([
                    MemberDefinition(
                        Preparation.summary, "summary", Label("案情要点", "The case in short"), .text(maxCharacters: 1000)),
                    MemberDefinition(
                        Preparation.options, "options", Label("备选方案", "Options"), .text(maxCharacters: 1000)),
                    MemberDefinition(
                        Preparation.responsible, "responsible", Label("负责人", "Responsible"), .text(maxCharacters: 80)),
                ]), sensitivity: .personal),
            RegisterDefinition(
                lateReason, "late_reason", Label("补录原因", "Why recorded late"), .text(maxCharacters: 500)),
        ])
}
