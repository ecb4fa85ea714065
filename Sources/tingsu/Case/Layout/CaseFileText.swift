import CaseFile
import Node
import Replication

/// A case file as text, in the order in which people tell it.
struct CaseFileText {
    private let language: Language
    private let record: RecordText

    init(_ language: Language) {
        self.language = language
        record = RecordText(language)
    }

    func text(_ file: CaseFileReply) -> String {
        var lines = head(file)
        func section(_ zhHans: String, _ en: String, _ body: [String]) {
            if !body.isEmpty { lines += ["", "【\(words(zhHans, en))】"] + body }
        }
        let state = CaseStateText(language)
        section("走到哪一步", "Where it stands", state.steps(file.state))
        section("谁在办", "Who works on it", state.team(file.state))
        section(
            "当事人", "Parties",
            TextLayout.table(parties(file).map(party), indent: 2)
                + parties(file).flatMap { one in
                    countys(one.party, indent: 4) + (one.person.map { countys($0, indent: 4) } ?? [])
                })
        section(
            "案情", "Case",
            record.fields(file.record.fields, indent: 2, without: ["title", "code", "stage", "next", "lifecycle"]))
        let planned = file.visits.count(where: \.isStillToBeMade)
        let made = file.visits.count - planned
        section(
            "走访 \(made) 次" + (planned > 0 ? "，另有计划 \(planned) 次" : ""),
            "\(made) visits" + (planned > 0 ? ", and \(planned) planned" : ""),
            file.visits.flatMap { visit($0, parties(file)) })
        section(
            "心情变化（本人自评难受程度 0–10，只与本人比较）", "Distress (own rating 0–10, compares a person only with themselves)",
            file.distress.flatMap(curve))
        section("诉求", "Demands", numbered(file.demands, without: ["case", "lifecycle"]))
        section(
            "引用的政策要核对", "Policies to look at",
            file.state.doubtfulPolicies.flatMap { doubt in
                TextLayout.wrapped(
                    "\(doubt.record.kindLabel.text(in: language)) \(doubt.record.short)：《\(doubt.policy.title.text(in: language))》"
                        + doubt.why.text(in: language), indent: 2)
            })
        section("协议", "Agreements", file.agreements.flatMap(agreement) + file.otherMilestones.flatMap(milestone))
        section("回访", "Follow-ups", file.plans.flatMap(plan) + file.otherFollowUps.flatMap { followUp($0, indent: 2) })
        // What the sections above tell in a line each is not repeated whole, but where people disagree about it.
        let told = ["team_member", "handover", "case_step", "document"]
        section(
            "其他记录", "Other records",
            numbered(
                file.others.filter { !told.contains($0.record.kind) || $0.isDisputed }, without: ["case", "lifecycle"]))
        section(
            file.state.lackingPapers == 0 ? "材料目录" : "材料目录：必须的还缺 \(file.state.lackingPapers) 项",
            file.state.lackingPapers == 0 ? "Papers" : "Papers: \(file.state.lackingPapers) required ones are lacking",
            state.papers(file.state))
        section("作废的记录", "Withdrawn records", file.withdrawn.flatMap(withdrawn))
        section("时间线", "Timeline", timeline(file.timeline))
        return lines.joined(separator: "\n")
    }

    private func words(_ zhHans: String, _ en: String) -> String { language == .zhHans ? zhHans : en }

    // MARK: Head

