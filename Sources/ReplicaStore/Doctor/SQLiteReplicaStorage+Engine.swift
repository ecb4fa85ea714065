public import Replication

extension SQLiteReplicaStorage {
    /// The engine for this store. Where the directory's states do not follow from its log, a page of the file is not
    /// what was written: then all states and projections are made anew first, for damage seldom comes alone.
    ///
    /// Answers how many records were made anew, nil where there was no need. Throws what the store throws.
    public func openEngine<Codec: ChangeCodec>(
        codec: Codec, understoodKinds: Set<RecordKind>, anchors: TrustAnchors, ownKey: DeviceKey?
    ) throws -> (engine: ReplicaEngine<Codec>, rebuilt: Int?) {
        var rebuilt: Int?
        if try !read({ try ReplicaEngine.directoryFollowsFromLog(codec, $0) }) {
            rebuilt = try StoreDoctor(self).rebuildStates { try ReplicaEngine.rebuild($0, $1, codec: codec) }
        }
        let engine = try read {
            try ReplicaEngine(
                codec: codec, understoodKinds: understoodKinds, anchors: anchors, ownKey: ownKey, opening: $0)
        }
        return (engine, rebuilt)
    }
}
