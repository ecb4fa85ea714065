import Identity

/// Certificates for the machines of a `FuzzCounty`, whose keys their names decide. Nobody has the authority's key any more.
enum FuzzCertificates {
    static let root: CountyRoot = made { try CountyRoot(pem: rootPEM) }
    static let center: NodeCertificate = made { try NodeCertificate(pem: centerPEM, root: root) }
    static let device: NodeCertificate = made { try NodeCertificate(pem: devicePEM, root: root) }
    static let other: NodeCertificate = made { try NodeCertificate(pem: otherPEM, root: root) }

    private static func made<Result>(_ body: () throws -> Result) -> Result {
        do { return try body() } catch { preconditionFailure("a fixed certificate cannot be read: \(error)") }
    }

    private static let rootPEM = """
        -----BEGIN CERTIFICATE-----
        MIIBrTCCAVOgAwIBAgIURrAP/8dqtsN5babpqVdwx3CEDvYwCgYIKoZIzj0EAwIw
        MjESMBAGA1UECgwJ5rC45Liw5Y6/MRwwGgYDVQQDDBPmsLjkuLDljr8g5ZCs6K+J
        IENBMCAXDTcwMDEwMTAwMDAwMFoYDzIwOTkxMjMxMjM1OTU5WjAyMRIwEAYDVQQK
        DAnmsLjkuLDljr8xHDAaBgNVBAMME+awuOS4sOWOvyDlkKzor4kgQ0EwWTATBgcq
        hkjOPQIBBggqhkjOPQMBBwNCAASDY7y+NoSaWLAdG/gEGqPLyidrOBCM/aE/20H8
        kezrwkc4Jsr7qRtOc2rS5FLwa5FQ7dnDnsZlFubCsiyml9bbo0UwQzASBgNVHRMB
        Af8ECDAGAQH/AgEAMA4GA1UdDwEB/wQEAwICBDAdBgNVHQ4EFgQUnbw6L2mU4Gm/
        0VkfvFJeG8mbdm0wCgYIKoZIzj0EAwIDSAAwRQIgDqLFdAtD+5UpGXgwS0sHxOd0
        dRdeQd4R+thtfIFb1igCIQCy1cNQB1y12gLBX2JvpyvTMlJ7avm87JDvap/9NdEJ
        ZA==
        -----END CERTIFICATE-----
        """

    private static let centerPEM = """
        -----BEGIN CERTIFICATE-----
        MIICOjCCAd+gAwIBAgIUXxPxWHMHUeYhSCNnjF2tmqtjvX8wCgYIKoZIzj0EAwIw
        MjESMBAGA1UECgwJ5rC45Liw5Y6/MRwwGgYDVQQDDBPmsLjkuLDljr8g5ZCs6K+J
        IENBMCAXDTcwMDEwMTAwMDAwMFoYDzIwOTkxMjMxMjM1OTU5WjBFMRIwEAYDVQQK
        DAnmsLjkuLDljr8xDzANBgNVBAsMBmNlbnRlcjEeMBwGA1UEAwwV5rC45Liw5Y6/
        57u85rK75Lit5b+DMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKXK9Yi0UIAFc
        j3ZoZLjyaHdXP/UO5whYttVNURYx5CDR6D5eVF2klGe2VPO8uXe+G1KVGaRVZAOJ
        7yTHOvPSGqOBvTCBujAMBgNVHRMBAf8EAjAAMA4GA1UdDwEB/wQEAwIHgDAdBgNV
        HSUEFjAUBggrBgEFBQcDAgYIKwYBBQUHAwEwOwYDVR0RBDQwMoYwdXJuOnRpbmdz
        dTpub2RlOmZlMDRmY2ZhNjNjZjQ4ZDNiYzQ0Mzg2MjM1MDFjMWI0MB0GA1UdDgQW
        BBTQfdyDOB5VxOqUcfQbqrBHVPQINDAfBgNVHSMEGDAWgBSdvDovaZTgab/RWR+8
        Ul4byZt2bTAKBggqhkjOPQQDAgNJADBGAiEAluwBGO0M9jvNukxyRo+hod9t+R22
        4ewcdVDb1p0tKUYCIQCAYbrh7zuBj6KmYVFKHXyx4F0Mx+WJBbeOT9KYrPscTw==
        -----END CERTIFICATE-----
        """

