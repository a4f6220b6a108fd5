package dev.vestnik.schemas.registry;

import java.io.IOException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/** Says in one line why the registry gave nothing, and what to do about it where that is known. */
final class RegistryRemedy {
    private static final int DEEPEST_CAUSE = 20;

    private RegistryRemedy() {}

    static String of(IOException failure) {
        return failure instanceof SSLException tls ? certificate(tls) : failure.toString();
    }

    /** Follows a refusal; empty where its own words are all that can be said. */
    static String of(int status) {
        return status == 401 || status == 403 ? ": correct basic.auth.user.info in vestnik.kafka.properties" : "";
    }

    private static String certificate(SSLException failure) {
        return switch (root(failure)) {
            case CertificateExpiredException e -> "its certificate has expired (" + e.getMessage() + "): renew it";
            case CertificateNotYetValidException e ->
                "its certificate is not valid yet (" + e.getMessage() + "): is this machine's clock right?";
            case Throwable e ->
                "TLS fails (" + e.getMessage()
                        + "): trust its issuer, schema.registry.ssl.truststore.* in vestnik.kafka.properties,"
                        + " and give it a certificate where it asks for one, schema.registry.ssl.keystore.*";
        };
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < DEEPEST_CAUSE; depth++) {
            root = root.getCause();
        }
        return root;
    }
}
