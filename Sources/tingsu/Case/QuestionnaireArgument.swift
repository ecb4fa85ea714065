import ArgumentParser
import CaseWork

/// One person's answers to the PHQ-4, given with their consent, as `NAME:A:B:C:D`, each 0–3.
struct QuestionnaireArgument {
    let person: String
    let questionnaire: VisitUnit.Questionnaire

    /// Throws `ValidationError` for anything else.
    init(_ text: String) throws {
        let parts = FieldArguments.parts(text, separators: ":：")
        let answers = parts.dropFirst().compactMap { $0.flatMap { Int64($0) } }.filter { (0...3).contains($0) }
        guard parts.count == 5, let person = parts[0], answers.count == 4 else {
            throw ValidationError(
                "--phq “\(text)”：请写成 姓名:答:答:答:答，四个答案都是 0–3，如 张三:1:0:2:1；"
                    + "write NAME:A:B:C:D, four answers of 0–3")
        }
        self.person = person
        questionnaire = VisitUnit.Questionnaire(consents: true, answers: answers)
    }
}
