import ArgumentParser
import CaseFile
import CaseWork
import Node

/// One person's feelings at a visit, as `NAME:BEFORE:AFTER[:OBSERVED[:WORDS]]`.
struct EmotionArgument {
    private let person: String
    private let before: VisitUnit.Rating?
    private let after: VisitUnit.Rating?
    private let observed: String?
    private let words: String?

    /// Throws `ValidationError` for anything else.
    init(_ text: String) throws {
        let parts = FieldArguments.parts(text, separators: ":：")
        guard parts.count >= 3, let person = parts[0] else {
            throw ValidationError(
                "--emotion “\(text)”：请写成 姓名:开始:结束[:看法[:话]]，如 张三:8:5:委屈难过；"
                    + "write NAME:BEFORE:AFTER[:OBSERVED[:WORDS]]")
        }
        self.person = person
        before = try EmotionArgument.rating(parts[1], text)
        after = try EmotionArgument.rating(parts[2], text)
        observed = parts.count > 3 ? parts[3] : nil
        // The observer's words may hold a colon.
        let rest = parts.dropFirst(4).compactMap(\.self)
        words = rest.isEmpty ? nil : rest.joined(separator: "：")
        if words != nil, observed == nil {
            throw ValidationError("--emotion “\(text)”：观察者的话之前请写主要情绪；the observer's words need a feeling before them")
        }
    }

    /// As the visit takes it.
    var feeling: VisitUnit.Feeling {
        VisitUnit.Feeling(person: person, before: before, after: after, observed: observed, observerWords: words)
    }

    /// A score, or that the person declined; nil where nobody asked.
    private static func rating(_ part: String?, _ text: String) throws -> VisitUnit.Rating? {
        guard let part, part != "-" else { return nil }
        if ["不愿说", "declined", "refused"].contains(part.lowercased()) { return .declined }
        guard let score = Int64(part), (0...10).contains(score) else {
            throw ValidationError("--emotion “\(text)”：“\(part)”应为 0–10、不愿说，或留空；give 0–10, declined, or nothing")
        }
        return .score(score)
    }
}

/// A follow-up to come, as `LEVEL|DUE|PURPOSE[|OWNER]`.
struct FollowUpArgument {
    private let level: String
    private let due: String
    private let purpose: String?
    private let owner: String?

    /// Throws `ValidationError` for anything else.
    init(_ text: String) throws {
        let parts = FieldArguments.parts(text)
        guard (2...4).contains(parts.count), let level = parts[0], let due = parts[1] else {
            throw ValidationError(
                "--follow-up “\(text)”：请写成 层级|期限|事由[|责任人]，如 村|2026-07-01|看恢复情况；"
                    + "write LEVEL|DUE|PURPOSE[|OWNER]")
        }
        (self.level, self.due) = (level, due)
        purpose = parts.count > 2 ? parts[2] : nil
        owner = parts.count > 3 ? parts[3] : nil
    }

    func fields(case caseFile: String?, agreement: String?) -> [TypedField] {
        var list = FieldList()
        list.add("case", caseFile)
        list.add("agreement", agreement)
        list.add("level", level)
        list.add("due", group: [("date", due)])
        list.add("purpose", purpose)
        list.add("owner", owner)
        return list.fields
    }
}

/// One thing that an agreement promises, as `WHAT|AMOUNT|PAYER|PAYEE|DUE`.
struct MilestoneArgument {
    private let what: String
    private let payment: FieldValue?
    private let due: String

    /// Throws `ValidationError` for anything else.
    init(_ text: String) throws {
        let parts = FieldArguments.parts(text)
        guard parts.count == 5, let what = parts[0], let due = parts[4] else {
            throw ValidationError(
                "--milestone “\(text)”：请写成 内容|金额|付款人|收款人|期限，不涉及付款的中间三项留空，如 "
                    + "支付首期|5万|刘某某|邹某某|2026-06-30；write WHAT|AMOUNT|PAYER|PAYEE|DUE, with the middle ones empty "
                    + "where nothing is paid")
        }
        (self.what, self.due) = (what, due)
        payment = FieldList.group([("amount", parts[1]), ("payer", parts[2]), ("payee", parts[3])])
        if payment != nil, parts[1] == nil {
            throw ValidationError("--milestone “\(text)”：写了付款人或收款人，请写金额；a payer or payee needs an amount")
        }
    }

    func fields(case caseFile: String, agreement: String, sequence: Int) -> [TypedField] {
        var list = FieldList()
        list.add("agreement", agreement)
        list.add("case", caseFile)
        list.add("sequence", "\(sequence)")
        list.add("what", what)
        list.add("due", group: [("date", due)])
        return list.fields + (payment.map { [TypedField("payment", $0)] } ?? [])
    }
}
