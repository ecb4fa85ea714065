/// What a check of a machine's store says.
enum StoreVerdict {
    case sound
    /// What is not as it was follows from the log, or is asked again: `doctor --rebuild` mends it.
    case mendable
    /// The log itself, or a page that SQLite needs: a copy has to take the store's place.
    case broken
}
