import Foundation

/// One field of a form as the template shows it: label, control, hint and what is wrong with it.
///
/// Templates see stored properties only, so the control is told by one of the flags.
struct FormField: Sendable {
    /// One choice of a field.
    struct Option: Sendable {
        let id: String
        let value: String
        let label: String
        let isChosen: Bool
    }

    /// How a field is filled in.
    enum Control: Sendable {
        case line(inputMode: String?)
        case lines
        case date
        case time
        case radios([Option])
        case select([Option])
        case checks([Option])
    }

    /// The name that the form sends, such as `address` or `next.date`.
    let name: String
    let id: String
    /// The name as ids end with it.
    let key: String
    let label: String
    let hint: String?
    let isRequired: Bool
    let value: String
    /// What the field showed when the form was made, as a short word: what was not changed is not written.
    let was: String
    /// The reference behind a name that is shown, for what was not changed.
    let keep: String?
    let problem: String?
    /// What others have written in the same field.
    let otherReadings: String?
    let describedBy: String?
    let isLine: Bool
    let isLines: Bool
    let isDate: Bool
    let isTime: Bool
    let isSelect: Bool
    /// Radios or checks, which have a legend for a label.
    let isSet: Bool
    let setType: String
    let inputMode: String?
    let options: [Option]

    init(
        name: String, label: String, hint: String? = nil, isRequired: Bool = false, control: Control, value: String,
        was: String, keep: String? = nil, problem: String? = nil, otherReadings: String? = nil
    ) {
        self.name = name
        let end = name.replacing(".", with: "-")
        id = "f-" + end
        key = end
        self.label = label
        self.hint = hint
        self.isRequired = isRequired
        self.value = value
        self.was = was
        self.keep = keep
        self.problem = problem
        self.otherReadings = otherReadings
        let notes = [problem.map { _ in "p-" }, hint.map { _ in "h-" }, otherReadings.map { _ in "o-" }].compactMap(
            \.self)
        describedBy = notes.isEmpty ? nil : notes.map { $0 + end }.joined(separator: " ")
        var flags = (line: false, lines: false, date: false, time: false, select: false, set: false)
        (inputMode, options, setType) =
            switch control {
            case .line(let mode): (mode, [], "")
            case .lines, .date, .time: (nil, [], "")
            case .radios(let options): (nil, options, "radio")
            case .select(let options): (nil, options, "")
            case .checks(let options): (nil, options, "checkbox")
            }
        switch control {
        case .line: flags.line = true
        case .lines: flags.lines = true
        case .date: flags.date = true
        case .time: flags.time = true
        case .select: flags.select = true
        case .radios, .checks: flags.set = true
        }
        (isLine, isLines, isDate, isTime, isSelect, isSet) =
            (flags.line, flags.lines, flags.date, flags.time, flags.select, flags.set)
    }
}
