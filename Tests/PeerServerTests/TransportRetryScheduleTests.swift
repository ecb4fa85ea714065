import PeerTransport
import Testing

@Suite struct TransportRetryScheduleTests {
    @Test func theWindowDoublesUpToAQuarterOfAnHour() {
        var schedule = RetrySchedule()
        var windows: [Int64] = []
        for _ in 1...12 {
            windows.append(schedule.windowMilliseconds)
            _ = schedule.delayAfterFailureMilliseconds(random: 0)
        }
        #expect(
            windows == [
                2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 512_000, 900_000, 900_000, 900_000,
            ])
    }

    @Test(
        arguments: [
            (0, UInt64.min, nil, 0),
            (0, .max / 2, nil, 1_000),
            (0, .max, nil, 2_000),
            (3, .max, nil, 16_000),
            (9, .max, nil, 900_000),
            (1_000_000, .max, nil, 900_000),
            (0, .min, 17, 17_000),
            (0, .max, 17, 19_000),
            (0, .min, 0, 0),
            (0, .min, -5, 0),
            (0, .min, .max, 3_600_000),
            (9, .max, .max, 4_500_000),
        ] as [(Int, UInt64, Int?, Int64)])
    func aDelayIsDrawnFromTheWindow(failures: Int, random: UInt64, retryAfter: Int?, expected: Int64) {
        var schedule = RetrySchedule()
        for _ in 0..<failures { _ = schedule.delayAfterFailureMilliseconds(random: 0) }
        #expect(
            schedule.delayAfterFailureMilliseconds(random: random, retryAfterSeconds: retryAfter) == expected)
        #expect(schedule.failures == failures + 1)
    }

    @Test func successStartsFromTheSmallestWindow() {
        var schedule = RetrySchedule()
        for _ in 1...5 { _ = schedule.delayAfterFailureMilliseconds(random: .max) }
        schedule.succeeded()
        #expect(schedule == RetrySchedule())
    }
}
