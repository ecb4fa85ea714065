import CaseWork

/// One person's own number, as big buttons from 0 to 10 with words at both ends.
struct VisitScale: Sendable {
    /// What a form sends where somebody would not say.
    static let declined = "declined"

    let name: String
    let key: String
    let legend: String
    let options: [FormField.Option]
    let problem: String?

    /// `isAsked` is whether it stands before or after the talk, for the words of the legend.
    init(_ name: String, legend: String, chosen: String, problem: String?, _ words: Words) {
        self.name = name
        self.legend = legend
        self.problem = problem
        let key = "f-" + name.replacing(".", with: "-")
        self.key = key
        let values =
            [("", words.text("visit.not_asked"))] + (0...10).map { ("\($0)", "\($0)") }
            + [(VisitScale.declined, words.text("visit.declined"))]
        let isKnown = values.contains { $0.0 == chosen }
        options = values.map { value, label in
            FormField.Option(
                id: key + "-" + (value.isEmpty ? "none" : value), value: value, label: label,
                isChosen: isKnown ? value == chosen : value.isEmpty)
        }
    }
}
