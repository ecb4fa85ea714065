/// The ids that were used last in a run of bodies, newest first: most ids of a visit stand in its neighbours, too.
struct RecentIDs {
    /// Both sides keep as many: a visit with all that belongs to it has some ten. Bounds what one look-up costs.
    static let countMax = 64

    private var ids: [UInt128] = []

    /// Where the id stands, 1 being the one used last, and uses it; nil for one that has to be written out.
    mutating func use(_ id: UInt128) -> Int? {
        guard let index = ids.firstIndex(of: id) else {
            note(id)
            return nil
        }
        ids.remove(at: index)
        ids.insert(id, at: 0)
        return index + 1
    }

    /// The id that stands there, and uses it; nil where none does.
    mutating func id(at place: Int) -> UInt128? {
        guard place >= 1, place <= ids.count else { return nil }
        let id = ids.remove(at: place - 1)
        ids.insert(id, at: 0)
        return id
    }

    /// Uses an id that was written out. That it may stand here already makes it stand here twice, on both sides.
    mutating func note(_ id: UInt128) {
        if ids.count == RecentIDs.countMax { ids.removeLast() }
        ids.insert(id, at: 0)
    }
}