    private static let devicePEM = """
        -----BEGIN CERTIFICATE-----
        MIICMjCCAdmgAwIBAgIULRJV5MFFZoblxX5EtRH8l9ZV2y0wCgYIKoZIzj0EAwIw
        MjESMBAGA1UECgwJ5rC45Liw5Y6/MRwwGgYDVQQDDBPmsLjkuLDljr8g5ZCs6K+J
        IENBMCAXDTcwMDEwMTAwMDAwMFoYDzIwOTkxMjMxMjM1OTU5WjA/MRIwEAYDVQQK
        DAnmsLjkuLDljr8xDzANBgNVBAsMBmRldmljZTEYMBYGA1UEAwwP55+z5qGl5p2R
        55S16ISRMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEda/f3HptEXkHRxMRKD7
        cwo5870jRk0vQDiKvpUiDqw7fxKYQBJT0I/13v6SKo8pswIKD4EDLUuRYIbKZtOC
        YqOBvTCBujAMBgNVHRMBAf8EAjAAMA4GA1UdDwEB/wQEAwIHgDAdBgNVHSUEFjAU
        BggrBgEFBQcDAgYIKwYBBQUHAwEwOwYDVR0RBDQwMoYwdXJuOnRpbmdzdTpub2Rl
        OjgyNWU1MmVhMjMwMjM4OGFmZGQwNmRjYTY0YzEwMWJhMB0GA1UdDgQWBBQiLEcN
        Na/fS6cJCow7NxrudPhZsTAfBgNVHSMEGDAWgBSdvDovaZTgab/RWR+8Ul4byZt2
        bTAKBggqhkjOPQQDAgNHADBEAiAceUHY6v9BgcNmtQVNOKus9b1wkpPXv+TMTTxy
        C0F1pAIgYFCRuu/ePNOIKh1Dfg/ogGdAXG0P3WVmhfT2GZ/ydJw=
        -----END CERTIFICATE-----
        """

    private static let otherPEM = """
        -----BEGIN CERTIFICATE-----
        MIICNDCCAdmgAwIBAgIUCTTeegVu3Yus6DkzTYd4zXCQsd0wCgYIKoZIzj0EAwIw
        MjESMBAGA1UECgwJ5rC45Liw5Y6/MRwwGgYDVQQDDBPmsLjkuLDljr8g5ZCs6K+J
        IENBMCAXDTcwMDEwMTAwMDAwMFoYDzIwOTkxMjMxMjM1OTU5WjA/MRIwEAYDVQQK
        DAnmsLjkuLDljr8xDzANBgNVBAsMBmRldmljZTEYMBYGA1UEAwwP5rKz6KW/5p2R
        55S16ISRMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMH7vkl8tlK5PpTONGkyK
        YEmGxMoAJOgd5BdhK3SayB8XRyQlMPMYJ6/MkbpugpkCQTaYBvkJ4e8g33ftAJ2U
        HqOBvTCBujAMBgNVHRMBAf8EAjAAMA4GA1UdDwEB/wQEAwIHgDAdBgNVHSUEFjAU
        BggrBgEFBQcDAgYIKwYBBQUHAwEwOwYDVR0RBDQwMoYwdXJuOnRpbmdzdTpub2Rl
        OjIwM2Y0NjgxZTA4NjIxZWY3NDQyOWVkODk1ZTEzNTRhMB0GA1UdDgQWBBTitnKr
        OyYesl3PxjOOTquze3AaLjAfBgNVHSMEGDAWgBSdvDovaZTgab/RWR+8Ul4byZt2
        bTAKBggqhkjOPQQDAgNJADBGAiEAlHzXmDzJP8l94J2+V8pfzqftYeJVKc/SN77b
        HpsQsa8CIQD+8nhRP3EKEiU7/oMH5E1IpP0aid6zL4TxQvxZ4St1CA==
        -----END CERTIFICATE-----
        """
}
