public import Foundation
public import Replication

/// Turns a county's list of areas (`code,name,parent`) into directory changes.
///
/// `parent` is the code of the area above, in the file or in the directory, in any order. An area is known by its code:
/// a second import adds nothing, and a recorded area is never renamed by a list, because codes are re-issued
/// (FAILURES.md F5). Towns and villages each get a scope for their records; its number is random and never follows from
/// the code.
public struct AreaRegister<Codec: ChangeCodec> {
    /// What a list adds.
    public struct Plan: Sendable {
        /// Changes of the directory, in units of a size that travels.
        public internal(set) var units: [[ChangeDraft]] = []
        public internal(set) var areas: [(line: Int, id: RecordID, code: String, name: String)] = []
        public internal(set) var scopes: [(number: ScopeID, area: RecordID)] = []
        /// Lines whose area the directory has.
        public internal(set) var present = 0
    }

    private struct Line {
        let line: Int
        let code: String
        let name: String
        let parent: String?
    }

    private let draft: DirectoryDraft<Codec>
    private let directory: DirectoryView
    private let environment: NodeEnvironment

    public init(draft: DirectoryDraft<Codec>, directory: DirectoryView, environment: NodeEnvironment) {
        self.draft = draft
        self.directory = directory
        self.environment = environment
    }

    /// Reads a list. Throws `CaseWorkError` for a file that is none, `.importRefused` with every problem found.
    public func plan(_ bytes: Data) throws -> Plan {
        let lines = try read(bytes)
        var plan = Plan()
        var problems: [ImportProblem] = []
        var lineOf: [String: Int] = [:]
        var ids: [String: RecordID] = [:]
        for area in directory.areas {
            if let code = area.code { ids[code] = area.id }
        }
        for line in lines {
            if let before = lineOf.updateValue(line.line, forKey: line.code) {
                problems.append(
                    ImportProblem(line.line, "code", "import.area_twice", ["code": line.code, "line": "\(before)"]))
            } else if ids[line.code] == nil {
                ids[line.code] = environment.newRecordID()
            }
        }
        var drafts: [ChangeDraft] = []
        for line in lines {
            if let parent = line.parent, ids[parent] == nil {
                problems.append(ImportProblem(line.line, "parent", "import.area_parent_unknown", ["code": parent]))
                continue
            }
            guard let id = ids[line.code] else { continue }
            if let known = directory.area(id) {
                plan.present += 1
                if known.name != line.name {
                    problems.append(
                        ImportProblem(
                            line.line, "name", "import.area_differs", ["code": line.code, "name": known.name]))
                }
            } else {
                plan.areas.append((line.line, id, line.code, line.name))
                drafts.append(
                    draft.area(id, code: line.code, name: line.name, parent: line.parent.flatMap { ids[$0] }))
            }
            if let purpose = Self.purpose(ofCode: line.code), directory.scope(ofArea: id) == nil {
                let number = newScope()
                plan.scopes.append((number, id))
                drafts.append(draft.scope(environment.newRecordID(), number: number, area: id, purpose: purpose))
            }
        }
        guard problems.isEmpty else { throw CaseWorkError.importRefused(problems.sorted { $0.line < $1.line }) }
        for start in stride(from: 0, to: drafts.count, by: Limits.changesPerUnit) {
            plan.units.append(Array(drafts[start..<min(start + Limits.changesPerUnit, drafts.count)]))
        }
        return plan
    }

    private func read(_ bytes: Data) throws -> [Line] {
        let table = try ListTable(bytes)
        let names = [
            ["code", "区划代码", "代码", "Area code"], ["name", "区域名称", "名称", "Name"],
            ["parent", "上级区域", "上级区划代码", "上级代码", "Parent area"],
        ]
        var columns: [Int?] = [nil, nil, nil]
        for (index, header) in table.header.enumerated() {
            guard let column = names.firstIndex(where: { $0.contains(header) }) else {
                throw CaseWorkError.columnUnknown(header, known: names.map { $0[0] })
            }
            guard columns[column] == nil else { throw CaseWorkError.columnTwice(header) }
            columns[column] = index
        }
        for column in 0..<2 where columns[column] == nil {
            throw CaseWorkError.columnMissing(.verbatim(names[column][0]))
        }
        var problems = table.problems
        let lines = table.rows.compactMap { row -> Line? in
            func cell(_ column: Int) -> String? {
                columns[column].flatMap { row.cells[$0] }
            }
            guard let code = cell(0) else {
                problems.append(ImportProblem(row.line, "code", "import.area_code_missing"))
                return nil
            }
            guard let name = cell(1) else {
                problems.append(ImportProblem(row.line, "name", "import.area_name_missing"))
                return nil
            }
            return Line(line: row.line, code: code, name: name, parent: cell(2))
        }
        guard problems.isEmpty else { throw CaseWorkError.importRefused(problems) }
        return lines
    }

    /// Six digits name the county, three more the town, three more the village; three zeros stand for none.
    ///
    /// Source: DOMAIN.md section 2.5.
    private static func purpose(ofCode code: String) -> String? {
        let town = code.dropFirst(6).prefix(3)
        let village = code.dropFirst(9).prefix(3)
        if village.count == 3, village != "000" { return "village" }
        return town.count == 3 && town != "000" ? "township" : nil
    }

    private func newScope() -> ScopeID {
        while true {
            let number = environment.random()
            // The first thousand are kept for scopes that the program itself names, such as the directory.
            if number >= 1000, !directory.scopes.contains(where: { $0.number.rawValue == number }) {
                return ScopeID(rawValue: number)
            }
        }
    }
}
