import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import Replication

/// 附件: attaches a signed scan, a photograph or a recording to a record, and shows those that are attached.
enum FilePage {
    private struct Content: Sendable {
        let which: String
        let action: String
        let backHref: String
        let accepted: String
        let files: [FileLine]
        let hasFiles: Bool
        let note: String
        let problem: String?
    }

    static let routes: [PageRoute] = [
        .get("/record/:scope/:kind/:id/attach") { request in try await form(request) },
        .post("/record/:scope/:kind/:id/attach", takesFile: true) { request in
            let (key, input) = (try request.recordKey, request.form)
            do {
                try await request.node.inspect { try $0.demandWritable(key.scope) }
                guard let file = input.file("form_file") else { throw CaseWorkError.fileMissing }
                let attachment = try await request.node.keep(file)
                try await request.node.record(as: try request.person) { access, writing in
                    try access.demandWritable(key.scope)
                    _ = try writing.attach(attachment, to: key, note: input["form_note"])
                }
                return .see(PagePath.fields(key) + "?saved=1")
            } catch let error as CaseWorkError where error != .recordNotFound(key.id.description) {
                return try await form(request, error: error)
            }
        },
        .get("/record/:scope/:kind/:id/file/:sha256") { request in
            let (file, content) = try await content(request)
            guard let form = file.form, form == FileForm(of: content) else {
                return .file(name: "file.bin", contentType: "application/octet-stream", bytes: content)
            }
            guard form.isShownByBrowsers else {
                return .file(name: "file.\(form.fileExtension)", contentType: form.mediaType, bytes: content)
            }
            return try await picture(of: file, request)
        },
        .get("/record/:scope/:kind/:id/file/:sha256/content") { request in
            let (_, content) = try await content(request)
            guard let form = FileForm(of: content), form.isShownByBrowsers else { throw PageFailure.notFound }
            return .picture(contentType: form.mediaType, bytes: content)
        },
        .post("/record/:scope/:kind/:id/file/:sha256/fetch") { request in
            let file = try await file(request)
            try await request.node.wish(for: file.attachment.sha256)
            return .see(PagePath.fields(try request.recordKey))
        },
    ]

    private struct Picture: Sendable {
        let which: String
        let backHref: String
        let source: String
        let alternative: String
    }

    /// A page with the picture, and the way back.
    private static func picture(of file: AttachedFile, _ request: PageRequest) async throws -> PageAnswer {
        let (key, words) = (try request.recordKey, request.words)
        let which = try await request.node.inspect { access in
            try ShownValues(access, words).which(key)
        }
        return .page(
            template: "picture", title: words.text("file.picture"),
            content: Picture(
                which: which, backHref: PagePath.fields(key),
                source: PagePath.file(file.attachment.sha256, of: key) + "/content",
                alternative: words.text("file.picture") + " " + which))
    }

    /// The file that the path names, and its content. Throws `PageFailure.notFound` where it is not here.
    private static func content(_ request: PageRequest) async throws -> (AttachedFile, [UInt8]) {
        let file = try await file(request)
        guard let content = try await request.node.content(of: file.attachment.sha256) else {
            throw PageFailure.notFound
        }
        return (file, content)
    }

    /// The file that the path names, where the record has one of that hash: who knows a hash alone gets nothing.
    private static func file(_ request: PageRequest) async throws -> AttachedFile {
        let key = try request.recordKey
        guard let hash = request.parameters["sha256"].flatMap({ Hash($0) }) else { throw PageFailure.notFound }
        let files = try await request.node.inspect { try $0.files(of: $0.reading.record(key)) }
        guard let file = files.first(where: { $0.attachment.sha256 == hash }) else { throw PageFailure.notFound }
        return file
    }

    private static func form(_ request: PageRequest, error: CaseWorkError? = nil) async throws -> PageAnswer {
        let (key, words, input) = (try request.recordKey, request.words, request.form)
        let hasUpstream = request.node.facts.hasUpstream
        let content = try await request.node.inspect { access in
            let view = try access.reading.record(key)
            guard access.takesFiles(key.kind) else { throw PageFailure.notFound }
            let files = try access.files(of: view).map { FileLine($0, of: key, hasUpstream: hasUpstream, words) }
            return Content(
                which: try ShownValues(access, words).which(key),
                action: PagePath.attaching(to: key), backHref: PagePath.record(key),
                accepted: FileForm.allCases.map { $0.mediaType }.joined(separator: ","), files: files,
                hasFiles: !files.isEmpty, note: input["form_note"] ?? "",
                problem: error?.message(in: words.language))
        }
        return .page(
            template: "attach", title: words.text("file.attach"), content: content,
            status: error == nil ? .ok : .unprocessableContent)
    }
}
