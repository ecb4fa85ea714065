import CaseFile
import CaseWork
import Foundation
import Replication

/// 导入人员名单: takes in the people and households of a village from the list that it keeps.
enum PeopleListPage {
    static let path = "/people-list"

    private static let page = ImportPage(path: path, prefix: "people_list", isLedger: false, backHref: "/find")

    static let routes: [PageRoute] = [
        .get(path) { request in
            _ = try request.person
            return try await page.show(request)
        },
        .post(path, takesFile: true) { request in
            let (input, words) = (request.form, request.words)
            return try await page.take(request) { file, access, writing in
                let area = input["form_area"].flatMap { $0.isEmpty ? nil : $0 }
                let outcome = try writing.importPeople(
                    file, in: try access.writeScope(area: area), isDryRun: input["form_do"] != "import")
                return try ImportReport("people_list", outcome, access, words)
            }
        },
    ]
}
