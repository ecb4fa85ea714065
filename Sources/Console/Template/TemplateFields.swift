/// What a template is filled with, as its fields by name.
///
/// The library reflects on a whole object for each name that it looks up, and on all objects further out for a name that
/// only the outermost has: that was a quarter of a long page's time (`pages_at_100k`). Here each object is reflected on once.
enum TemplateFields {
    /// An object as a dictionary, a list as a list of what it holds, and what is printed as it is; nil for an empty optional.
    static func fields(of value: Any) -> Any? {
        if value is String || value is Bool || value is Int { return value }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { fields(of: $0.value) }
        case .collection:
            guard let list = value as? [Any] else { return value }
            return list.map { fields(of: $0) ?? $0 }
        case .struct where !(value is any CustomStringConvertible):
            var named: [String: Any] = [:]
            for child in mirror.children {
                if let label = child.label { named[label] = fields(of: child.value) }
            }
            return named
        default: return value
        }
    }
}
