extension FuzzTarget {
    /// Every target, in the order in which they run.
    static let all: [FuzzTarget] = [
        .frame, .request, .response, .body, .value, .log, .enrolment, .certificate, .invite, .file, .header, .command,
        .form, .text, .table, .sheet, .record, .bundle, .received, .proof, .exchange, .stick,
    ]
}
