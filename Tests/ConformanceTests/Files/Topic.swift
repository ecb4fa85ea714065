import CaseFile

/// What a vector file is about; its raw value is the file's name.
///
/// A topic is a function from a case's input to its outcome. The production code answers it here, the client in
/// `Tests/Interoperability` answers it from the specification, and the file says what both must answer.
enum Topic: String, CaseIterable, Sendable {
    case keys
    case changeIDs = "change-ids"
    case geneses
    case chains
    case headSignatures = "head-signatures"
    case vectors
    case vectorOrders = "vector-orders"
    case coverage
    case values
    case valueEquality = "value-equality"
    case changeBodies = "change-bodies"
    case bodyColumns = "body-columns"
    case merges
    case frames
    case requests
    case responses
    case errors
    case segments
    case origins
    case reissues
    case admission
    case adoption
    case asking
    case receipts
    case receiptOrders = "receipt-orders"
    case custody
    case inviteCodes = "invite-codes"
    case bundles

    /// What the production code makes of an input.
    func outcome(of input: FieldValue) throws -> FieldValue {
        switch self {
        case .keys: try ByteOutcome.key(input)
        case .changeIDs: try ByteOutcome.changeID(input)
        case .geneses: try ByteOutcome.genesis(input)
        case .chains: try ByteOutcome.chain(input)
        case .headSignatures: try ByteOutcome.headSignature(input)
        case .inviteCodes: try ByteOutcome.inviteCode(input)
        case .vectors: try VectorOutcome.vector(input)
        case .vectorOrders: try VectorOutcome.order(input)
        case .coverage: try VectorOutcome.coverage(input)
        case .values: try BodyOutcome.value(input)
        case .valueEquality: try BodyOutcome.equality(input)
        case .changeBodies: try BodyOutcome.body(input)
        case .bodyColumns: try MessageOutcome.bodyColumns(input)
        case .merges: try MergeOutcome.merge(input)
        case .frames: try MessageOutcome.frame(input)
        case .requests: try MessageOutcome.request(input)
        case .responses: try MessageOutcome.response(input)
        case .errors: try MessageOutcome.errorBody(input)
        case .segments, .reissues, .admission: try StoreOutcome.receiving(input)
        case .origins: try ReceiptOutcome.origin(input)
        case .adoption: try StoreOutcome.adopting(input)
        case .asking: try AskingOutcome.asking(input)
        case .receipts: try ReceiptOutcome.receipt(input)
        case .receiptOrders: try ReceiptOutcome.order(input)
        case .custody: try StoreOutcome.custody(input)
        case .bundles: try BundleOutcome.bundle(input)
        }
    }

    /// The file as it has to be now.
    func made() throws -> VectorFile {
        switch self {
        case .keys: try KeyCases.keys()
        case .changeIDs: try LogCases.changeIDs()
        case .geneses: try LogCases.geneses()
        case .chains: try LogCases.chains()
        case .headSignatures: try KeyCases.headSignatures()
        case .inviteCodes: try KeyCases.inviteCodes()
        case .vectors: try VectorCases.vectors()
        case .vectorOrders: try VectorCases.orders()
        case .coverage: try VectorCases.coverage()
        case .values: try ValueCases.values()
        case .valueEquality: try ValueCases.equality()
        case .changeBodies: try BodyCases.bodies()
        case .bodyColumns: try ColumnCases.columns()
        case .merges: try MergeCases.merges()
        case .frames: try FrameCases.frames()
        case .requests: try RequestCases.requests()
        case .responses: try ResponseCases.responses()
        case .errors: try ErrorCases.errors()
        case .segments: try SegmentCases.segments()
        case .origins: try OriginCases.origins()
        case .reissues: try ReissueCases.reissues()
        case .admission: try AdmissionCases.admission()
        case .adoption: try AdoptionCases.adoption()
        case .asking: try AskingCases.asking()
        case .receipts: try ReceiptCases.receipts()
        case .receiptOrders: try ReceiptOrderCases.orders()
        case .custody: try ReceiptCases.custody()
        case .bundles: try BundleCases.bundles()
        }
    }

    /// A case whose outcome the production code answers. `expecting` is what the author of the case says that it must
    /// be; where the answer is another, no file is made.
    func makeCase(
        _ name: String, _ input: KeyValuePairs<String, FieldValue>, expecting: KeyValuePairs<String, FieldValue>
    ) throws -> VectorCase {
        let input = FieldValue.object(input)
        let outcome = try outcome(of: input)
        for (member, value) in expecting where outcome[member]?.sorted != value.sorted {
            throw VectorError(
                "\(rawValue): \(name): \(member) should be \(JSONText.line(value)), and the answer is "
                    + JSONText.line(outcome))
        }
        return VectorCase(topic: self, name: name, input: input, expected: outcome)
    }
}
