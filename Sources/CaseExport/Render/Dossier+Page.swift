import CaseFile
import CaseStore
import CaseWork
import Mustache

extension Dossier {
    static var pagePath: String { ExportedCase.pagePath }

    /// The whole case on one page to read and to print on A4, its catalogue first; all in one file. Throws where the
    /// template cannot be read.
    func page() throws -> [UInt8] {
        let words = ExportWords.words(in: language)
        let template = try MustacheTemplate(
            string: String(decoding: PackageResources.dossier_mustache, as: UTF8.self))
        let content = try DossierContent(self, words)
        return Array(
            template.render(["d": content, "w": ExportWords.templateWords(words)] as [String: any Sendable]).utf8)
    }
}
