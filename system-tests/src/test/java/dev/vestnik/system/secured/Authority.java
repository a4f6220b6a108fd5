package dev.vestnik.system.secured;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Signs certificates that nobody trusts who was not told to. Files are in PEM. */
final class Authority {
    private static final Duration DAY = Duration.ofDays(1);

    private final Path directory;
    private final X509Bundle authority;

    Authority(Path directory) throws Exception {
        this.directory = Files.createDirectories(directory);
        this.authority = new CertificateBuilder()
                .subject("CN=authority of " + directory.getFileName())
                .ecp256()
                .setIsCertificateAuthority(true)
                .setKeyUsage(true, CertificateBuilder.KeyUsage.keyCertSign)
                .buildSelfSigned();
    }

    /** The file that makes whoever reads it trust what this signs. */
    Path trust() throws IOException {
        return Files.writeString(directory.resolve("trust.pem"), authority.getCertificatePEM());
    }

    /** A key with its certificate for the next day, for servers on this machine and for clients. */
    Path key(String name) throws Exception {
        return key(name, Instant.now().minus(DAY), Instant.now().plus(DAY));
    }

    Path expired(String name) throws Exception {
        return key(name, Instant.now().minus(DAY.multipliedBy(9)), Instant.now().minus(DAY));
    }

    private Path key(String name, Instant from, Instant until) throws Exception {
        X509Bundle made = certificate(name, from, until).buildIssuedBy(authority);
        return Files.writeString(
                directory.resolve(name + ".pem"), made.getPrivateKeyPEM() + made.getCertificatePathPEM());
    }

    private static CertificateBuilder certificate(String name, Instant from, Instant until) {
        return new CertificateBuilder()
                .subject("CN=" + name)
                .ecp256()
                .notBefore(from)
                .notAfter(until)
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1");
    }
}
