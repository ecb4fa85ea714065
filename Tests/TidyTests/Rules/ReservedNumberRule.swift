/// The numbers that the specification reserves are reserved in the `.proto` files, so that no field can take one (I32).
enum ReservedNumberRule {
    private static let reserved = [
        (file: "SyncProtocol/v1/exchange.proto", message: "ExchangeRequest", numbers: "7"),
        (file: "SyncProtocol/v1/exchange.proto", message: "ExchangeResponse", numbers: "9"),
        (file: "SyncProtocol/v1/exchange.proto", message: "LogEntry", numbers: "3, 4"),
        (file: "SyncProtocol/v1/enrolment.proto", message: "EnrolmentResponse", numbers: "9"),
    ]

    static func findings(in files: [SourceFile]) -> [Finding] {
        reserved.compactMap { entry in
            let lines = files.first { $0.path == entry.file }?.lines ?? []
            guard let start = lines.firstIndex(of: "message \(entry.message) {") else {
                return Finding(path: entry.file, line: 1, message: "has no message \(entry.message)")
            }
            let body = lines[start...].prefix { $0 != "}" }
            return body.contains { $0.trimmed == "reserved \(entry.numbers);" }
                ? nil
                : Finding(
                    path: entry.file, line: start + 1,
                    message: "\(entry.message) does not reserve \(entry.numbers) any more")
        }
    }
}
