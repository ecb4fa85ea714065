import Identity

extension FuzzTarget {
    /// Certificates and requests for them, in both forms.
    static let certificate = FuzzTarget("certificate") { _ in
        let county = FuzzAuthority.made
        return [county.root.der, county.device.der, county.request.der]
            + [county.root.pem, county.device.pem, county.request.pem].map { Array($0.utf8) }
    } run: { bytes in
        let root = FuzzAuthority.made.root
        let own = FuzzAuthority.made.device.identity.key
        if let peer = try? PeerIdentity(der: bytes, root: root) {
            try FuzzFinding.expect(peer.key == own, "a certificate proves \(peer.node), whom the county did not sign")
        }
        _ = try? CountyRoot(der: bytes)
        if let request = try? CertificateRequest(der: bytes) { _ = request.pem }
        let text = String(decoding: bytes, as: UTF8.self)
        _ = try? PeerIdentity(pem: text, root: root)
        _ = try? CountyRoot(pem: text)
        _ = try? CertificateRequest(pem: text)
        _ = Fingerprint(text)
    }
}
