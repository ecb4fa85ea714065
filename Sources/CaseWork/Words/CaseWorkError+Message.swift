public import CaseFile
import Replication

extension CaseWorkError {
    /// One sentence or several that name the value and the next step.
    public func message(in language: Language) -> String {
        let words = Words(language)
        switch self {
        case .badValue(let error): return error.message(in: language)
        case .invalid(let problems):
            return problems.map { $0.message.text(in: language) }.joined(separator: "\n")
        case .importRefused(let problems):
            let lines = problems.map { $0.text(in: language) }
            return ([words.text("error.import_refused", ["count": "\(problems.count)"])] + lines)
                .joined(separator: "\n")
        default:
            let (key, arguments) = wording
            return words.text("error." + key, arguments.mapValues { $0.text(in: language) })
        }
    }

    private typealias Wording = (key: String, arguments: [String: Label])

    private var wording: Wording {
        switch self {
        case .badValue, .invalid, .importRefused: ("", [:])
        case .unknownKind(let name, let known): ("unknown_kind", ["name": .verbatim(name), "known": .list(known)])
        case .unknownField(let name, let kind, let known):
            ("unknown_field", ["name": .verbatim(name), "kind": kind, "known": .list(known)])
        case .fieldWrittenTwice(let field): ("field_written_twice", ["field": field])
        case .reservedField(let field): ("reserved_field", ["field": field])
        case .nothingToWrite(let key): ("nothing_to_write", ["record": .verbatim(key.id.description)])
        case .reasonMissing: ("reason_missing", [:])
        case .kindOfOtherScope(let kind, let scope):
            ("kind_of_other_scope", ["kind": kind, "scope": .verbatim(scope.description)])
        case .recordOfOtherScope(let key, let scope):
            (
                "record_of_other_scope",
                ["record": .verbatim(key.id.description), "scope": .verbatim(scope.description)]
            )
        default: lookupWording
        }
    }

    private var lookupWording: Wording {
        switch self {
        case .unknownLocalName(let name): ("unknown_local_name", ["name": .verbatim(name)])
        case .localNameTwice(let name): ("local_name_twice", ["name": .verbatim(name)])
        case .recordNotFound(let text): ("record_not_found", ["text": .verbatim(text)])
        case .recordAmbiguous(let text, let keys):
            ("record_ambiguous", ["text": .verbatim(text), "records": .list(keys.map(\.id.description))])
        case .recordExists(let key): ("record_exists", ["record": .verbatim(key.id.description)])
        case .recordWithdrawn(let key): ("record_withdrawn", ["record": .verbatim(key.id.description)])
        case .recordNotWithdrawn(let key): ("record_not_withdrawn", ["record": .verbatim(key.id.description)])
        case .notComparable(let first, let second):
            (
                "not_comparable",
                ["first": .verbatim(first.id.description), "second": .verbatim(second.id.description)]
            )
        case .unknownName(let text, let what): ("unknown_name", ["text": .verbatim(text), "what": what])
        case .ambiguousName(let text, let what, let matches):
            ("ambiguous_name", ["text": .verbatim(text), "what": what, "matches": .list(matches)])
        case .recordsOfOneName(let text, let count, let candidates):
            (
                "records_of_one_name",
                [
                    "text": .verbatim(text), "count": .verbatim("\(count)"),
                    "candidates": .lines(candidates, isComplete: candidates.count == count),
                ]
            )
        default: scopeWording
        }
    }

    private var scopeWording: Wording {
        switch self {
        case .noWritableScope: ("no_writable_scope", [:])
        case .scopeMissing(let names): ("scope_missing", ["names": .list(names)])
        case .livesThere(let area): ("lives_there", ["area": .verbatim(area)])
        case .staysWithItsReaders(let area): ("stays_with_its_readers", ["area": .verbatim(area)])
        case .movedAway(let area): ("moved_away", ["area": .verbatim(area)])
        case .handoverOpen(let id): ("handover_open", ["record": .verbatim(id)])
        case .handoverMissing: ("handover_missing", [:])
        case .areaEnded(let area): ("area_ended", ["area": .verbatim(area)])
        case .areaIntoItself(let area): ("area_into_itself", ["area": .verbatim(area)])
        case .scopeNotWritable(let area): ("scope_not_writable", ["area": .verbatim(area)])
        case .restrictedScopeMissing(let purpose, let area, let isThere):
            (
                isThere ? "restricted_scope_not_writable" : "restricted_scope_missing",
                ["purpose": purpose, "area": .verbatim(area)]
            )
        default: countyWording
        }
    }

    private var countyWording: Wording {
        switch self {
        case .countyRefused(let what, let why): ("county_refused", ["what": .verbatim(what), "why": why])
        case .nameTaken(let name, let place): ("name_taken", ["name": .verbatim(name), "place": place])
        case .datesReversed(let from, let until):
            ("dates_reversed", ["from": .verbatim(from), "until": .verbatim(until)])
        case .onlyAtTheCenter: ("only_at_the_center", [:])
        case .refused(let refusal): refusal.wording
        case .ledger(let refusal): refusal.wording
        default: seenWording
        }
    }

