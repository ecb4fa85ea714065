import Foundation
import Node

/// A question to the person at the keyboard: shown on the error stream, answered by a line on the standard input.
struct Question {
    private let options: GlobalOptions

    init(_ options: GlobalOptions) {
        self.options = options
    }

    /// Asks until an answer passes `check`, whose failure is shown at once. An empty line takes `standard`.
    ///
    /// Throws `CommandFailure` where the input ends: somebody runs this without a person.
    func ask(
        _ zhHans: String, _ en: String, standard: String? = nil, check: (String) throws -> Void = { _ in }
    ) throws -> String {
        while true {
            let hint = standard.map { " [\($0)]" } ?? ""
            FileHandle.standardError.write(Data((options.text(zhHans, en) + hint + " ").utf8))
            guard let line = readLine() else {
                throw CommandFailure(
                    kind: .badInput, code: "no-answer", zhHans: "没有得到回答：请在终端里运行，或用选项写明（见 --help）",
                    en: "there is no answer: run this on a terminal, or give options (see --help)")
            }
            let text = line.trimmingCharacters(in: .whitespaces)
            let answer = text.isEmpty ? standard ?? "" : text
            if answer.isEmpty { continue }
            do {
                try check(answer)
                return answer
            } catch {
                let failure = CommandFailure.describing(error)
                Output.note(options.text(failure.zhHans, failure.en))
            }
        }
    }

    /// Asks for a yes; anything else is a no.
    func confirm(_ zhHans: String, _ en: String) throws -> Bool {
        let answer = try ask("\(zhHans)（是 y / 否 n）", "\(en) (y/n)", standard: "n")
        return ["y", "yes", "是"].contains(answer.lowercased())
    }
}
