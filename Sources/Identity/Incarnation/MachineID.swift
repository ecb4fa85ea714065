import Causality
import Replication

/// Tells one machine from another, so that a cloned disk is noticed.
///
/// The raw id of a machine is confidential (machine-id(5)): what leaves here is a hash of it under our own tag.
///
/// Source: DESIGN.md section 5; FAILURES.md F13.
public enum MachineID {
    private static let domainTag = Array("tingsu/machine/1".utf8)
    /// Where Linux keeps it: systemd's place first, then the older one of D-Bus.
    public static let standardPaths = ["/etc/machine-id", "/var/lib/dbus/machine-id"]

    /// Thirty-two hexadecimal digits, or nil where no file holds an id (a container, an image not yet booted).
    public static func read(from paths: [String] = standardPaths) -> String? {
        for path in paths {
            guard let content = try? DurableFile(path).read(byteCountMax: 4096) else { continue }
            let digits = content.prefix { $0 != 0x0A }
            // During the first boot the file says "uninitialized": that is no id.
            guard let id = Hexadecimal.decode(String(decoding: digits, as: UTF8.self)), id.count == 16,
                id.contains(where: { $0 != 0 })
            else { continue }
            return Hexadecimal.encode(Hash(of: domainTag + id).bytes.prefix(16))
        }
        return nil
    }
}
