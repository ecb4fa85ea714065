import Foundation
import FoundationXML

/// Reads one XML part of a workbook, element by element: a sheet may be larger than what should be held as a tree.
///
/// No entity is ever fetched or unfolded: a part that declares a document type is refused, as the format has none
/// (ECMA-376 part 2, section 6.2.5).
final class XMLPart: NSObject, XMLParserDelegate {
    /// Called with the local name and the attributes.
    var start: (String, [String: String]) -> Void = { _, _ in }
    /// Called with the local name and the text that stood in it outside other elements.
    var end: (String, String) -> Void = { _, _ in }
    /// Set by `stop`: what ended the reading.
    private var stopped: WorkbookReadError?
    private var texts: [String] = []
    private weak var parser: XMLParser?

    /// Elements within each other; the format needs about ten.
    private static let depthMax = 64

    /// Reads a part to its end. Throws `WorkbookReadError`.
    func read(_ data: Data, part: String) throws(WorkbookReadError) {
        let text = try XMLPart.text(data, part: part)
        guard text.range(of: Data("<!DOCTYPE".utf8)) == nil else {
            throw .damaged(part: part, reason: "declares a document type")
        }
        let parser = XMLParser(data: text)
        parser.shouldProcessNamespaces = true
        parser.shouldResolveExternalEntities = false
        parser.delegate = self
        self.parser = parser
        let isWhole = parser.parse()
        if let stopped { throw stopped }
        guard isWhole else {
            let code = (parser.parserError as NSError?)?.code ?? 0
            throw .damaged(part: part, reason: "XML error \(code), line \(parser.lineNumber)")
        }
    }

    /// The part in UTF-8 and without the declaration that may say another encoding.
    ///
    /// A part is in UTF-8 or UTF-16 (ECMA-376 part 2, section 6.2.5). The parser would go on in a third encoding behind bytes
    /// that are neither, and trap over a name that is no text.
    private static func text(_ data: Data, part: String) throws(WorkbookReadError) -> Data {
        let isUTF16 = data.starts(with: [0xFE, 0xFF]) || data.starts(with: [0xFF, 0xFE])
        guard let text = String(data: data, encoding: isUTF16 ? .utf16 : .utf8) else {
            throw .damaged(part: part, reason: "is no text in UTF-8 or UTF-16")
        }
        // By bytes: what stands for one character to people, such as a line's end, may be two of the format's.
        var bytes = isUTF16 ? Data(text.utf8) : data
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        if bytes.starts(with: Data("<?xml".utf8)), let end = bytes.range(of: Data("?>".utf8)) {
            bytes = bytes[end.upperBound...]
        }
        return Data(bytes)
    }

    /// Ends the reading with a reason.
    func stop(_ error: WorkbookReadError) {
        if stopped == nil { stopped = error }
        parser?.abortParsing()
    }

    func parser(
        _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        guard stopped == nil else { return }
        texts.append("")
        guard texts.count <= XMLPart.depthMax else {
            return stop(.damaged(part: elementName, reason: "more than \(XMLPart.depthMax) elements within each other"))
        }
        start(elementName, attributes)
    }

    func parser(
        _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?
    ) {
        guard stopped == nil else { return }
        end(elementName, texts.popLast() ?? "")
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        guard stopped == nil, !texts.isEmpty else { return }
        texts[texts.count - 1] += string
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        self.parser(parser, foundCharacters: String(decoding: block, as: UTF8.self))
    }
}

extension [String: String] {
    /// An attribute by its local name: some programs write a prefix before it.
    subscript(local name: String) -> String? {
        if let value = self[name] { return value }
        return first { $0.key.hasSuffix(":" + name) }?.value
    }
}
