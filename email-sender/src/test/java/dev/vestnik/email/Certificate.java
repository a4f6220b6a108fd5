package dev.vestnik.email;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.File;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

/** A certificate for localhost, made for one test run. */
record Certificate(X509Bundle bundle) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    static Certificate make() throws Exception {
        return new Certificate(new CertificateBuilder()
                .subject("CN=localhost")
                .ecp256()
                .addSanDnsName("localhost")
                .setIsCertificateAuthority(true)
                .buildSelfSigned());
    }

    /** With its key, under the password that GreenMail takes by default. */
    File file() throws Exception {
        return bundle.toTempKeyStoreFile(PASSWORD);
    }

    /** Shows it. */
    SSLContext server() throws Exception {
        return context(bundle.toKeyManagerFactory().getKeyManagers(), null);
    }

    /** Trusts it, and nothing else. */
    SSLContext client() throws Exception {
        return context(null, bundle.toTrustManagerFactory().getTrustManagers());
    }

    /** A bundle of Spring's that trusts it, and nothing else. */
    SslBundle trusted() throws Exception {
        KeyStore trust = KeyStore.getInstance(KeyStore.getDefaultType());
        trust.load(null, null);
        trust.setCertificateEntry("server", bundle.getCertificate());
        return SslBundle.of(SslStoreBundle.of(null, null, trust));
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }
}
