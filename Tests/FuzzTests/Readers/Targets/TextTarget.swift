import CaseFile
import CaseWork
import Replication

extension FuzzTarget {
    /// What people type for a value, or JSON brings, read as every type of the catalog.
    static let text = FuzzTarget("text", bytesMax: 1024) { _ in
        [
            "2026年6月3日14时5分", "2026-06-03T14:05:00.250+0800", "20260603", "¥1,234.50元", "20.5万元", "是", "－１２",
            "张三、李四；王五", "姓名：张三；关系=邻居\n姓名：李四", "先还旧账、再补新账", "case:00112233-4455-6677-8899-aabbccddeeff@0000000000001001",
            String(repeating: "ab", count: 32) + " 1234 image/png", "36082519900307123X", "13800138000",
            #"[{"name":"张三","note":null},"李四",1.5,true]"#, #"{"name":"张干部","at":"2026-04-08 09:20"}"#,
        ].map { Array($0.utf8) }
    } run: { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let field = (try? FieldValue(json: text)) ?? .string(text)
        for type in ValueType.known {
            for given in [field, .string(text)] {
                guard let value = try? Catalog.current.value(from: given, as: type) else { continue }
                let shown = Catalog.current.fieldValue(from: value, as: type)
                try FuzzFinding.expect(
                    try Catalog.current.value(from: shown, as: type) == value,
                    "\(JSONText.line(given)) read as \(type) and written reads anew")
                _ = Catalog.current.text(for: value, as: type, in: .en)
            }
        }
        _ = try? IdentityNumber(text)
        _ = FileForm(of: bytes)
        let line = JSONText.line(field)
        _ = JSONText.pretty(field)
        try FuzzFinding.expect((try? FieldValue(json: line)) != nil, "what was written is no JSON: \(line)")
    }
}
