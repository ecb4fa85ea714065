import Foundation

/// From when to when every certificate of this private PKI is valid: 2000-01-01 to 2099-12-31.
///
/// Laptops' clocks are wrong, often by years after a flat battery, and a village must still be able to sync. Dates
/// therefore decide nothing here: standing is decided by the directory, where a device's grants are ended.
///
/// Source: DESIGN.md section 8.
enum CertificateValidity {
    static let start = Date(timeIntervalSince1970: 946_684_800)
    /// 2099-12-31T23:59:59Z.
    static let end = Date(timeIntervalSince1970: 4_102_444_799)
}
