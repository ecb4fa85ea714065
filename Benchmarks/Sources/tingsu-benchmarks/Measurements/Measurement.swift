import Foundation

/// One line of the output.
struct Measurement {
    let name: String
    let value: Double
    let unit: String
    /// What the value is held against, in the same unit; none for a count or size that stands for itself.
    let baseline: Double?
    let ratio: Double?

    init(_ name: String, _ value: Double, _ unit: String, baseline: Double? = nil) {
        self.name = name
        self.value = value
        self.unit = unit
        self.baseline = baseline
        ratio = baseline.map { value / $0 }
    }

    /// Prints `{"name":…,"value":…,"unit":…,"baseline":…,"ratio":…}`.
    func print() {
        func number(_ value: Double?) -> String {
            guard let value else { return "null" }
            return value == value.rounded() ? String(Int(value)) : String(format: "%.4f", value)
        }
        Swift.print(
            "{\"name\":\"\(name)\",\"value\":\(number(value)),\"unit\":\"\(unit)\","
                + "\"baseline\":\(number(baseline)),\"ratio\":\(number(ratio))}")
    }
}

/// Says on standard error what is going on; standard output holds the figures alone.
func note(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// Seconds that `body` takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) + Double(attoseconds) * 1e-18
}

/// The middle of the values; of an even number of them, the upper middle.
func median(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.sorted()[values.count / 2]
}
