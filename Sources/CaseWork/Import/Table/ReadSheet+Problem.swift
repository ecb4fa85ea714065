import Workbook

extension ReadSheet.Doubt {
    /// What is wrong with a cell whose text is not what somebody typed.
    func problem(_ line: Int, _ heading: String, _ text: String?) -> ImportProblem {
        let key =
            switch self {
            case .digitsLost: "import.cell_digits_lost"
            case .error: "import.cell_error"
            case .notCalculated: "import.cell_not_calculated"
            }
        return ImportProblem(line, heading, key, ["text": text ?? ""])
    }
}