    private func head(_ file: CaseFileReply) -> [String] {
        let reply = file.record
        var lines = TextLayout.wrapped(reply.record.title.text(in: language))
        let facts = [
            record.text(reply.field("code")), reply.record.area, record.text(reply.field("stage")),
            record.custody(file.custody), reply.record.short + record.suspect(reply.isTimeSuspect),
        ]
        lines += TextLayout.facts(facts)
        lines += record.marks(reply)
        if let moved = file.moved {
            let reason = moved.reason.map { words("（\($0)）", " (\($0))") } ?? ""
            let why: String? =
                switch moved.problem {
                case "unknown"?:
                    words("县里的目录没有这个地方，或已撤销", "the county's directory does not name that place, or no longer")
                case "restricted"?:
                    words("那里的记录只给指定的人看", "what lies there is for readers who were named")
                case "awaited"?: words("还没有到那里", "it has not arrived there")
                default: nil
                }
            lines += TextLayout.wrapped(
                why.map {
                    words(
                        "⇄ \(moved.on) 由 \(moved.by) 记为移交到\(moved.area)\(reason)，但\($0)。案件留在能办理的地方，请县中心核对。",
                        "⇄ said on \(moved.on) by \(moved.by) to go to \(moved.area)\(reason), but \($0); it stays where it can live: ask the center"
                    )
                }
                    ?? (moved.isAway
                        ? words(
                            "⇄ 已于 \(moved.on) 移交到\(moved.area)，经办人 \(moved.by)\(reason)。这里留下的是移交前的记录。",
                            "⇄ handed over to \(moved.area) on \(moved.on) by \(moved.by)\(reason); what is here is of before."
                        )
                        : words(
                            "⇄ \(moved.on) 移交到这里（\(moved.area)），经办人 \(moved.by)\(reason)",
                            "⇄ handed over to here (\(moved.area)) on \(moved.on) by \(moved.by)\(reason)")))
        }
        if !file.disputed.isEmpty {
            let names = file.disputed.map(record.heading).joined(separator: words("、", ", "))
            lines += TextLayout.wrapped(words("【有分歧】", "[disputed] ") + names)
        }
        lines += record.fields(
            reply.fields.filter { ["stage", "next"].contains($0.name) && ($0.name == "next" || $0.isDisputed) },
            indent: 0)
        return lines
    }

    /// Those who ask first, as the form has them.
    private func parties(_ file: CaseFileReply) -> [CaseFileReply.Party] {
        let sides = ["applicant", "opponent", "interested"]
        func rank(_ party: CaseFileReply.Party) -> Int {
            guard case .string(let side)? = party.party.field("side")?.readings.first?.value.field else {
                return sides.count
            }
            return sides.firstIndex(of: side) ?? sides.count
        }
        return file.parties.sorted { (rank($0), $0.party.record.id) < (rank($1), $1.party.record.id) }
    }

    private func party(_ party: CaseFileReply.Party) -> [String] {
        let person = party.person
        let name = person?.record.title.text(in: language) ?? record.text(party.party.field("person"))
        let details = [
            record.text(party.party.field("capacity")), record.text(person?.field("sex")),
            record.text(person?.field("birth")), deceased(person), record.text(person?.field("phone")),
            record.text(party.party.field("represents")).isEmpty
                ? "" : words("代表", "for ") + record.text(party.party.field("represents")),
        ]
        return [
            record.text(party.party.field("side")), name + flags(party.party) + (person.map(flags) ?? ""),
            details.filter { !$0.isEmpty }.joined(separator: words("，", ", ")),
        ]
    }

    private func deceased(_ person: RecordReply?) -> String {
        guard let field = person?.field("life_status"), field.readings.first?.value.field["deceased"] == .bool(true)
        else {
            return ""
        }
        guard case .string(let date)? = field.readings.first?.value.field["date"] else {
            return words("已去世", "deceased")
        }
        return words("已于\(date)去世", "died on \(date)")
    }

    /// What a reader of one line must know about its record.
    private func flags(_ reply: RecordReply) -> String {
        (reply.isDisputed ? words("【有分歧】", " [disputed]") : "") + record.suspect(reply.isTimeSuspect)
    }

    // MARK: Visits

