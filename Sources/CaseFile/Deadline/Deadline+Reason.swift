import Replication

extension Deadline {
    /// Which rule, from when, and why: sentences to stand beside the date, the most important first. Without names, nothing
    /// is said that a person wrote.
    public func reasons(in language: Language, withNames: Bool = true) -> [String] {
        let label = rule.label.text(in: language)
        let trigger = rule.trigger.text(in: language)
        guard rule.length > 0 else {
            let day =
                language == .zhHans
                ? "\(label)：\(trigger)是 \(course.start)。依据：\(rule.basis)。"
                : "\(label): \(trigger) \(course.start). Basis: \(rule.basis)."
            return [day] + ends(language) + additions(language, withNames)
        }
        let length = Deadline.length(rule.length, rule.unit, language)
        let how =
            language == .zhHans
            ? "\(label)：\(trigger)之日 \(course.start) 的次日起算，\(length)。依据：\(rule.basis)。"
            : "\(label): \(length) from \(course.start), when \(trigger); that day is not counted. Basis: \(rule.basis)."
        return [how] + ends(language) + additions(language, withNames)
    }

    /// What was added to the plain count, and what cannot be known.
    private func additions(_ language: Language, _ withNames: Bool) -> [String] {
        let said = remarks.map { sentence($0, language) }
        guard withNames else { return said }
        let extensions = course.extensions.filter { $0.approvedBy != nil }.map { item in
            let approver = item.approvedBy ?? ""
            return language == .zhHans
                ? "经 \(approver) 批准延长 \(more(item.length, language))：\(item.reason)。"
                : "\(approver) approved \(more(item.length, language)) more: \(item.reason)."
        }
        let pauses = course.suspensions.compactMap { item in
            item.last.map { last in
                language == .zhHans
                    ? "\(item.first) 至 \(last) 中止，不算在内：\(item.reason)。"
                    : "\(item.first) to \(last) does not count: \(item.reason)."
            }
        }
        return extensions + pauses + said
    }

    private func ends(_ language: Language) -> [String] {
        switch (due, language) {
        case (.on, _): []
        case (.notBefore(let day), .zhHans): ["最早是 \(day)；按这一天提醒。"]
        case (.notBefore(let day), .en): ["Not before \(day), which counts until it is known."]
        case (.suspended(let since), .zhHans): ["自 \(since) 起中止计算。"]
        case (.suspended(let since), .en): ["It stands still since \(since)."]
        case (.never, .zhHans): ["期限超出了可以表示的年份。"]
        case (.never, .en): ["It ends beyond the years that dates have."]
        }
    }

    private static func length(_ length: Int, _ unit: DeadlineRule.Unit, _ language: Language) -> String {
        let word: Label =
            switch unit {
            case .day: Label("日", length == 1 ? "day" : "days")
            case .workingDay: Label("个工作日", length == 1 ? "working day" : "working days")
            case .month: Label("个月", length == 1 ? "month" : "months")
            }
        return "\(length) \(word.text(in: language))"
    }

    /// An extension's length: in days where the rule counts months.
    private func more(_ length: Int, _ language: Language) -> String {
        Deadline.length(length, rule.unit == .month ? .day : rule.unit, language)
    }

    private func sentence(_ remark: Remark, _ language: Language) -> String {
        switch (remark, language) {
        case (.notApproved(let length), .zhHans): "延长 \(more(length, language)) 还没有批准，不算在内。"
        case (.notApproved(let length), .en):
            "An extension of \(more(length, language)) is not approved and does not count."
        case (.beyondLimit(let approved, let allowed), .zhHans):
            "批准延长 \(more(approved, language))，按规定最多 \(more(allowed, language))，多出的不算。"
        case (.beyondLimit(let approved, let allowed), .en):
            "\(more(approved, language)) were approved, the rule allows \(more(allowed, language)); no more counts."
        case (.unpublished(let year), .zhHans): "\(year) 年的放假安排还没有公布，公布后请导入并重新核对。"
        case (.unpublished(let year), .en):
            "The holidays of \(year) are not published; take the notice in when they are, and look again."
        case (.mayMove(let day), .zhHans): "最后一天是休假日，依法可能顺延到 \(day)；这里按较早的日子提醒。"
        case (.mayMove(let day), .en):
            "Nobody works on the last day; the law may move it to \(day). The earlier day counts here."
        case (.moved(let day), .zhHans): "最后一天 \(day) 是休假日，按本县规定顺延。"
        case (.moved(let day), .en): "The last day, \(day), is free; it moves by the county's rule."
        }
    }
}
