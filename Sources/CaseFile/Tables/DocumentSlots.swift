/// Which papers every mediation file must have.
///
/// Source: the catalogue of the 人民调解卷宗 of 2010, DOMAIN.md section 3.
public enum DocumentSlots {
    /// Codes of `document_slot`, in the order of the catalogue.
    public static let required = [
        "application", "rights_notice", "party_identity", "mediation_record", "agreement", "back_cover",
    ]
}
