import CaseFile
import CaseWork

/// 同步: begins one, and tells how far it is and how it ended.
enum SyncPage {
    private struct Content: Sendable {
        let isRunning: Bool
        let isIdle: Bool
        let isFailed: Bool
        let isFinished: Bool
        let isNever: Bool
        /// One sentence about what moves or moved.
        let text: String
        let whenText: String?
        let refusedText: String?
        /// For `<progress>`; nil where nobody knows yet how much there is.
        let done: Int?
        let total: Int?
    }

    static let routes: [PageRoute] = [
        .get("/sync", keepsAwake: false) { request in
            try demandUpstream(request)
            let content = content(await request.node.syncState(), request.words)
            return .page(template: "sync", title: request.words.text("sync_page.title"), content: content)
        },
        .get("/sync/state", keepsAwake: false) { request in
            try demandUpstream(request)
            return .fragment(template: "sync-state", content: content(await request.node.syncState(), request.words))
        },
        .post("/sync") { request in
            try demandUpstream(request)
            request.node.beginSync()
            return .see("/sync")
        },
    ]

    private static func demandUpstream(_ request: PageRequest) throws(PageFailure) {
        guard request.node.facts.hasUpstream else { throw .notFound }
    }

    private static func content(_ state: ConsoleSync, _ words: Words) -> Content {
        func content(
            text: String, isRunning: Bool = false, isFailed: Bool = false, isFinished: Bool = false,
            isNever: Bool = false, at: Int64? = nil, refused: Int = 0, done: Int? = nil, total: Int? = nil
        ) -> Content {
            Content(
                isRunning: isRunning, isIdle: !isRunning, isFailed: isFailed, isFinished: isFinished, isNever: isNever,
                text: text, whenText: at.map { words.text("sync_page.when", ["time": DayText.time($0)]) },
                refusedText: refused > 0 ? words.text("sync_page.refused", ["count": "\(refused)"]) : nil, done: done,
                total: total)
        }
        switch state {
        case .never: return content(text: words.text("sync_page.never"), isNever: true)
        case .running(let counts):
            if let files = counts.filesOnTheWay {
                return content(
                    text: words.text(
                        "sync_page.files",
                        [
                            "number": "\(counts.files + 1)", "count": "\(files.count)",
                            "sent": Label.fileSize(UInt64(files.bytesSent)).text(in: words.language),
                            "size": Label.fileSize(UInt64(files.bytes)).text(in: words.language),
                        ]), isRunning: true, done: files.bytesSent, total: files.bytes)
            }
            let (done, total) = (counts.sent + counts.received, counts.toSend + counts.toReceive)
            let isKnown = total > 0
            return content(
                text: words.text(
                    isKnown ? "sync_page.running" : "sync_page.connecting",
                    ["sent": "\(counts.sent)", "received": "\(counts.received)"]),
                isRunning: true, done: isKnown ? done : nil, total: isKnown ? done + total : nil)
        case .finished(let at, let counts, let refused):
            let text = counts.map { counts in
                words.text("sync_page.finished_counts", ["sent": "\(counts.sent)", "received": "\(counts.received)"])
                    + (counts.files == 0 ? "" : words.text("sync_page.finished_files", ["count": "\(counts.files)"]))
            }
            return content(
                text: text ?? words.text("sync_page.finished"), isFinished: true, at: at, refused: refused)
        case .failed(let at, let reason):
            return content(text: reason.text(in: words.language), isFailed: true, at: at)
        }
    }
}
