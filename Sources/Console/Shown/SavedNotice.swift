/// What the page to which saving leads says about it.
struct SavedNotice: Sendable {
    /// Another window had changed the draft meanwhile: it was not saved, and stays among the unfinished ones.
    let isDraftKept: Bool
    /// One category followed from the other, and somebody should look at it.
    let isDerived: Bool

    /// Nil on a page that was not reached by saving.
    init?(_ query: FormInput) {
        guard query["saved"] != nil else { return nil }
        isDraftKept = query["draft"] == "kept"
        isDerived = query["derived"] != nil
    }
}
