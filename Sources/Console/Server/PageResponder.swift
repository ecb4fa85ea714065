import CaseFile
import CaseWork
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Replication

/// Takes each request to its page, and turns whatever goes wrong into a page in plain words that tells nothing personal.
///
/// The order is the defence: the Host, then where a form comes from, then the browser, then the person, then the form's
/// token; only then is anything asked of the node.
struct PageResponder: HTTPResponder {
    /// A narrative of 10,000 characters is 90 KB percent-encoded in UTF-8, and a visit has three such fields.
    static let formBytesMax = 512 * 1024
    static let pathBytesMax = 4096
    /// A form with one file: the largest that may be attached, and room for the fields beside it.
    static let fileFormBytesMax = Limits.blobBytes + formBytesMax
    /// What the files of a form may have together, as people read it.
    static let filesLimitText = "\(Limits.blobBytes >> 20) MB"

    let console: Console

    /// Throws only where the connection broke, which Hummingbird then closes.
    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        let language = language(of: request)
        var response: Response
        do {
            let page = try await page(for: request, language)
            do {
                response = try await answer(page.route.answer(page), to: page)
            } catch let failure as PageFailure {
                throw failure
            } catch CaseWorkError.recordNotFound {
                throw PageFailure.notFound
            } catch {
                throw fault(error, at: page.route.path)
            }
        } catch let failure as PageFailure {
            response = await refusal(failure, to: request, language)
        } catch let error as PageResponder.Broken {
            throw error.cause
        } catch {
            response = await refusal(fault(error, at: "-"), to: request, language)
        }
        SafetyHeaders.add(to: &response.headers)
        return response
    }

    // MARK: Who asks for what

    private func page(for request: Request, _ language: Language) async throws -> PageRequest {
        let host = request.head.authority
        guard console.gate.isAddressed(by: host) else { throw PageFailure.wrongHost }
        let target = request.head.path ?? "/"
        guard target.utf8.count <= PageResponder.pathBytesMax else { throw PageFailure.tooLarge }
        let (path, queryText) = PageResponder.split(target)
        let (route, parameters) = try route(request.method, path)
        if route.method == .post, !console.gate.isOwn(request.headers, host: host) { throw PageFailure.foreignForm }
        guard let query = FormInput(urlEncoded: Array(queryText.utf8)) else { throw PageFailure.unreadable }

        let cookies = Cookies(from: request.headers[values: .cookie])
        var browser = cookies[console.cookies.browser].flatMap { Secret($0.value) }
        if let shown = browser, try await !console.browsers.isAdmitted(shown) { browser = nil }
        if route.audience != .anyone, browser == nil { throw PageFailure.closed }
        let shown = cookies[console.cookies.session].flatMap { Secret($0.value) }
        let session = browser.flatMap { browser in
            shown.flatMap { console.sessions.session($0, at: browser, isUse: route.keepsAwake) }
        }
        if route.audience == .person, session == nil { throw PageFailure.locked }

        let form = route.method == .post ? try await body(of: request, for: route) : FormInput()
        let page = PageRequest(
            console: console, route: route, words: PageWords.words(in: route.language ?? language),
            parameters: parameters, query: query,
            form: form, browser: browser, session: session, path: path)
        if route.method == .post, route.audience != .anyone {
            guard let token = form["form_token"], Secret.isEqual(token, page.formToken) else {
                throw PageFailure.foreignForm
            }
        }
        return page
    }

    private func route(_ method: HTTPRequest.Method, _ path: String) throws(PageFailure) -> (
        PageRoute, [String: String]
    ) {
        let parts = path.split(separator: "/")
        let matches = PageTable.routes.compactMap { route in route.parameters(in: parts).map { (route, $0) } }
        guard !matches.isEmpty else { throw .notFound }
        let wanted: PageRoute.Method = method == .post ? .post : .get
        guard [.get, .head, .post].contains(method), let match = matches.first(where: { $0.0.method == wanted }) else {
            throw .methodNotAllowed
        }
        return match
    }

    /// Path and query of a request target. Percent signs in a path stay: no path of ours has any.
    private static func split(_ target: String) -> (path: String, query: String) {
        guard let mark = target.firstIndex(of: "?") else { return (target, "") }
        return (String(target[..<mark]), String(target[target.index(after: mark)...]))
    }

    /// The connection broke while the form came in.
    private struct Broken: Error {
        let cause: any Error
    }

    private func body(of request: Request, for route: PageRoute) async throws -> FormInput {
        let type = request.headers[.contentType] ?? ""
        let isMultipart = type.lowercased().hasPrefix("multipart/form-data")
        guard isMultipart ? route.takesFile : type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            throw PageFailure.unreadable
        }
        let bytesMax = isMultipart ? PageResponder.fileFormBytesMax : PageResponder.formBytesMax
        let declared = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        let tooLarge = isMultipart ? route.tooLarge : .tooLarge
        guard declared <= bytesMax else { throw tooLarge }
        let bytes: ByteBuffer
        do {
            bytes = try await request.body.collect(upTo: bytesMax)
        } catch is NIOTooManyBytesError {
            throw tooLarge
        } catch {
            throw Broken(cause: error)
        }
        let form =
            isMultipart
            ? MultipartForm(Array(bytes.readableBytesView), contentType: type).map { FormInput($0) }
            : FormInput(urlEncoded: bytes.readableBytesView)
        guard let form else { throw PageFailure.unreadable }
        return form
    }

    /// What this browser was set to, else the first of our languages that it asks for; Chinese where it asks for none.
    private func language(of request: Request) -> Language {
        let cookies = Cookies(from: request.headers[values: .cookie])
        if let chosen = cookies[console.cookies.language].flatMap({ Language(rawValue: $0.value) }) { return chosen }
        let wanted = request.headers[.acceptLanguage] ?? ""
        for part in wanted.lowercased().split(separator: ",").prefix(20) {
            let tag = part.drop { $0 == " " }
            if tag.hasPrefix("zh") { return .zhHans }
            if tag.hasPrefix("en") { return .en }
        }
        return .zhHans
    }

    // MARK: Answers

    private func answer(_ answer: PageAnswer, to page: PageRequest) async throws -> Response {
        switch answer {
        case .page(let template, let title, let content, let status):
            let chrome = try await chrome(for: page, title)
            return html(
                console.templates.page(template, content, in: chrome, language: page.language), status, page.language)
        case .fragment(let template, let content):
            let chrome = Chrome(for: page, tabTitle: "", personName: nil, custody: nil)
            return html(
                console.templates.fragment(template, content, in: chrome, language: page.language), .ok, page.language)
        case .see(let path, let cookies):
            var headers: HTTPFields = [.location: path]
            for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie.field)) }
            return Response(status: .seeOther, headers: headers)
        case .done:
            return Response(status: .noContent)
        case .file(let name, let contentType, let bytes):
            return Response(
                status: .ok,
                headers: [.contentType: contentType, .contentDisposition: "attachment; filename=\"\(name)\""],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        case .picture(let contentType, let bytes):
            return Response(
                status: .ok, headers: [.contentType: contentType, .contentDisposition: "inline"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        case .asset(let asset):
            return Response(
                status: .ok,
                headers: [.contentType: asset.contentType, .cacheControl: "public, max-age=31536000, immutable"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
        }
    }

    private func chrome(for page: PageRequest, _ title: String) async throws -> Chrome {
        guard let session = page.session else {
            return Chrome(for: page, tabTitle: title, personName: nil, custody: nil)
        }
        let words = page.words
        let (name, custody) = try await page.node.inspect { access in
            (access.directory.name(ofUser: session.person), try CustodyBar.read(access, words))
        }
        return Chrome(for: page, tabTitle: title, personName: name, custody: custody)
    }

    private func html(_ text: String, _ status: HTTPResponse.Status, _ language: Language) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .contentLanguage: language.rawValue],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// Somebody whose pages are locked is led to the PIN; everything else is said in words.
    private func refusal(_ failure: PageFailure, to request: Request, _ language: Language) async -> Response {
        if failure == .locked, request.method != .post {
            return Response(status: .seeOther, headers: [.location: "/people"])
        }
        let words = PageWords.words(in: language)
        // Nobody was asked who they are: this page is the same for everybody.
        let page = PageRequest(
            console: console, route: .get("", for: .anyone) { _ in .done }, words: words, parameters: [:],
            query: FormInput(), form: FormInput(), browser: nil, session: nil, path: "/")
        let title = words.text(failure.wordKey + ".title")
        let chrome = Chrome(for: page, tabTitle: title, personName: nil, custody: nil)
        var reference: String?
        if case .fault(let number) = failure { reference = number }
        let content = FailureContent(
            heading: title, text: words.text(failure.wordKey + ".text", ["limit": PageResponder.filesLimitText]),
            reference: reference,
            leadsHome: ![.closed, .wrongHost].contains(failure))
        return html(
            console.templates.page(
                failure == .closed ? "closed" : "failure", content, in: chrome, language: language),
            failure.status, language)
    }

    /// The reader learns a number; the log has it with the kind of error. What the error says may hold names.
    private func fault(_ error: any Error, at path: String) -> PageFailure {
        let number = String(UInt32.random(in: .min ... .max), radix: 16)
        console.logger.error(
            "page failed",
            metadata: [
                "path": "\(path)", "reference": "\(number)", "type": "\(String(reflecting: type(of: error)))",
            ])
        console.logger.debug("page failed", metadata: ["reference": "\(number)", "error": "\(error)"])
        return .fault(reference: number)
    }
}

/// What an error page says.
private struct FailureContent: Sendable {
    let heading: String
    let text: String
    let reference: String?
    let leadsHome: Bool
}
