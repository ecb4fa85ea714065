import CaseFile
import Hummingbird

/// One address of the pages: who may ask, and what answers.
struct PageRoute: Sendable {
    /// Who may ask.
    enum Audience: Sendable {
        /// Anybody who reaches the port: tells nothing.
        case anyone
        /// A browser that was opened with a launch key.
        case browser
        /// A person who has given their PIN.
        case person
    }

    enum Method: Sendable {
        case get
        case post
    }

    let method: Method
    /// Parts with a colon are parameters: `/record/:scope/:kind/:id`.
    let path: String
    let audience: Audience
    /// Whether asking counts as the person's doing. A page that asks by itself must not keep the pages unlocked.
    let keepsAwake: Bool
    /// The language of the page where it is not its reader's: what is signed is Chinese.
    var language: Language?
    /// Whether the form may carry a file.
    var takesFile = false
    /// What is said where the files of a form are more than is taken at once.
    var tooLarge = PageFailure.fileTooLarge
    let answer: @Sendable (PageRequest) async throws -> PageAnswer

    /// A page that is looked at; it changes nothing.
    static func get(
        _ path: String, for audience: Audience = .person, keepsAwake: Bool = true, in language: Language? = nil,
        _ answer: @escaping @Sendable (PageRequest) async throws -> PageAnswer
    ) -> PageRoute {
        PageRoute(
            method: .get, path: path, audience: audience, keepsAwake: keepsAwake, language: language, answer: answer)
    }

    /// A form that is sent; the responder has checked where it comes from and its token.
    static func post(
        _ path: String, for audience: Audience = .person, keepsAwake: Bool = true, takesFile: Bool = false,
        tooLarge: PageFailure = .fileTooLarge,
        _ answer: @escaping @Sendable (PageRequest) async throws -> PageAnswer
    ) -> PageRoute {
        PageRoute(
            method: .post, path: path, audience: audience, keepsAwake: keepsAwake, takesFile: takesFile,
            tooLarge: tooLarge, answer: answer)
    }

    /// The parameters by name where the path is one of this route's; nil where it is another's.
    func parameters(in parts: [Substring]) -> [String: String]? {
        let own = path.split(separator: "/")
        guard own.count == parts.count else { return nil }
        var parameters: [String: String] = [:]
        for (mine, given) in zip(own, parts) {
            if mine.first == ":" {
                parameters[String(mine.dropFirst())] = String(given)
            } else if mine != given {
                return nil
            }
        }
        return parameters
    }
}
