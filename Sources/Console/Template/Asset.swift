import Crypto
import Foundation

/// A file that pages refer to: the hash of its bytes is in its path, so that browsers may keep it for ever.
struct Asset: Sendable {
    let path: String
    let contentType: String
    let bytes: [UInt8]

    init(_ name: String, _ contentType: String, _ bytes: [UInt8]) {
        let hash = SHA256.hash(data: bytes).prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        path = "/assets/\(hash.joined())/\(name)"
        self.contentType = contentType
        self.bytes = bytes
    }

    static let style = Asset("style.css", "text/css; charset=utf-8", PackageResources.style_css)
    static let script = Asset("pages.js", "text/javascript; charset=utf-8", PackageResources.pages_js)
    static let icon = Asset("icon.svg", "image/svg+xml", PackageResources.icon_svg)
    static let all = [style, script, icon]
}
