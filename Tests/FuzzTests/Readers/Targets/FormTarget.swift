import CaseWork

@testable import Console

extension FuzzTarget {
    /// What a browser sends: forms, queries, forms with files, and the words in them.
    static let form = FuzzTarget("form") { _ in
        let file =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n\u{89}PNG\r\n--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n水渠\r\n--b--\r\n"
        return [
            "name=%E5%BC%A0&value=a+b%0D%0Ac&name=2", "form_seen=00112233.44556677", "a=&b&=c&&", file,
            "0000000000001001-102-00112233445566778899aabbccddeeff",
        ].map { Array($0.utf8) }
    } run: { bytes in
        if let form = FormInput(urlEncoded: bytes) {
            try FuzzFinding.expect(form.fields.count <= FormInput.fieldsMax, "\(form.fields.count) fields")
            for field in form.fields {
                try FuzzFinding.expect(form[field.name] == form.all(field.name).first, "two first values")
            }
        }
        for type in ["multipart/form-data; boundary=b", "multipart/form-data; boundary=\"b\""] {
            guard let form = MultipartForm(bytes, contentType: type) else { continue }
            try FuzzFinding.expect(
                form.fields.count + form.files.count <= MultipartForm.partsMax, "more parts than there may be")
            let files = form.files.reduce(0) { $0 + $1.bytes.count }
            try FuzzFinding.expect(files <= bytes.count, "\(files) bytes of files in a form of \(bytes.count)")
            _ = FormInput(form).file("file")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        _ = MultipartForm(Array("--b".utf8) + bytes, contentType: text)
        if let key = PagePath.key(text) {
            try FuzzFinding.expect(PagePath.key(PagePath.word(key)) == key, "\(text) names two records")
        }
        if let token = try? SeenToken(text) {
            try FuzzFinding.expect(try SeenToken(token.description) == token, "\(text) names two sets of changes")
        }
    }
}
