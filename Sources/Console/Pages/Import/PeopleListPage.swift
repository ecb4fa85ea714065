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
                let scope = try access.writeScope(area: input.typed("form_area"))
                let outcome = try writing.importPeople(file, in: scope, isDryRun: ImportPage.isDryRun(input))
                return try ImportReport("people_list", outcome, access, words)
            }
        },
    ]
}
