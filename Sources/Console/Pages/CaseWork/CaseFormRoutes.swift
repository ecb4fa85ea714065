import CaseFile
import CaseWork
import Hummingbird
import Replication

extension PageRoute {
    /// A page of a case with one form that is sent to the page itself: it is shown, taken, and where something is wrong shown
    /// again as it was filled in.
    ///
    /// `name` is the end of its path, `/case/:scope/:id/NAME`, and its template.
    static func caseForm<Content: Sendable>(
        _ name: String, title: String,
        write: @escaping @Sendable (RecordKey, FormInput, PageAccess, inout PageWriting) throws -> Void,
        show: @escaping @Sendable (RecordKey, WorkFields, SavedNotice?) throws -> Content
    ) -> [PageRoute] {
        @Sendable func shown(
            _ request: PageRequest, _ input: FormInput, _ error: CaseWorkError?
        ) async throws -> PageAnswer {
            let (key, words, query) = (try request.recordKey(CaseSchema.recordKind), request.words, request.query)
            let content = try await request.node.inspect { access in
                try show(key, WorkFields(input, access, words, error: error), SavedNotice(query))
            }
            return .page(
                template: name, title: words.text(title), content: content,
                status: error == nil ? .ok : .unprocessableContent)
        }
        let path = "/case/:scope/:id/\(name)"
        return [
            .get(path) { request in try await shown(request, FormInput(), nil) },
            .post(path) { request in
                let (key, input, person) = (
                    try request.recordKey(CaseSchema.recordKind), request.form, try request.person
                )
                do {
                    try await request.node.record(as: person) { access, writing in
                        try write(key, input, access, &writing)
                    }
                    return .see("\(PagePath.case(key))/\(name)?saved=1")
                } catch let error as CaseWorkError where error != .recordNotFound(key.id.description) {
                    return try await shown(request, input, error)
                }
            },
        ]
    }
}