    private var seenWording: Wording {
        switch self {
        case .fieldDisputed(let field, let readings):
            (
                "field_disputed",
                [
                    "field": field,
                    "readings": Label(
                        readings.map { "“\($0.zhHans)”" }.joined(separator: "、"),
                        readings.map { "\"\($0.en)\"" }.joined(separator: ", ")),
                ]
            )
        case .fieldNotDisputed(let field): ("field_not_disputed", ["field": field])
        case .readingNotFound(let text, let field): ("reading_not_found", ["text": .verbatim(text), "field": field])
        case .tokenMalformed(let text): ("token_malformed", ["token": .verbatim(text)])
        case .tokenUnknown(let text): ("token_unknown", ["token": .verbatim(text)])
        case .tokenAmbiguous(let text): ("token_ambiguous", ["token": .verbatim(text)])
        default: attachmentWording
        }
    }

    private var attachmentWording: Wording {
        switch self {
        case .cannotAttach(let kind): ("cannot_attach", ["kind": kind])
        case .attachedAlready: ("attached_already", [:])
        case .fileMissing: ("file_missing", [:])
        case .fileEmpty: ("file_empty", [:])
        case .fileTooLarge(let bytes, let most):
            ("file_too_large", ["bytes": .fileSize(UInt64(bytes)), "most": .fileSize(UInt64(most))])
        case .fileOfUnknownForm(let accepted): ("file_of_unknown_form", ["accepted": .list(accepted)])
        default: dueWording
        }
    }

    private var dueWording: Wording {
        switch self {
        case .nothingDue(let text): ("nothing_due", ["text": .verbatim(text)])
        case .doneByContact: ("done_by_contact", [:])
        case .notLater(let day): ("not_later", ["date": .verbatim("\(day)")])
        case .lengthMissing: ("length_missing", [:])
        case .cannotExtend(let kind): ("cannot_extend", ["kind": kind])
        case .cannotSuspend: ("cannot_suspend", [:])
        case .suspendedAlready: ("suspended_already", [:])
        case .notSuspended: ("not_suspended", [:])
        case .ruleIncomplete(let name, let missing):
            (
                "rule_incomplete",
                [
                    "name": .verbatim(name),
                    "missing": Label(
                        missing.map(\.zhHans).joined(separator: "、"), missing.map(\.en).joined(separator: ", ")),
                ]
            )
        case .holidayFileUnreadable: ("holiday_file_unreadable", [:])
        case .holidayDayInvalid(let text, let year):
            ("holiday_day_invalid", ["text": .verbatim(text), "year": .verbatim("\(year)")])
        case .holidayDayTwice(let text): ("holiday_day_twice", ["text": .verbatim(text)])
        case .holidayFileEmpty(let year): ("holiday_file_empty", ["year": .verbatim("\(year)")])
        default: closingWording
        }
    }

    private var closingWording: Wording {
        switch self {
        case .caseNotClosed: ("case_not_closed", [:])
        case .reviewPartsMissing(let parts):
            (
                "review_parts_missing",
                ["parts": Label(parts.map(\.zhHans).joined(separator: "、"), parts.map(\.en).joined(separator: ", "))]
            )
        case .reviewMissing: ("review_missing", [:])
        case .policyRound: ("policy_round", [:])
        case .notBacklog: ("not_backlog", [:])
        case .checkedAgainstRecords(let item, let count):
            ("checked_against_records", ["item": item, "count": .verbatim("\(count)")])
        case .offerAnswered: ("offer_answered", [:])
        default: fileWording
        }
    }

    private var fileWording: Wording {
        switch self {
        case .fileNotUTF8: ("file_not_utf8", [:])
        case .fileNotText: ("file_not_text", [:])
        case .fileTooLong(let lines, let most):
            ("file_too_long", ["lines": .verbatim("\(lines)"), "most": .verbatim("\(most)")])
        case .quoteUnclosed: ("quote_unclosed", [:])
        case .headerMissing: ("header_missing", [:])
        case .columnMissing(let column): ("column_missing", ["column": column])
        case .columnUnknown(let name, let known):
            ("column_unknown", ["name": .verbatim(name), "known": .list(known)])
        case .columnTwice(let name): ("column_twice", ["name": .verbatim(name)])
        default: ("", [:])
        }
    }
}

extension Label {
    /// The same text in every language: a name, a number, what somebody typed.
    static func verbatim(_ text: String) -> Label { Label(text, text) }

    static func list(_ texts: [String]) -> Label {
        Label(texts.joined(separator: "、"), texts.joined(separator: ", "))
    }

    /// A line each, after a line break.
    static func lines(_ texts: [Label], isComplete: Bool) -> Label {
        func text(_ language: Language) -> String {
            texts.map { "\n  " + $0.text(in: language) }.joined() + (isComplete ? "" : "\n  …")
        }
        return Label(text(.zhHans), text(.en))
    }
}
