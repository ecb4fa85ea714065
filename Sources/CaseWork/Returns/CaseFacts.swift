import Replication

/// What the returns say of one case, read from its case file: plain values with the ids of their records.
///
/// Neither feelings, nor what a visit heard, nor any register that is `restricted` is among them; records of restricted
/// scopes are not read.
struct CaseFacts: Hashable, Sendable {
    /// Where the case is handled.
    enum Level: Int, Hashable, Sendable, CaseIterable {
        case county
        case township
        case village
    }

    /// A word of a code table.
    struct Coded: Hashable, Sendable {
        let code: String
        let label: String
    }

    /// Somebody in the case.
    struct Party: Hashable, Sendable {
        let side: String
        let name: String
        let sex: String
        let identity: String
        let phone: String
        let address: String
        let category: String
    }

    /// A record with its day.
    struct Dated: Hashable, Sendable {
        let record: String
        let on: CivilDate
        var text = ""
    }

    let source: Report.Source
    var level = Level.village
    var township = ""
    var village = ""
    var areaPath = ""
    var code = ""
    var title = ""
    var origin: Coded?
    /// First received (首接时间), else first recorded.
    let received: CivilDate
    /// When its record was made, by its machine's clock.
    var recordedOn: CivilDate?
    var receiver = ""
    var petitionNumber = ""
    var occurredOn: CivilDate?
    var place = ""
    var category: Coded?
    var scale: Coded?
    var people: Int64?
    /// 分.
    var amount: Int64?
    var eventLevel = ""
    var isWarned = false
    var risk: Coded?
    var isBacklog = false
    var summary = ""
    var lead = ""
    var responsibleOrganisation = ""
    var responsible = ""
    var stage: Coded?
    var nextStep = ""
    var nextDate: CivilDate?
    var parties: [Party] = []
    var demands: [String] = []
    /// Visits that began.
    var visits: [Dated] = []
    /// Working methods of the visits, each once.
    var methods: [String] = []
    var agreementKinds: [String] = []
    var agreedOn: CivilDate?
    var hasAgreement = false
    var isConfirmed = false
    var milestones = 0
    var milestonesDone = 0
    var followUps: [Dated] = []
    /// Follow-ups that say how satisfied somebody is.
    var satisfactions: [Dated] = []
    var supervisions: [Dated] = []
    var clearances: [Dated] = []
    /// What is open by order from above or by a meeting, with its day.
    var openDues: [CivilDate] = []
    var resolvedOn: CivilDate?
    var resolution = ""
    var outcome = ""
    var procedurallyEndedOn: CivilDate?
    var procedure = ""
    /// The earliest day on which something was done about it.
    var handledOn: CivilDate?
    /// When it entered 结案, where a step says so.
    var closedOn: CivilDate?
    /// Every record that was read, the case first.
    var records: [Report.Source] = []
}

extension CaseFacts {
    /// The day on which work on it ended; nil while it goes on.
    var endedOn: CivilDate? {
        if let resolvedOn { return resolvedOn }
        return stage?.code == "closed" ? procedurallyEndedOn ?? closedOn : nil
    }

    /// Whether it was in hand on any day of the period.
    func isInHand(_ period: ReportPeriod) -> Bool {
        received <= period.last && (endedOn.map { $0 >= period.first } ?? true)
    }

    /// 重大矛盾纠纷: a major collective event, or an event of the two upper levels.
    var isMajor: Bool { scale?.code == "03" || ["01", "02"].contains(eventLevel) }

    /// 突出矛盾纠纷. No standard says which they are: those that somebody marked as grave, and those that are watched over.
    var isProminent: Bool {
        isMajor || isBacklog || isWarned || risk?.code == "red" || scale?.code == "02" || !supervisions.isEmpty
    }

    /// Whether it came by letter, visit or call, or has a petition's number.
    var isPetition: Bool { ["petition", "walk_in", "phone"].contains(origin?.code) || !petitionNumber.isEmpty }

    /// 化解时限: what is asked from above or was given to do; without that the next step's day.
    var dueOn: CivilDate? { openDues.min() ?? (endedOn == nil ? nextDate : nil) }

    /// The newest word on it.
    var satisfaction: String { satisfactions.max { ($0.on, $0.record) < ($1.on, $1.record) }?.text ?? "" }

    var recordIDs: [String] { records.map(\.record) }

    func parties(_ sides: String...) -> [Party] { parties.filter { sides.contains($0.side) } }
}
