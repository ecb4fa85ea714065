/// The order of the values in columns: by rising register; those of one register by form.
struct BodyColumnOrder: Sequence {
    /// One register of one form.
    struct Column {
        let register: UInt32
        let form: Int
        /// Its place among the form's registers.
        let position: Int
    }

    private let columns: [Column]

    /// The columns of the values that are written out, which references are not.
    init(_ forms: [Tingsu_V1_BodyForm]) {
        var columns: [Column] = []
        for (number, form) in forms.enumerated() {
            for (position, register) in form.registers.enumerated() where form.referenceKind(at: position) == 0 {
                columns.append(Column(register: register, form: number, position: position))
            }
        }
        self.columns = columns.sorted {
            ($0.register, $0.form, $0.position) < ($1.register, $1.form, $1.position)
        }
    }

    func makeIterator() -> some IteratorProtocol<Column> { columns.makeIterator() }
}

extension Tingsu_V1_BodyForm {
    /// The kind to which the register's value refers; 0 where the value is written out.
    func referenceKind(at position: Int) -> UInt32 { referenceKinds.isEmpty ? 0 : referenceKinds[position] }
}
