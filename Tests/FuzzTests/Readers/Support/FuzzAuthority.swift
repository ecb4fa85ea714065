import Identity

/// A county's certificates, the same in every run, so that an input that was made from them keeps its meaning. Nobody has
/// their keys any more.
struct FuzzAuthority {
    let root: CountyRoot
    let device: NodeCertificate
    let request: CertificateRequest

    static let made: FuzzAuthority = {
        do { return try FuzzAuthority() } catch {
            preconditionFailure("the fixed certificates cannot be read: \(error)")
        }
    }()

    private init() throws {
        root = try CountyRoot(pem: FuzzAuthority.rootPEM)
        device = try NodeCertificate(pem: FuzzAuthority.devicePEM, root: root)
        request = try CertificateRequest(pem: FuzzAuthority.requestPEM)
    }

    private static let rootPEM = """
        -----BEGIN CERTIFICATE-----
        MIIB4TCCAYegAwIBAgIUbxheq9n2EkI3ewlbibIkgrwCg0YwCgYIKoZIzj0EAwIw
        TDESMBAGA1UECgwJ5riF5rKz5Y6/MRgwFgYDVQQLDA90cmFpbmluZyDnu4PkuaAx
        HDAaBgNVBAMME+a4heays+WOvyDlkKzor4kgQ0EwIBcNNzAwMTAxMDAwMDAwWhgP
        MjA5OTEyMzEyMzU5NTlaMEwxEjAQBgNVBAoMCea4heays+WOvzEYMBYGA1UECwwP
        dHJhaW5pbmcg57uD5LmgMRwwGgYDVQQDDBPmuIXmsrPljr8g5ZCs6K+JIENBMFkw
        EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEHzhN3bNtwOIjwYd5AkI/O+3Wk7i1o/bl
        diVD4adihVQLIWksxN24EVbLqofw1o2H8R4kkaWVvNpT0kIR+EbEvaNFMEMwEgYD
        VR0TAQH/BAgwBgEB/wIBADAOBgNVHQ8BAf8EBAMCAgQwHQYDVR0OBBYEFG4RquML
        PIvFyWRJKgE1o1Ev+dmsMAoGCCqGSM49BAMCA0gAMEUCIQDPhDRJS5khF0xgEg3/
        cNUfNXZ6VOLIdofmaObvFGPucAIgaMTgs+RLW67pYBCR9dV/JMAwLiTp2pJw0tX2
        EMNfNqA=
        -----END CERTIFICATE-----
        """

    private static let devicePEM = """
        -----BEGIN CERTIFICATE-----
        MIICVDCCAfmgAwIBAgIUbxds4DR7wG7vXZRDJowRcgsvDp8wCgYIKoZIzj0EAwIw
        TDESMBAGA1UECgwJ5riF5rKz5Y6/MRgwFgYDVQQLDA90cmFpbmluZyDnu4PkuaAx
        HDAaBgNVBAMME+a4heays+WOvyDlkKzor4kgQ0EwIBcNNzAwMTAxMDAwMDAwWhgP
        MjA5OTEyMzEyMzU5NTlaMEUxEjAQBgNVBAoMCea4heays+WOvzEPMA0GA1UECwwG
        Y2VudGVyMR4wHAYDVQQDDBXmuIXmsrPljr/nu7zmsrvkuK3lv4MwWTATBgcqhkjO
        PQIBBggqhkjOPQMBBwNCAATDVEmfECjYvhTBpXWB8j0qJko7G62A/SaHXCQbmXDF
        i0bdCf53cbB3KxeX8GbZ+CtjQH/+FtokwEWsdoN9bRnwo4G9MIG6MAwGA1UdEwEB
        /wQCMAAwDgYDVR0PAQH/BAQDAgeAMB0GA1UdJQQWMBQGCCsGAQUFBwMCBggrBgEF
        BQcDATA7BgNVHREENDAyhjB1cm46dGluZ3N1Om5vZGU6MmYyY2Q0ZTUzZTcxMTg5
        NzM2YWM1OWVjYjE1OTg0Y2MwHQYDVR0OBBYEFFXfJo7a4FBNoEkTujPLSAgY0tyr
        MB8GA1UdIwQYMBaAFG4RquMLPIvFyWRJKgE1o1Ev+dmsMAoGCCqGSM49BAMCA0kA
        MEYCIQDyszRtkmnhRPC3+aqqmBmeu4HL6KbiOmyratge4cx1JwIhAJ5zqdJP2glE
        oxXx0wrq2HEXHCxNEmzM37ZAQdqqpYBr
        -----END CERTIFICATE-----
        """

    private static let requestPEM = """
        -----BEGIN CERTIFICATE REQUEST-----
        MIHVMHwCAQAwGjEYMBYGA1UEAwwP55+z5qGl5p2R55S16ISRMFkwEwYHKoZIzj0C
        AQYIKoZIzj0DAQcDQgAEz9dNd16sOWDviU7XR5dLVT+s4feF8ZSEfMCSwk1v4adF
        WE+LFwOglrQKnlZGiVkpfl7bpsOsOn6PVLT+FYVU8KAAMAoGCCqGSM49BAMCA0kA
        MEYCIQDO2dTlViAJjIKQzLyQCDdOm2GytedRjAp7OKpcsnUmcAIhAKUa04nE9uEg
        rOnINtQGEvZDDG2bJjktUD18BltBYuot
        -----END CERTIFICATE REQUEST-----
        """
}
