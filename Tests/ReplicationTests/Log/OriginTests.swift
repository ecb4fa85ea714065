import Causality
import Crypto
import Replication
import Testing

@Suite struct OriginTests {
    private let device: SigningDevice
    private let genesis: Genesis
    private let scope = ScopeID(rawValue: 42)
    private let bodies = (1...5).map { Hash(of: [UInt8($0)]) }
    /// Five changes of one log, each the `previous` of the next.
    private let log: [ChangeHeader]

    init() throws {
        device = try SigningDevice()
        genesis = Genesis(
            deviceKeyHash: device.key.hash, nonce: RecordID(rawValue: 9), previous: nil, previousHeads: [])
        log = OriginTests.chain(of: genesis, scope: scope, bodies: bodies)
    }

    private static func chain(of genesis: Genesis, scope: ScopeID, bodies: [Hash]) -> [ChangeHeader] {
        var previous = genesis.chainStart(in: scope)
        return bodies.enumerated().map { index, body in
            let header = ChangeHeader(
                scope: scope, replica: genesis.replica, seq: UInt64(index) + 1, bodyHash: body, previous: previous)
            previous = header.hash
            return header
        }
    }

    private static func position(of header: ChangeHeader) -> LogPosition {
        LogPosition(
            log: LogID(scope: header.scope, replica: header.replica), seq: header.seq, hash: header.hash)
    }

    /// Evidence that ends with `end`, or the last of `headers`, signed by the device.
    private func origin(_ headers: [ChangeHeader], end: ChangeHeader? = nil) throws -> Origin {
        let end = try #require(end ?? headers.last)
        return Origin(
            genesis: genesis, headers: headers,
            head: try SignedHead(signing: OriginTests.position(of: end), with: device))
    }

    @Test func everyRunOfAnHonestLogProvesItsFirstChange() throws {
        for start in log.indices {
            for end in start..<log.count {
                let origin = try origin(Array(log[start...end]))
                #expect(origin.proves(bodyHash: bodies[start], signedBy: device.key))
                #expect(origin.position == OriginTests.position(of: log[start]))
                for other in bodies.indices where other != start {
                    #expect(!origin.proves(bodyHash: bodies[other], signedBy: device.key))
                }
            }
        }
    }

    @Test func anotherDevicesKeyProvesNothing() throws {
        let stranger = try SigningDevice()
        #expect(try !origin(log).proves(bodyHash: bodies[0], signedBy: stranger.key))
    }

    /// A stranger signs a log that names the device's genesis.
    @Test func aForeignSignatureUnderTheDevicesGenesisProvesNothing() throws {
        let stranger = try SigningDevice()
        let forged = Origin(
            genesis: genesis, headers: log,
            head: try SignedHead(signing: OriginTests.position(of: try #require(log.last)), with: stranger))
        #expect(!forged.proves(bodyHash: bodies[0], signedBy: device.key))
        #expect(!forged.proves(bodyHash: bodies[0], signedBy: stranger.key))
    }

    /// A stranger's own log and genesis, presented as the device's replica.
    @Test func aGenesisOfAnotherReplicaProvesNothing() throws {
        let other = Genesis(
            deviceKeyHash: device.key.hash, nonce: RecordID(rawValue: 10), previous: nil, previousHeads: [])
        let origin = Origin(genesis: other, headers: log, head: try origin(log).head)
        #expect(!origin.proves(bodyHash: bodies[0], signedBy: device.key))
    }

    /// Any byte of any header but the last's is covered by its successor, and the last's by the signature.
    @Test func everyTamperedHeaderIsFound() throws {
        let honest = try origin(log)
        for index in log.indices {
            for place in 2..<ChangeHeader.byteCount {
                var bytes = log[index].bytes
                bytes[place] ^= 1
                var headers = log
                headers[index] = try #require(ChangeHeader(bytes: bytes))
                let tampered = Origin(genesis: genesis, headers: headers, head: honest.head)
                #expect(!tampered.proves(bodyHash: headers[0].bodyHash, signedBy: device.key), "\(index) at \(place)")
            }
        }
    }

    @Test func aGapIsFound() throws {
        for missing in 1..<log.count - 1 {
            var headers = log
            headers.remove(at: missing)
            #expect(try !origin(headers).proves(bodyHash: bodies[0], signedBy: device.key))
        }
    }

    /// The device itself signs a log that jumps a number while the hashes still chain.
    @Test func aJumpInTheNumbersIsFoundThoughTheHashesChain() throws {
        let first = log[0]
        for seq in [UInt64(1), 3, .max] {
            let next = ChangeHeader(
                scope: scope, replica: genesis.replica, seq: seq, bodyHash: bodies[1], previous: first.hash)
            #expect(try !origin([first, next]).proves(bodyHash: bodies[0], signedBy: device.key))
        }
    }

    @Test func aSwitchOfScopeOrReplicaWithinTheRunIsFound() throws {
        let first = log[0]
        let elsewhere = ChangeHeader(
            scope: ScopeID(rawValue: 43), replica: genesis.replica, seq: 2, bodyHash: bodies[1], previous: first.hash)
        #expect(try !origin([first, elsewhere]).proves(bodyHash: bodies[0], signedBy: device.key))
        let other = ChangeHeader(
            scope: scope, replica: ReplicaID(rawValue: 5), seq: 2, bodyHash: bodies[1], previous: first.hash)
        #expect(try !origin([first, other]).proves(bodyHash: bodies[0], signedBy: device.key))
    }

    @Test func headersThatDoNotReachTheSignedHeadProveNothing() throws {
        let signedAtThree = try origin(Array(log[0...2])).head
        for count in [1, 2, 4, 5] {
            let origin = Origin(genesis: genesis, headers: Array(log.prefix(count)), head: signedAtThree)
            #expect(!origin.proves(bodyHash: bodies[0], signedBy: device.key))
        }
    }

    @Test func headersInAnotherOrderProveNothing() throws {
        #expect(try !origin(log.reversed()).proves(bodyHash: bodies[4], signedBy: device.key))
        #expect(try !origin([log[0], log[0]]).proves(bodyHash: bodies[0], signedBy: device.key))
    }

    @Test func noHeadersProveNothingAndHaveNoPosition() throws {
        let empty = Origin(genesis: genesis, headers: [], head: try origin(log).head)
        #expect(!empty.proves(bodyHash: bodies[0], signedBy: device.key))
        #expect(empty.position == nil)
    }

    /// What a peer sends may hold any number; the check answers no, it does not trap.
    @Test func aHeaderAtTheHighestNumberIsRefusedAndDoesNotTrap() throws {
        let highest = ChangeHeader(
            scope: scope, replica: genesis.replica, seq: .max, bodyHash: bodies[0],
            previous: genesis.chainStart(in: scope))
        let after = ChangeHeader(
            scope: scope, replica: genesis.replica, seq: 0, bodyHash: bodies[1], previous: highest.hash)
        #expect(try !origin([highest, after]).proves(bodyHash: bodies[0], signedBy: device.key))
    }
}
