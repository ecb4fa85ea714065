import Replication

/// How an addition of the county stands on one day.
public enum CountyStanding: Hashable, Sendable {
    /// Forms ask it, or offer it.
    case inEffect
    /// Its first day is still to come.
    case notYet
    /// It was asked once: what was written stays readable.
    case ended
    /// It makes no part of the catalog; its record is kept and travels on.
    case ignored(CountyRefusal)

    /// From its first day on, up to the day of its end and without that day. A machine that does not know what day it
    /// is takes everything to be in effect.
    init(from: CivilDate?, until: CivilDate?, on today: CivilDate?) {
        guard let today else {
            self = .inEffect
            return
        }
        if let until, today >= until {
            self = .ended
        } else if let from, today < from {
            self = .notYet
        } else {
            self = .inEffect
        }
    }

    /// A short stable name, for programs.
    public var word: String {
        switch self {
        case .inEffect: "in_effect"
        case .notYet: "not_yet"
        case .ended: "ended"
        case .ignored: "ignored"
        }
    }

    /// The words for people.
    public var label: Label {
        switch self {
        case .inEffect: Label("使用中", "in use")
        case .notYet: Label("未到启用日期", "not yet in use")
        case .ended: Label("已停用", "ended")
        case .ignored(let why): Label("不起作用：\(why.label.zhHans)", "without effect: \(why.label.en)")
        }
    }
}
