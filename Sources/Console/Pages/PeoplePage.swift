import CaseWork
import Replication

/// Who is it? The people of this machine.
enum PeoplePage {
    private struct Content: Sendable {
        struct Person: Sendable {
            let href: String
            let name: String
            let area: String
        }

        let people: [Person]
        let isEmpty: Bool
    }

    static let routes: [PageRoute] = [
        .get("/people", for: .browser) { request in
            if request.session != nil { return .see("/") }
            let people = try await request.node.inspect { access in
                access.people.map { user in
                    Content.Person(
                        href: "/people/\(user.id)", name: user.name,
                        area: user.area.map { access.directory.path(ofArea: $0) } ?? "")
                }
            }
            return .page(
                template: "choose-name", title: request.words.text("people.title"),
                content: Content(people: people, isEmpty: people.isEmpty))
        }
    ]
}

extension PageRequest {
    /// The person of this machine whom the path names. Throws `PageFailure.notFound`.
    func personOfMachine() async throws -> (id: RecordID, name: String) {
        guard let id = parameters["person"].flatMap({ RecordID($0) }) else { throw PageFailure.notFound }
        let name = try await node.inspect { access in access.people.first { $0.id == id }?.name }
        guard let name else { throw PageFailure.notFound }
        return (id, name)
    }
}
