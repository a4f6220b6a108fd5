package dev.vestnik.sandbox.apns;

import dev.vestnik.sandbox.host.HostSettings;
import dev.vestnik.sandbox.token.EcKeys;
import dev.vestnik.sandbox.token.Pem;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.KeyManagerFactory;

/** Makes a certificate authority once, and by it the server's certificate at every start. */
final class ApnsCertificates {
    private static final int YEARS = 20;

    private final HostSettings host;
    private final Instant now;

    ApnsCertificates(HostSettings host, Instant now) {
        this.host = host;
        this.now = now;
    }

    KeyManagerFactory serverKeys() {
        try {
            CertificateBuilder server = validity(new CertificateBuilder())
                    .subject("CN=Vestnik sandbox APNs")
                    .ecp256()
                    .addExtendedKeyUsageServerAuth()
                    .addSanDnsName("localhost")
                    .addSanIpAddress("127.0.0.1")
                    .addSanIpAddress("::1");
            URI url = host.publicUrl();
            if (url != null
                    && Character.isLetter(url.getHost().charAt(0))
                    && !url.getHost().equals("localhost")) {
                server.addSanDnsName(url.getHost());
            }
            return server.buildIssuedBy(authority()).toKeyManagerFactory();
        } catch (Exception e) {
            throw new IllegalStateException("no certificate for APNs", e);
        }
    }

    private X509Bundle authority() throws Exception {
        Path certificate = host.file("apns-ca.pem");
        Path key = host.file("apns-ca-key.pem");
        if (Files.exists(certificate) && Files.exists(key)) {
            return read(certificate, key);
        }
        X509Bundle made = validity(new CertificateBuilder())
                .subject("CN=Vestnik sandbox authority")
                .setIsCertificateAuthority(true)
                .setKeyUsage(true, CertificateBuilder.KeyUsage.keyCertSign)
                .keyPair(EcKeys.generate())
                .buildSelfSigned();
        Pem.write(key, Pem.privateKey(made.getKeyPair().getPrivate()));
        Pem.write(certificate, made.getCertificatePEM());
        return made;
    }

    private static X509Bundle read(Path certificate, Path key) throws Exception {
        X509Certificate authority = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Pem.read(certificate).getBytes(StandardCharsets.US_ASCII)));
        KeyPair keys = new KeyPair(authority.getPublicKey(), Pem.readPrivateKey("EC", Pem.read(key)));
        return X509Bundle.fromRootCertificateAuthority(authority, keys);
    }

    private CertificateBuilder validity(CertificateBuilder builder) {
        return builder.notBefore(now.minus(1, ChronoUnit.DAYS)).notAfter(now.plus(YEARS * 365L, ChronoUnit.DAYS));
    }
}
