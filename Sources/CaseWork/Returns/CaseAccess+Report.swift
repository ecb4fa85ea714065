import CaseFile
import CaseStore
import ReplicaStore
import Replication

extension CaseAccess {
    /// The areas of this machine that a return can be about, by code and name: those that have ordinary records here, and
    /// those above them up to its own.
    public var reportAreas: [DirectoryView.Area] {
        get throws {
            let scopes = Set(try ordinaryScopes(within: nil).map(\.number))
            let areas = directory.scopes.filter { scopes.contains($0.number) }.compactMap(\.area)
            let own = isCenter ? nil : thisDevice?.area
            return directory.areas.filter { top in
                (own == nil || directory.isArea(top.id, within: own))
                    && areas.contains { directory.isArea($0, within: top.id) }
            }.sorted { ($0.code ?? "", $0.name) < ($1.code ?? "", $1.name) }
        }
    }

    /// Makes a return of what is held here.
    ///
    /// `area` is a code, a name or an id, and stands for all below it; nil is everything. Identity numbers are masked unless
    /// `reveals`. Throws `ReportError`, `CaseWorkError` for an area that nobody knows, and what the store throws.
    public func report(
        _ template: ReportTemplate, _ period: ReportPeriod, area: String? = nil, reveals: Bool = false
    ) throws -> Report {
        let top = try area.map { try directory.area(meantBy: $0) }
        let scopes = try ordinaryScopes(within: top?.id)
        if let top, scopes.isEmpty { throw ReportError.areaNotHere(top.name) }
        let reading = CaseFactsReading(access: self, scopes: Set(scopes.map(\.number)), reveals: reveals)
        let days = ReportPeriod(first: min(period.first, period.yearToDate.first), last: period.last)
        let cases = try queries.cases(in: scopes.map(\.number), limit: .max)
            .compactMap { try reading.facts(of: $0.key, within: days) }
        let content: ReportContent =
            switch template {
            case .prominent: Ledger.prominent(period).content(of: cases)
            case .events: Ledger.events(period).content(of: cases)
            case .petitions: Ledger.petitions(period).content(of: cases)
            case .township: Ledger.township(period).content(of: cases)
            case .monthly:
                MonthlyTable(period: period, headings: catalog.codeTable(.eventCategoryHeading)?.codes ?? [])
                    .content(of: cases, campaigns: try campaigns(reading, within: top?.id))
            }
        let made = ShanghaiTime(instant: now).map { "\($0.date)" } ?? ""
        let place = (top?.id ?? thisDevice?.area).map { directory.path(ofArea: $0) } ?? ""
        return Report(
            template: template.rawValue, title: template.label.zhHans,
            subtitle: [place.isEmpty ? "" : "填报单位：\(place)", "报表期：\(period.text)", "制表日期：\(made)"]
                .filter { !$0.isEmpty }.joined(separator: "　"),
            columns: content.columns, rows: content.rows, footer: "签发人：　　　　　　　　制表人：　　　　　　　　",
            notes: content.notes,
            sources: Set(content.sources).sorted { ($0.record, $0.scope) < ($1.record, $1.scope) },
            madeAt: now)
    }

    /// The scopes with ordinary records that are held here: those of a case team, of psychological notes and of
    /// whistle-blowing are in no return.
    func ordinaryScopes(within top: RecordID?) throws -> [DirectoryView.Scope] {
        let held = Set(try transaction.scopes())
        return directory.scopes.filter { scope in
            held.contains(scope.number) && ["village", "township", nil].contains(scope.purpose)
                && (top == nil || directory.isArea(scope.area, within: top))
        }.sorted { $0.number < $1.number }
    }

    private func campaigns(
        _ reading: CaseFactsReading<Codec>, within top: RecordID?
    ) throws -> [MonthlyTable.Campaign] {
        try transaction.states(in: .directory).filter { $0.key.kind == CampaignSchema.recordKind }.compactMap {
            key, _ in
            guard let record = try self.reading.merged(key), !record.isWithdrawn,
                let from = reading.date(record, CampaignSchema.from)
            else { return nil }
            let area = reading.shown(record, CampaignSchema.area).reference?.id
            if top != nil, !directory.isArea(area, within: top) { return nil }
            return MonthlyTable.Campaign(
                source: reading.source(key, name: reading.text(record, CampaignSchema.name)),
                level: directory.level(ofArea: area), from: from)
        }
    }
}
