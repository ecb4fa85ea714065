import Replication

/// What an engine is opened with.
struct EngineSettings {
    let codec: SimulatedCodec
    let understoodKinds: Set<RecordKind>
    let anchors: TrustAnchors
    let ownKey: DeviceKey
}
