import CaseFile
import Testing

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        "13800138000", "138 0013 8000", "138-0013-8000", "+86 13800138000", "008613800138000", "１３８００１３８０００",
        "0796-2510000", "07962510000", "(0796)2510000", "2510000", "662233", "4008123123", "110", "0796-2510000转802",
        "13800138000、13900139000", "13800138000/0796-2510000",
    ])
    func usualNumbersAreAccepted(text: String) {
        #expect(PhoneNumber.isPlausible(text))
    }

    @Test(arguments: [
        "", "无", "1380013800", "138001380000", "12800138000", "1380013800O", "0013800138000", "12",
        "13800138000、12", "2510000转", "张三13800138000",
    ])
    func slipsAreFound(text: String) {
        #expect(!PhoneNumber.isPlausible(text))
    }
}
