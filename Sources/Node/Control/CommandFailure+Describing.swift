import CaseExport
import CaseFile
import CaseWork
import Identity
import PeerServer
import PeerTransport
import ReplicaStore
import Replication
import WireProtocol

extension CommandFailure {
    /// Puts any error of the layers below into the one form that people and scripts get.
    ///
    /// What a person can mend keeps its own sentence; what is not known here is a fault and shows its own text, so that
    /// it can be reported.
    public static func describing(_ error: any Error) -> CommandFailure { CommandFailure(describing: error) }

    /// As `describing`.
    init(describing error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as CaseWorkError:
            self.init(
                kind: error.failureKind, code: error.code, zhHans: error.message(in: .zhHans),
                en: error.message(in: .en))
        case let error as ReportError:
            self.init(kind: .badInput, code: "report", zhHans: error.label.zhHans, en: error.label.en)
        case let error as NodeError: self = CommandFailure(node: error)
        case let problem as BackupProblem: self = problem.failure
        case let problem as RestoreProblem: self = problem.failure
        case let trouble as BundleTrouble: self = trouble.failure
        case let trouble as ExportTrouble: self.init(trouble.failureKind, trouble.code, trouble.sentence)
        case let refusal as ExportRefusal: self.init(refusal.failureKind, refusal.code, refusal.sentence)
        case let failure as SyncFailure: self = CommandFailure(sync: failure)
        case let error as ReplicationError: self.init(.badInput, "unit", "\(error)")
        case let error as DocumentError: self.init(.badInput, "document", "\(error)")
        case let body as ErrorBody: self.init(.notAllowed, body.code, body.message)
        case StoreError.alreadyOpen(let path):
            self.init(
                kind: .busy, code: "store-busy", zhHans: "另一个程序正在使用 \(path)：请用正在运行的那个，或先停掉它",
                en: "another process has \(path) open: use the running one, or stop it first")
        case StoreError.newerStore(let found, let known):
            self.init(
                kind: .notAllowed, code: "store-newer",
                zhHans: "数据是更新版本的程序写的（格式 \(found)，本程序只认到 \(known)）：什么都没有改动，请安装新版本",
                en:
                    "a newer program wrote the data (format \(found), this one knows up to \(known)): nothing was changed, "
                    + "install the newer version")
        case let error as StoreError where error.isDiskFull: self.init(.fault, "disk-full", words: "disk.full")
        case let error as StoreError where error.isReadOnly:
            self.init(.fault, "disk-read-only", words: "disk.read_only")
        case let error as StoreError: self.init(.fault, "store", "\(error)")
        case let error as StorageCorruption:
            self.init(
                kind: .fault, code: "store-damaged",
                zhHans: Words(.zhHans).text("store.damaged", ["detail": error.detail]),
                en: Words(.en).text("store.damaged", ["detail": error.detail]))
        case let error as CredentialsError: self.init(.fault, "credentials", "\(error)")
        case let error as PeerServerError: self.init(.fault, "server", "\(error)")
        default: self.init(.fault, "fault", "\(error)")
        }
    }

    private init(_ kind: Kind, _ code: String, _ sentence: String) {
        self.init(kind: kind, code: code, zhHans: sentence, en: sentence)
    }

    private init(_ kind: Kind, _ code: String, _ sentence: ExportSentence) {
        self.init(kind: kind, code: code, zhHans: sentence.zhHans, en: sentence.en)
    }

    private init(_ kind: Kind, _ code: String, words key: String) {
        self.init(kind: kind, code: code, zhHans: Words(.zhHans).text(key), en: Words(.en).text(key))
    }

    private init(sync failure: SyncFailure) {
        func sentence(_ language: Language) -> String {
            Words(language).text("sync.failed", ["reason": failure.sentence(in: language)])
        }
        self.init(
            kind: failure.isTransient ? .line : .notAllowed, code: failure.code, zhHans: sentence(.zhHans),
            en: sentence(.en))
    }

    private init(node error: NodeError) {
        switch error {
        case .sync(let failure): self.init(sync: failure)
        case .notSetUp(let folder):
            self.init(
                kind: .notFound, code: "not-set-up",
                zhHans: "\(folder) 里还没有节点：先运行 tingsu setup，或用 --data 指定别的文件夹", en: "\(error)")
        case .alreadySetUp(let folder):
            self.init(
                kind: .badInput, code: "already-set-up", zhHans: "\(folder) 里已有节点：请用 --data 指定一个空文件夹",
                en: "\(error)")
        case .noUpstream:
            self.init(kind: .notAllowed, code: "no-upstream", zhHans: "本机没有上级，不需要同步", en: "\(error)")
        case .wrongRole: self.init(kind: .notAllowed, code: "wrong-role", zhHans: "此事须在县中心办理", en: "\(error)")
        case .settings: self.init(.badInput, "settings", "\(error)")
        case .proxy(let problem):
            self.init(
                kind: .badInput, code: "proxy",
                zhHans: "代理服务器的地址不能用（\(problem)）：请写成 http://10.1.1.1:8080", en: "\(error)")
        case .schedule: self.init(.badInput, "schedule", "\(error)")
        }
    }
}

extension ExportTrouble {
    fileprivate var failureKind: CommandFailure.Kind {
        switch self {
        case .exists: .badInput
        case .missingFolder, .lost: .notFound
        case .full, .failed: .fault
        }
    }

    fileprivate var code: String {
        switch self {
        case .exists: "export-exists"
        case .missingFolder: "export-folder-missing"
        case .lost: "export-file-lost"
        case .full: "export-disk-full"
        case .failed: "export-failed"
        }
    }
}

extension ExportRefusal {
    fileprivate var failureKind: CommandFailure.Kind {
        switch self {
        case .folderMissing: .notFound
        case .notAnExport, .badFingerprint: .badInput
        case .tooNew: .notAllowed
        }
    }

    fileprivate var code: String {
        switch self {
        case .folderMissing: "export-folder-missing"
        case .notAnExport: "not-an-export"
        case .tooNew: "export-too-new"
        case .badFingerprint: "bad-fingerprint"
        }
    }
}

extension CaseWorkError {
    fileprivate var failureKind: CommandFailure.Kind {
        switch self {
        case .recordNotFound, .unknownName, .readingNotFound, .handoverMissing: .notFound
        case .fieldDisputed, .movedAway, .handoverOpen: .conflict
        case .noWritableScope, .scopeNotWritable, .restrictedScopeMissing, .onlyAtTheCenter: .notAllowed
        default: .badInput
        }
    }

    fileprivate var code: String {
        switch self {
        case .noWritableScope: "no-scope"
        case .scopeMissing: "area-missing"
        case .scopeNotWritable: "scope-not-writable"
        case .restrictedScopeMissing: "restricted-scope"
        case .recordsOfOneName: "record-ambiguous"
        case .movedAway: "moved-away"
        case .handoverOpen: "handover-open"
        case .handoverMissing: "handover-missing"
        default: "case-work"
        }
    }
}
