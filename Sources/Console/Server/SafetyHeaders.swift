import HTTPTypes
import Hummingbird

extension HTTPField.Name {
    static let secFetchSite = constant("Sec-Fetch-Site")
    static let contentSecurityPolicy = constant("Content-Security-Policy")
    static let contentTypeOptions = constant("X-Content-Type-Options")
    static let referrerPolicy = constant("Referrer-Policy")
    static let openerPolicy = constant("Cross-Origin-Opener-Policy")
    static let resourcePolicy = constant("Cross-Origin-Resource-Policy")

    private static func constant(_ text: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name("\(text)") else { preconditionFailure("\(text) is no field name") }
        return name
    }
}

/// What every answer tells the browser to forbid.
enum SafetyHeaders {
    /// Nothing from elsewhere, nothing inline, no frame around us, no form that leads away.
    static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

    /// Adds them; pages are not kept by the browser, assets say otherwise themselves.
    static func add(to headers: inout HTTPFields) {
        headers[.contentSecurityPolicy] = policy
        headers[.contentTypeOptions] = "nosniff"
        // Not `no-referrer`: with it browsers send `Origin: null` with a form, which cannot be told from a page that
        // hides where it comes from. Nothing is told to other origins either way.
        headers[.referrerPolicy] = "same-origin"
        headers[.openerPolicy] = "same-origin"
        headers[.resourcePolicy] = "same-origin"
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
    }
}
