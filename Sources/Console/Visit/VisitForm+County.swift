import CaseFile
import CaseWork
import Replication

/// What the county asks of people, feelings and demands, in the block of each: a form within the form.
extension VisitForm {
    /// The registers of a kind that a county added.
    static func countys(_ kind: RecordKind, _ access: PageAccess) -> [RegisterNumber] {
        access.catalog.kind(kind)?.registers.filter(\.isCountys).map(\.number) ?? []
    }

    /// The county's questions of one block, such as `p.MARK` or `demand.1`; nil where it asks nothing of this kind.
    func countyForm(_ kind: RecordKind, in block: String) -> RecordForm<PageCodec>? {
        let numbers = VisitForm.countys(kind, access)
        guard !numbers.isEmpty, let definition = access.catalog.kind(kind) else { return nil }
        // The record is only made where the block is filled in, and the use case demands then what has to be there.
        return RecordForm(
            definition, of: nil, registers: numbers,
            at: FormPlace(prefix: VisitForm.countyPrefix(block), isOptional: true, hasHeading: true), answered: input,
            in: access, words: words)
    }

    /// A county may call its question `text`, which is a field of the block, too.
    private static func countyPrefix(_ block: String) -> String { block + ".county." }

    func countyFields(_ kind: RecordKind, in block: String, _ problems: [FormProblem]) throws -> [FormField] {
        try countyForm(kind, in: block)?.fields(filledWith: input, problems: problems) ?? []
    }

    /// What was answered in a block.
    func countyAnswers(_ kind: RecordKind, in block: String) -> TypedFields {
        countyForm(kind, in: block)?.changes(in: input) ?? []
    }

    func isCountyAnswered(_ block: String) -> Bool {
        let prefix = VisitForm.countyPrefix(block)
        return input.fields.contains { $0.name.hasPrefix(prefix) && !$0.value.allSatisfy(\.isWhitespace) }
    }

    /// Where in a block the refusal of its record belongs; nil where the county's questions are not what is wrong.
    func countyProblems(
        of error: CaseWorkError, _ kind: RecordKind, in block: String
    ) -> [FormProblem]? {
        guard let form = countyForm(kind, in: block) else { return nil }
        let problems = form.problems(of: error, in: input)
        let names = Set(form.entries.map(\.name))
        return problems.allSatisfy { $0.entry.map(names.contains) ?? false } ? problems : nil
    }
}
