package dev.vestnik.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** An expired certificate is met for real in service-runtime, ClusterPreparationTest. */
class RemedyTest {
    private static SslAuthenticationException handshake(Exception cause) {
        SSLHandshakeException failed = new SSLHandshakeException("handshake");
        failed.initCause(cause);
        return new SslAuthenticationException("SSL handshake failed", failed);
    }

    @Test
    void everyRefusalSaysInOneLineWhatToDo() {
        assertThat(Remedy.of(new SaslAuthenticationException("invalid credentials")))
                .startsWith("invalid credentials: correct user and password, sasl.jaas.config");
        assertThat(Remedy.of(new TopicAuthorizationException("Topic authorization failed.")))
                .contains("Topic authorization failed.", "Grant it");
        assertThat(Remedy.of(handshake(new CertificateNotYetValidException("NotBefore: tomorrow"))))
                .contains("not valid yet (NotBefore: tomorrow)", "clock");
        assertThat(Remedy.of(handshake(new IllegalStateException("unable to find valid certification path"))))
                .contains("unable to find valid certification path", "ssl.truststore");
    }
}
