package dev.vestnik.email;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.File;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

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

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }
}
