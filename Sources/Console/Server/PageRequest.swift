import CaseFile
import CaseWork
import Replication

/// A request that has passed the gate, with everything that a page needs.
struct PageRequest: Sendable {
    let console: Console
    let route: PageRoute
    let words: Words
    /// The parameters of the route's path.
    let parameters: [String: String]
    let query: FormInput
    /// Empty for what is only looked at.
    let form: FormInput
    /// Nil before the browser was opened with a launch key.
    let browser: Secret?
    /// Nil before the PIN.
    let session: Sessions.Session?

    let path: String

    var node: any ConsoleNode { console.node }
    var language: Language { words.language }

    /// The person who asks. Throws `PageFailure.locked`; a route for persons always has one.
    var person: RecordID {
        get throws(PageFailure) {
            guard let session else { throw .locked }
            return session.person
        }
    }

    /// What forms of this page carry to prove that they are ours.
    var formToken: String { (session?.id ?? browser)?.formToken ?? "" }
}
