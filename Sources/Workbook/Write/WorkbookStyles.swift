import CXlsxWriter

/// The looks of cells, made once for a workbook.
struct WorkbookStyles {
    typealias Format = UnsafeMutablePointer<lxw_format>

    /// How a cell of a kind looks, in a common row and in one that sums up.
    struct Pair {
        let common: Format?
        let total: Format?

        func format(isTotal: Bool) -> Format? { isTotal ? total : common }
    }

    let title: Format?
    let subtitle: Format?
    let head: Format?
    let text: Pair
    let integer: Pair
    let cents: Pair
    let share: Pair
    let date: Pair

    /// Excel's number of the format "text": what is typed into such a cell later stays a text, too.
    private static let textFormatIndex: UInt8 = 49

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
        func made(_ change: (Format) -> Void) -> Format? {
            guard let format = workbook_add_format(workbook) else { return nil }
            format_set_font_name(format, "宋体")
            format_set_font_size(format, 10)
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
            change(format)
            return format
        }
        func pair(_ change: (Format) -> Void) -> Pair {
            func cell(isTotal: Bool) -> Format? {
                made { format in
                    format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
                    format_set_text_wrap(format)
                    if isTotal {
                        format_set_bold(format)
                        format_set_bg_color(format, 0xF2F2F2)
                    }
                    change(format)
                }
            }
            return Pair(common: cell(isTotal: false), total: cell(isTotal: true))
        }
        title = made { format in
            format_set_bold(format)
            format_set_font_size(format, 16)
        }
        subtitle = made { _ in }
        head = made { format in
            format_set_bold(format)
            format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
            format_set_text_wrap(format)
            format_set_bg_color(format, 0xD9E2F3)
        }
        text = pair { format_set_num_format_index($0, WorkbookStyles.textFormatIndex) }
        integer = pair { format_set_num_format($0, "0") }
        cents = pair { format_set_num_format($0, "#,##0.00") }
        share = pair { format_set_num_format($0, "0.0%") }
        date = pair { format_set_num_format($0, "yyyy-mm-dd") }
    }
}
