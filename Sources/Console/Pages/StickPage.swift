import CaseFile
import CaseWork
import Hummingbird
import Replication

/// 用U盘送: makes files for a stick, and takes in those that somebody brought.
enum StickPage {
    private struct File: Sendable {
        let href: String
        let name: String
        let size: String
    }

    private struct Made: Sendable {
        let text: String
        let files: [File]
    }

    private struct Taken: Sendable {
        let text: String
        let isProblem: Bool
        let answer: Made?
    }

    private struct Content: Sendable {
        let mayMake: Bool
        let made: Made?
        let taken: [Taken]
        let hasTaken: Bool
        let outstanding: [String]
        let hasOutstanding: Bool
        let problem: String?
        let takeHint: String
        let takeLimit: String
        let bytesMax: Int
        let tooLarge: String
    }

    static let routes: [PageRoute] = [
        .get("/stick") { request in
            var set: StickSet?
            if let id = request.query["set"] { set = await request.node.stick(id) }
            return try await page(request, made: set)
        },
        .post("/stick/make") { request in
            guard request.node.facts.hasUpstream else { throw PageFailure.notFound }
            do {
                let set = try await request.node.makeStick()
                return .see("/stick?set=\(set.id)")
            } catch let refusal as ConsoleRefusal {
                return try await page(request, problem: refusal)
            }
        },
        .post("/stick/take", takesFile: true, tooLarge: .sticksTooLarge) { request in
            let files = request.form.files.filter { $0.name == "form_file" && !$0.isUntouched }.map(\.bytes)
            do {
                guard !files.isEmpty else {
                    throw ConsoleRefusal(
                        text: Label(
                            PageWords.words(in: .zhHans).text("stick.no_file"),
                            PageWords.words(in: .en).text("stick.no_file")))
                }
                return try await page(request, taken: try await request.node.takeSticks(files))
            } catch let refusal as ConsoleRefusal {
                return try await page(request, problem: refusal)
            }
        },
        .get("/stick/:set/:number") { request in
            guard let id = request.parameters["set"], let number = request.parameters["number"].flatMap({ Int($0) }),
                let set = await request.node.stick(id), set.files.indices.contains(number - 1),
                let bytes = try await request.node.stickFile(id, number - 1)
            else { throw PageFailure.notFound }
            return .file(
                name: set.files[number - 1].name, contentType: "application/octet-stream", bytes: bytes)
        },
    ]

    private static func page(
        _ request: PageRequest, made: StickSet? = nil, taken: [StickTaken] = [], problem: ConsoleRefusal? = nil
    ) async throws -> PageAnswer {
        let (words, facts) = (request.words, request.node.facts)
        let outstanding = try await request.node.outstandingSticks().map { set in
            words.text(
                "stick.outstanding_line",
                ["digits": set.digits, "time": DayText.time(set.madeAt), "count": "\(set.files)"])
        }
        let shown = taken.map { set in
            Taken(
                text: set.text.text(in: words.language), isProblem: set.isProblem,
                answer: set.answer.map { self.made($0, "stick.answer_for", words) })
        }
        let content = Content(
            mayMake: facts.hasUpstream, made: made.map { self.made($0, "stick.made_for", words) }, taken: shown,
            hasTaken: !shown.isEmpty, outstanding: outstanding, hasOutstanding: !outstanding.isEmpty,
            problem: problem?.text.text(in: words.language),
            takeHint: words.text(facts.role == .device ? "stick.take_hint_device" : "stick.take_hint"),
            takeLimit: words.text("stick.take_limit", ["limit": PageResponder.filesLimitText]),
            bytesMax: Limits.blobBytes,
            tooLarge: words.text("stick.too_large", ["limit": PageResponder.filesLimitText]))
        return .page(
            template: "stick", title: words.text("stick.title"), content: content,
            status: problem == nil ? .ok : .unprocessableContent)
    }

    private static func made(_ set: StickSet, _ key: String, _ words: Words) -> Made {
        Made(
            text: words.text(key, ["machine": set.receiver, "count": "\(set.files.count)"]),
            files: set.files.enumerated().map { index, file in
                File(
                    href: "/stick/\(set.id)/\(index + 1)", name: file.name,
                    size: Label.fileSize(UInt64(clamping: file.byteCount)).text(in: words.language))
            })
    }
}
