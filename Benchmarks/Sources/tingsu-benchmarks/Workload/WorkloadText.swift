/// Writes the names and sentences of the workload.
enum WorkloadText {
    static func name(_ stream: inout LabelledStream) -> String {
        let short = stream.pick(WordStock.surnames) + stream.pick(WordStock.given)
        return stream.permille(650) ? short + stream.pick(WordStock.given) : short
    }

    /// One sentence with its places filled.
    static func sentence(_ shape: String, _ stream: inout LabelledStream, _ parties: (String, String)) -> String {
        var text = ""
        var rest = shape[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open]
            switch rest[rest.index(after: open)..<close] {
            case "a": text += parties.0
            case "b": text += parties.1
            case "w": text += stream.pick(WordStock.nouns)
            case "v": text += stream.pick(WordStock.verbs)
            case "f": text += stream.pick(WordStock.feelings)
            case "d": text += stream.pick(WordStock.degrees)
            default: text += String(2 + stream.below(58))
            }
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    static func step(_ stream: inout LabelledStream, _ parties: (String, String)) -> String {
        sentence(stream.pick(WordStock.steps), &stream, parties)
    }

    /// A sentence without the punctuation at its end.
    static func note(_ stream: inout LabelledStream, _ parties: (String, String)) -> String {
        var text = sentence(stream.pick(WordStock.sentences), &stream, parties)
        while let last = text.last, "，；。".contains(last) { text.removeLast() }
        return text
    }

    /// From 80 to 300 Chinese characters.
    static func narrative(_ stream: inout LabelledStream, _ parties: (String, String)) -> String {
        let length = 80 + stream.below(221)
        var text = ""
        while text.count < length { text += sentence(stream.pick(WordStock.sentences), &stream, parties) }
        return text.prefix(length - 1) + "。"
    }
}
