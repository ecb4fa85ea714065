/// One thing that happens at one machine.
///
/// It carries its own random numbers, so that a history in which others are left out goes on as before.
package struct Event: Hashable, Sendable {
    /// What happens.
    package enum Act: Hashable, Sendable {
        case deed(Deed)
        case fault(Fault)
    }

    /// Milliseconds since the county began.
    let at: Int64
    /// Place of the machine among those that are there, or were made since.
    let machine: Int
    package let act: Act
    let draw: UInt64

    var name: String {
        switch act {
        case .deed(let deed): deed.rawValue
        case .fault(let fault): fault.rawValue
        }
    }
}
