import Identity
import Replication
import WireProtocol

/// A file that somebody enrolled made with the right tools and whatever the input says in it.
struct FuzzDrawnFile {
    /// Who makes it.
    enum Maker: String {
        case center
        case device
        case other

        var key: FuzzKey { .named(rawValue) }
        var certificate: NodeCertificate {
            switch self {
            case .center: FuzzCertificates.center
            case .device: FuzzCertificates.device
            case .other: FuzzCertificates.other
            }
        }
    }

    let file: FuzzFile
    /// Whether it must not be taken, whatever else is in it.
    let isUnsound: Bool

    func bytes(to receiver: DeviceKey) throws -> [UInt8] { try file.sealed(to: receiver) }

    func check(wasTaken: Bool) throws {
        try FuzzFinding.expect(!(wasTaken && isUnsound), "a file is taken that its sender did not sign (I35)")
    }
}

extension FuzzFile {
    /// This file as the input changes it before it is sealed, made by `maker`.
    func drawn(_ input: inout FuzzBytes, by maker: FuzzDrawnFile.Maker) throws -> FuzzDrawnFile {
        var file = self
        for index in file.pieces.indices.dropFirst() { file.pieces[index] = try input.drawnFrame(file.pieces[index]) }
        if input.below(4) == 1 { file.pieces += input.drawnBlob() }
        file.pieces = input.rearranged(file.pieces)
        var isUnsound = false
        if !file.pieces.isEmpty {
            switch input.below(6) {
            case 1:
                file.pieces[0] = FuzzSticks.opening(maker == .other ? FuzzCertificates.device : FuzzCertificates.other)
                isUnsound = true
            case 2:
                file.pieces[0] = FuzzSticks.opening(FuzzAuthority.made.device)
                isUnsound = true
            case 3: file.pieces[0] = input.edited(file.pieces[0])
            case 4:
                let answered = BundleOpening.Answered(
                    set: FuzzSticks.id(input.below(8)), part: 1 + input.below(300))
                file.pieces[0] = FuzzSticks.opening(
                    maker.certificate, answers: answered, framesBefore: input.below(512))
            default: file.pieces[0] = FuzzSticks.opening(maker.certificate, answers: file.answered)
            }
        }
        file.signer = maker.key
        switch input.below(8) {
        case 1:
            file.signer = maker == .other ? .named("device") : .named("other")
            // Under the certificate of who signed it would be his word.
            isUnsound = isUnsound ? false : true
        case 2:
            file.signer = nil
            isUnsound = true
        case 3: file.count = Int(input.byte()) + 1
        default: break
        }
        return FuzzDrawnFile(file: file, isUnsound: isUnsound)
    }

    /// What the first piece says that this file answers.
    private var answered: BundleOpening.Answered? {
        guard let first = pieces.first, case .opening(let opening) = try? BundlePiece(bytes: first) else { return nil }
        return opening.answers
    }
}

extension FuzzBytes {
    /// A piece with a frame as it was, or with another message in it, or none.
    fileprivate mutating func drawnFrame(_ piece: [UInt8]) throws -> [UInt8] {
        guard case .frame(let frame) = try? BundlePiece(bytes: piece) else { return piece }
        switch below(4) {
        case 1: return BundlePiece.frame(try Frame.encode(edited(Frame.decode(frame)))).bytes
        case 2: return BundlePiece.frame(edited(frame)).bytes
        case 3: return BundlePiece.frame(try Frame.encode(take(below(256)))).bytes
        default: return piece
        }
    }

    /// A blob in two pieces, which may not follow on each other, or not have that hash.
    fileprivate mutating func drawnBlob() -> [[UInt8]] {
        let content = [1] + take(below(64))
        let cut = below(content.count)
        let hash = below(4) == 1 ? Hash(of: [byte()]) : Hash(of: content)
        let parts = [(0, Array(content[..<cut])), (cut, Array(content[cut...]))].filter { !$0.1.isEmpty }
        let total = below(4) == 1 ? 1 + below(128) : content.count
        return parts.map { offset, bytes in
            BundlePiece.blob(BundleBlob(sha256: hash, offset: offset, total: total, content: bytes)).bytes
        }
    }

    fileprivate mutating func rearranged(_ pieces: [[UInt8]]) -> [[UInt8]] {
        var pieces = pieces
        guard !pieces.isEmpty else { return pieces }
        switch below(8) {
        case 1: pieces.insert([byte()] + take(below(64)), at: below(pieces.count + 1))
        case 2: pieces.remove(at: below(pieces.count))
        case 3: pieces.insert(pieces[below(pieces.count)], at: below(pieces.count + 1))
        case 4: pieces.swapAt(below(pieces.count), below(pieces.count))
        default: break
        }
        return pieces
    }
}
