import Foundation

/// From when to when every certificate of this private PKI is valid: 1970-01-01 to 2099-12-31.
///
/// Laptops' clocks are wrong, often by years after a flat battery, and a village must still be able to sync. Dates
/// therefore decide nothing here: standing is decided by the directory, where a device's grants are ended. A clock with
/// a flat battery starts at 1970, and one that is thirty years behind shows the 1990s: both are within.
///
/// Source: DESIGN.md section 8, with the decision of 2026-11-23 in ARCHITECTURE.md.
enum CertificateValidity {
    /// 1970-01-01T00:00:00Z.
    static let start = Date(timeIntervalSince1970: 0)
    /// 2099-12-31T23:59:59Z.
    static let end = Date(timeIntervalSince1970: 4_102_444_799)
}
