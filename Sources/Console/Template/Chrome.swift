import CaseFile
import CaseWork
import Replication

/// What stands around every page: who and where one is, how far the records have come, and the way to the other pages.
///
/// Its names are those of the layout; a page's content may use other names only, since it is asked first.
struct Chrome: Sendable {
    /// A link at the head of the pages.
    struct Link: Sendable {
        let href: String
        let label: String
        let isCurrent: Bool
    }

    let languageCode: String
    let tabTitle: String
    let styleHref: String
    let scriptHref: String
    let formToken: String
    let isTraining: Bool
    /// Nil to anybody whose browser was not opened with a launch key.
    let countyName: String?
    let nodeName: String?
    /// Nil before the PIN; the lock button stands beside it.
    let personName: String?
    let links: [Link]
    let custody: CustodyBar?
    /// Seconds after which the pages lock; nil where nobody is signed in.
    let lockSeconds: Int64?
    /// Nil where the language cannot be changed from here.
    let otherLanguage: OtherLanguage?

    /// The language that the button in the foot changes to.
    struct OtherLanguage: Sendable {
        let code: String
        let name: String
        /// Where the button stands, to come back to.
        let back: String
    }

    init(for request: PageRequest, tabTitle: String, personName: String?, custody: CustodyBar?) {
        let (words, console) = (request.words, request.console)
        let facts = console.node.facts
        let isOpen = request.browser != nil
        languageCode = words.language.rawValue
        self.tabTitle = tabTitle
        styleHref = Asset.style.path
        scriptHref = Asset.script.path
        formToken = request.formToken
        isTraining = facts.isTraining
        countyName = isOpen ? facts.county : nil
        nodeName = isOpen ? facts.nodeName : nil
        self.personName = personName
        links = request.session == nil ? [] : Navigation.links(for: request)
        self.custody = custody
        lockSeconds = request.session == nil ? nil : console.lockMilliseconds / 1000
        let other: Language = words.language == .zhHans ? .en : .zhHans
        otherLanguage =
            isOpen
            ? OtherLanguage(
                code: other.rawValue, name: PageWords.words(in: other).text("language.own_name"),
                back: request.route.method == .get ? request.path : "/")
            : nil
    }
}