    private func visit(_ visit: CaseFileReply.Visit, _ parties: [CaseFileReply.Party]) -> [String] {
        let reply = visit.record
        let facts = [
            "• " + Text.time(visit.at), record.text(reply.field("mode")), record.text(reply.field("place")),
            record.text(reply.field("visitors")), visit.isStillToBeMade ? words("计划，还没走", "planned, to be made") : "",
            reply.record.short + record.suspect(reply.isTimeSuspect),
        ]
        var lines = TextLayout.facts(facts)
        lines += record.marks(reply).map { "  " + $0 }
        // A field that the head shows is repeated only where people disagree about it.
        let inHead = ["started", "mode", "place", "visitors"].filter { reply.field($0)?.isDisputed != true }
        let fields = reply.fields.filter { !(inHead + ["case", "lifecycle", "narrative"]).contains($0.name) }
        let names = parties.compactMap { $0.person?.record.title.zhHans }
        lines += visit.emotions.sorted {
            (names.firstIndex(of: $0.personName) ?? names.count, $0.personName)
                < (names.firstIndex(of: $1.personName) ?? names.count, $1.personName)
        }.flatMap(emotion)
        lines += record.fields(fields, indent: 2)
        if let narrative = reply.field("narrative") {
            if narrative.isDisputed {
                lines += record.fields([narrative], indent: 2)
            } else {
                lines += TextLayout.wrapped(record.text(narrative), indent: 4)
            }
        }
        return lines
    }

    private func emotion(_ emotion: CaseFileReply.Emotion) -> [String] {
        var text = "\(emotion.personName)  \(rating(emotion, "self_before")) → \(rating(emotion, "self_after"))"
        let observed = record.text(emotion.record.field("observed"))
        if !observed.isEmpty { text += words("  观察者看法：", "  observed: ") + observed }
        let safety = record.text(emotion.record.field("safety"))
        if !safety.isEmpty { text += words("  安全风险：", "  safety: ") + safety }
        return TextLayout.labelled(
            words("心情", "feeling"), text + flags(emotion.record), column: words("心情", "feeling").count + 4, indent: 2
        )
    }

    private func rating(_ emotion: CaseFileReply.Emotion, _ name: String) -> String {
        guard let value = emotion.record.field(name)?.readings.first?.value.field else { return "—" }
        if case .number(let score)? = value["score"] { return "\(score)" }
        return value["refused"] == .bool(true) ? words("不愿说", "declined") : "—"
    }

    private func curve(_ curve: CaseFileReply.Curve) -> [String] {
        func bar(_ score: Int64?) -> String {
            guard let score, (0...10).contains(score) else { return "" }
            return String(repeating: "■", count: Int(score)) + String(repeating: "·", count: 10 - Int(score))
        }
        func number(_ score: Int64?) -> String { score.map { $0 < 10 ? " \($0)" : "\($0)" } ?? " —" }
        let rows = curve.points.map { point in
            [
                String(Text.time(point.at).prefix(10)), number(point.before) + " " + bar(point.before),
                "→ " + number(point.after) + " " + bar(point.after),
            ]
        }
        return ["  " + curve.personName] + TextLayout.table(rows, indent: 4)
    }

    // MARK: Agreements and what follows

    private func agreement(_ agreement: CaseFileReply.Agreement) -> [String] {
        let reply = agreement.record
        var lines = TextLayout.facts([
            "• " + record.text(reply.field("kind")), record.text(reply.field("number")),
            reply.record.short + record.suspect(reply.isTimeSuspect),
        ])
        lines += record.marks(reply).map { "  " + $0 }
        let inHead = ["kind", "number"].filter { reply.field($0)?.isDisputed != true }
        lines += record.fields(reply.fields, indent: 2, without: inHead + ["case", "lifecycle"])
        if !agreement.milestones.isEmpty { lines.append("  " + words("履行节点", "Milestones")) }
        return lines + agreement.milestones.flatMap(milestone)
    }

    private func milestone(_ reply: RecordReply) -> [String] {
        let due = day(reply)
        let number = record.text(reply.field("sequence"))
        let what = record.text(reply.field("what"))
        let parts = [record.text(reply.field("payment")), record.text(reply.field("performance"))].filter {
            !$0.isEmpty
        }
        let lines = TextLayout.labelled(
            "\(number.isEmpty ? "•" : number) \(due)", "\(what)  \(reply.record.short)" + flags(reply),
            column: 14, indent: 4)
        return lines + parts.flatMap { TextLayout.wrapped($0, indent: 18) } + countys(reply, indent: 18)
    }

