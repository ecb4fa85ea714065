import CaseFile
import Causality
import Replication

/// Devices and scopes of the directory, kinds that are not understood, and who may read.
enum EnrolmentCases {
    private typealias Device = DirectorySchema.Device
    private static let village = CountyMaker.village

    private static func device(_ key: DeviceKey, as id: RecordID) -> ChangeDraft {
        CountyMaker.odd(
            DirectorySchema.deviceKind, id, [(Device.publicKey, .text(Hexadecimal.encode(key.x963)))])
    }

    static func devices() throws -> [VectorCase] {
        let log = try AdmissionCases.deviceLog()
        let id = VectorKey.device.key.device
        let other = LogMaker(.otherDevice, in: village, bodies: log.bodies)
        let withdrawn = CountyMaker.withdrawal(DirectorySchema.deviceKind, id)
        let newKind = LogMaker(
            .device, in: village,
            bodies: [
                log.bodies[0], try BodyMaker.body(at: 8, kind: RecordKind(rawValue: 199)), [0xFF, 0xFF], log.bodies[1],
            ])
        let ended = CountyMaker.end(CountyMaker.id(61), at: [newKind.position(1)])
        let upper = CountyMaker.odd(
            DirectorySchema.deviceKind, VectorKey.otherDevice.key.device,
            [(Device.publicKey, .text(Hexadecimal.encode(VectorKey.otherDevice.key.x963).uppercased()))])
        let toOther = CountyMaker.writeGrant(CountyMaker.id(66), to: .otherDevice)
        return [
            try AdmissionCases.make("a withdrawn device is unknown", [withdrawn], [(log, "")], directoryFirst: true),
            try AdmissionCases.make(
                "a device record with two keys: that of its id counts", [device(VectorKey.otherDevice.key, as: id)],
                [(log, "aaaa"), (other, "")]),
            try AdmissionCases.make(
                "a key under another device's id says nothing",
                [
                    device(VectorKey.otherDevice.key, as: CountyMaker.id(67)),
                    CountyMaker.writeGrant(CountyMaker.id(66), to: .otherDevice),
                ],
                [(other, "")]),
            try AdmissionCases.make("a key in upper case says nothing", [upper, toOther], [(other, "")]),
            try AdmissionCases.make(
                "a second device", [device(VectorKey.otherDevice.key, as: VectorKey.otherDevice.key.device), toOther],
                [(log, "aaaa"), (other, "aaaa")]),
            try AdmissionCases.make(
                "a device without any grant is unknown",
                [device(VectorKey.otherDevice.key, as: VectorKey.otherDevice.key.device)], [(other, "")]),
            try AdmissionCases.make("what is not understood is set aside", [], [(newKind, "auua")]),
            try AdmissionCases.make("held and not understood", [ended], [(newKind, "axxh")]),
            try AdmissionCases.make(
                "a scope with two numbers is both",
                [
                    CountyMaker.draft.scope(
                        CountyMaker.id(10), number: ScopeID(rawValue: 0xCC), area: nil, purpose: "village")
                ], [(LogMaker(.device, in: ScopeID(rawValue: 0xCC), bodies: log.bodies), "hhhh"), (log, "aaaa")]),
            try AdmissionCases.make(
                "a withdrawn scope is none", [CountyMaker.withdrawal(DirectorySchema.scopeKind, CountyMaker.id(11))],
                [(LogMaker(.device, in: CountyMaker.otherVillage, bodies: log.bodies), ""), (log, "aaaa")],
                directoryFirst: true),
            try AdmissionCases.make(
                "a scope's number with spaces is none",
                [
                    CountyMaker.odd(
                        DirectorySchema.scopeKind, CountyMaker.id(12),
                        [(DirectorySchema.Scope.number, .text("0000000000  00cc"))])
                ], [(LogMaker(.device, in: ScopeID(rawValue: 0xCC), bodies: log.bodies), "")]),
        ]
    }

    static func readings() throws -> [VectorCase] {
        let log = try AdmissionCases.deviceLog()
        let both = [ScopeID.directory, village, CountyMaker.otherVillage]
        let granting = LogMaker(
            .device, in: .directory, nonce: 5,
            bodies: [
                try BodyMaker.body(CountyMaker.writeGrant(CountyMaker.id(70), in: CountyMaker.otherVillage), at: 3)
            ])
        return [
            try AdmissionCases.make(
                "center, device and stranger", [], [],
                readers: [(.center, both), (.device, [.directory, village]), (.stranger, [])]),
            try AdmissionCases.make(
                "a device whose grants have ended", [CountyMaker.end(CountyMaker.id(61), at: [log.position(4)])],
                [(log, "aaaa")],
                readers: [(.device, [])]),
            try AdmissionCases.make(
                "a device does not grant itself anything", [], [(granting, "h")],
                readers: [(.device, [.directory, village])]),
            try AdmissionCases.make(
                "the directory's own scope cannot be granted for writing",
                [
                    CountyMaker.writeGrant(CountyMaker.id(71), in: .directory)
                ], [(granting, "h")]),
        ]
    }
}
