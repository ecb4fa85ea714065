import CaseFile
import CaseWork
import Foundation
import Mustache

/// The templates of the pages in one language each, with the words of the catalogs already in place.
///
/// `[[home.due]]` in a template stands for the words under that key; a `{count}` within them becomes the value of that
/// name of the page's content. Everything is read when the program starts: a template that does not parse, or names a
/// word that is in no catalog, is found then and not on somebody's page.
struct Templates: Sendable {
    // Looked up by language; never iterated.
    private var libraries: [Language: MustacheLibrary] = [:]

    /// Reads them all. Throws `TemplateError`.
    init() throws(TemplateError) {
        for language in Language.allCases {
            let words = PageWords.words(in: language)
            var library = MustacheLibrary()
            for (name, bytes) in Templates.all {
                let source = try Templates.source(name, bytes, words)
                do {
                    try library.register(Templates.wrapped(source, name), named: name)
                    if Templates.partials.contains(name) {
                        try library.register(source, named: Templates.partialName(name))
                    }
                } catch {
                    throw .notMustache(template: name, reason: "\(error)")
                }
            }
            libraries[language] = library
        }
    }

    /// A page in its layout.
    func page(_ name: String, _ content: any Sendable, in chrome: Chrome, language: Language) -> String {
        let main = fragment(name, content, in: chrome, language: language)
        return render(Scene(chrome: chrome, main: main), "layout", language)
    }

    /// A template by itself. What the content does not have is looked for in `chrome`: the form token, for one.
    func fragment(_ name: String, _ content: any Sendable, in chrome: Chrome, language: Language) -> String {
        render(Filled(chrome: chrome, content: content), name, language)
    }

    private func render(_ filled: some Sendable, _ name: String, _ language: Language) -> String {
        libraries[language]?.render(TemplateFields.fields(of: filled) ?? filled, withTemplate: name) ?? ""
    }

    private struct Scene {
        let chrome: Chrome
        let main: String
    }

    private struct Filled {
        let chrome: Chrome
        let content: any Sendable
    }

    /// The template with words in place; a page's names are those of its content, then those of the chrome.
    private static func source(_ name: String, _ bytes: [UInt8], _ words: Words) throws(TemplateError) -> String {
        var text = ""
        var rest = String(decoding: bytes, as: UTF8.self)[...]
        while let open = rest.range(of: "[[") {
            guard let close = rest[open.upperBound...].range(of: "]]") else {
                throw .wordNotClosed(template: name, text: String(rest[open.lowerBound...].prefix(40)))
            }
            let key = String(rest[open.upperBound..<close.lowerBound])
            guard words.has(key) else { throw .unknownWord(template: name, key: key) }
            text +=
                rest[..<open.lowerBound]
                + escaped(words.text(key)).replacing("{", with: "{{").replacing("}", with: "}}")
            rest = rest[close.upperBound...]
        }
        text += rest
        // What a template names is filled where it stands.
        return partials.reduce(text) { $0.replacing("{{> \($1)}}", with: "{{> \(partialName($1))}}") }
    }

    /// A template by itself is filled with the content, and where that has no such name with the chrome.
    private static func wrapped(_ source: String, _ name: String) -> String {
        name == "layout" ? "{{#chrome}}\(source){{/chrome}}" : "{{#chrome}}{{#content}}\(source){{/content}}{{/chrome}}"
    }

    private static func partialName(_ name: String) -> String { "part/\(name)" }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
            "\"", with: "&quot;")
    }
}

/// What is wrong with a template of ours.
enum TemplateError: Error, Hashable, Sendable {
    case notMustache(template: String, reason: String)
    case unknownWord(template: String, key: String)
    case wordNotClosed(template: String, text: String)
}
