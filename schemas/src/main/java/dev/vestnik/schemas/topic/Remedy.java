package dev.vestnik.schemas.topic;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.jspecify.annotations.Nullable;

/** Words a cluster's refusal in one line, with what to do about it. */
final class Remedy {
    private static final int DEEPEST_CAUSE = 20;

    private Remedy() {}

    static String of(@Nullable Throwable refusal) {
        return switch (refusal) {
            case SaslAuthenticationException e ->
                e.getMessage() + ": correct user and password, sasl.jaas.config in vestnik.kafka.properties";
            case SslAuthenticationException e -> certificate(e);
            case AuthorizationException e ->
                e.getMessage() + " Grant it; deploy/helm/vestnik/acls.yml lists what each service needs";
            case null, default -> String.valueOf(refusal);
        };
    }

    private static String certificate(SslAuthenticationException refusal) {
        Throwable cause = refusal;
        for (int depth = 0; cause.getCause() != null && depth < DEEPEST_CAUSE; depth++) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case CertificateExpiredException e ->
                "a certificate of the brokers has expired (" + e.getMessage() + "): renew it";
            case CertificateNotYetValidException e ->
                "a certificate of the brokers is not valid yet (" + e.getMessage()
                        + "): is this machine's clock right?";
            default ->
                "TLS with the brokers fails (" + cause.getMessage()
                        + "): trust their issuer, ssl.truststore.* in vestnik.kafka.properties, and give them a certificate that they take, ssl.keystore.*";
        };
    }
}