    /// The due date, with its reason only where people disagree: then both have to be weighed.
    private func day(_ reply: RecordReply) -> String {
        guard let due = reply.field("due"), !due.isDisputed,
            case .string(let date)? = due.readings.first?.value.field["date"]
        else { return record.text(reply.field("due")) }
        return date
    }

    private func plan(_ plan: CaseFileReply.Plan) -> [String] {
        let reply = plan.record
        let state = plan.followUps.isEmpty ? words("未完成", "open") : words("已回访", "done")
        let facts = [
            "• " + day(reply), record.text(reply.field("level")), state,
            record.text(reply.field("purpose")), record.text(reply.field("owner")),
            reply.record.short + flags(reply),
        ]
        return TextLayout.facts(facts) + countys(reply, indent: 4) + plan.followUps.flatMap { followUp($0, indent: 4) }
    }

    /// The answers to what the county asks, for records that are told in one line.
    private func countys(_ reply: RecordReply, indent: Int) -> [String] {
        record.fields(
            reply.fields.filter { $0.register >= CountyField.firstNumber.rawValue }, indent: indent)
    }

    private func followUp(_ reply: RecordReply, indent: Int) -> [String] {
        let facts = [
            "✓ " + record.text(reply.field("done_on")), record.text(reply.field("satisfaction")),
            reply.record.short + flags(reply),
        ]
        return TextLayout.facts(facts, indent: indent)
            + record.fields(
                reply.fields, indent: indent + 2,
                without: ["plan", "case", "level", "done_on", "satisfaction", "lifecycle"].filter {
                    reply.field($0)?.isDisputed != true
                })
    }

    // MARK: The rest

    private func numbered(_ replies: [RecordReply], without names: [String]) -> [String] {
        replies.enumerated().flatMap { index, reply -> [String] in
            let fields = record.fields(reply.fields, indent: 4, without: names)
            return TextLayout.wrapped("\(index + 1). \(record.heading(reply.record))" + flags(reply), indent: 0)
                + record.marks(reply).map { "    " + $0 } + fields
        }
    }

    private func withdrawn(_ reply: RecordReply) -> [String] {
        TextLayout.labelled(
            "•", "\(record.heading(reply.record))  \(reply.withdrawalReason ?? "")", column: 2, indent: 0)
    }

    private func timeline(_ events: [CaseFileReply.Event]) -> [String] {
        let rows = events.map { event in
            let time = Text.time(event.at)
            let kind = event.record.kind
            // A visit happened when it began, a demand when it was said: their words say more than the field's name.
            let speaks = ["visit", "demand", "follow_up"].contains(kind)
            let label = kind == "person" ? words("去世", "died") : speaks ? "" : event.label.text(in: language)
            let text = short(event.text)
            return [
                event.isDayOnly ? String(time.prefix(10)) : time, event.record.kindLabel.text(in: language),
                [label, text].filter { !$0.isEmpty }.joined(separator: words("：", ": ")) + teller(event),
            ]
        }
        return TextLayout.table(rows, indent: 2)
    }

    /// Who wrote it down; when, where that was later than people do who write the same or the next day.
    private func teller(_ event: CaseFileReply.Event) -> String {
        let typist = event.enteredByName.map { words("，\($0)代录", ", typed by \($0)") } ?? ""
        let late =
            event.isLate
            ? words(
                "，\(Text.time(event.recordedAt).prefix(10)) 补录", ", late: \(Text.time(event.recordedAt).prefix(10))")
            : ""
        return words("（\(event.authorName)\(typist)\(late)）", " (\(event.authorName)\(typist)\(late))")
    }

    /// The first line of a text, shortened: the whole stands above.
    private func short(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return line.count > 40 ? line.prefix(40) + "…" : line
    }
}
