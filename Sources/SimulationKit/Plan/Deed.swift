/// What people and machines do when nothing goes wrong.
package enum Deed: String, Hashable, Sendable, CaseIterable, Codable {
    /// Somebody opens a form and leaves it open; what is shown now is what a save replaces.
    case open
    /// Somebody saves a form that was opened before, hours ago perhaps.
    case save
    /// A new record, or a visit with what belongs to it as one unit.
    case record
    /// Somebody settles a dispute that this machine shows.
    case settle
    /// Somebody withdraws a record.
    case withdraw
    /// The evening's sync with the upstream.
    case sync
    /// The machine turns up at another hub, for once.
    case syncElsewhere
    /// The machine turns up at the hub that its place does not belong to.
    case syncNextDoor
    /// The same on a slow line, which breaks while the machine is handed another branch of its log.
    case syncNextDoorHalfway
    /// A set of bundles is made for the upstream, and a courier takes it along.
    case bundle
    /// A copy of the data folder is made.
    case backUp
    /// Somebody who may write two villages says that a record lives in the other from now on.
    case move
    /// The center grants a machine what it waits for.
    case grant
    /// The center ends the grants of a machine.
    case endGrants
    /// The center rules on what is held, or holds what was admitted.
    case rule
}
