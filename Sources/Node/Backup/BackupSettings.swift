/// Where a node's nightly copies go, when, and how many are kept; in `node.json` under `backup`.
public struct BackupSettings: Hashable, Sendable {
    /// A folder on another disk, by its full path; it is never made, so that a disk which is not there is noticed.
    public var folder: String
    /// Time of day in Asia/Shanghai, as `02:30`. A machine that is off then makes its copy when it starts.
    public var time: String
    /// How many verified copies of this node stay.
    public var keep: Int

    /// Nothing is checked; `check()` does that.
    public init(
        folder: String, time: String = BackupSettings.standardTime, keep: Int = BackupSettings.standardKeep
    ) {
        self.folder = folder
        self.time = time
        self.keep = keep
    }

    /// When nobody works, after the evening's syncs.
    public static let standardTime = "02:30"
    /// Two weeks: a damage that is found after a holiday still has a copy from before it.
    public static let standardKeep = 14
    /// Three years of nights; more is a slip of the finger.
    public static let keepMax = 1100

    /// Throws `NodeError.settings` or `.schedule` naming the value that cannot be used.
    public func check() throws {
        guard folder.hasPrefix("/") else {
            throw NodeError.settings(path: "backup.folder", problem: "\(folder) is not a full path: write it as /…")
        }
        guard (1...BackupSettings.keepMax).contains(keep) else {
            throw NodeError.settings(
                path: "backup.keep", problem: "\(keep) is not within 1–\(BackupSettings.keepMax)")
        }
        _ = try schedule()
    }

    func schedule() throws(NodeError) -> DailySchedule { try DailySchedule(times: [time]) }
}

extension BackupSettings: Codable {
    private enum CodingKeys: String, CodingKey {
        case folder, time, keep
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            folder: try values.decode(String.self, forKey: .folder),
            time: try values.decodeIfPresent(String.self, forKey: .time) ?? BackupSettings.standardTime,
            keep: try values.decodeIfPresent(Int.self, forKey: .keep) ?? BackupSettings.standardKeep)
    }
}
