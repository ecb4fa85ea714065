// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who only wants the program builds it with libFuzzer.
let package = Package(
    name: "tingsu-fuzz",
    dependencies: [
        .package(name: "tingsu", path: "../.."),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibFuzzer"),
        .executableTarget(
            name: "tingsu-fuzz",
            dependencies: [
                "CLibFuzzer",
                .product(name: "TingsuEngine", package: "tingsu"),
                .product(name: "TingsuNode", package: "tingsu"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: [
                .treatAllWarnings(as: .error),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
                .unsafeFlags(["-sanitize=fuzzer,address"]),
            ],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
    ]
)
