package dev.vestnik.engine.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.web.server.Ssl;

/** Engines that listen with TLS talk to each other with TLS, and to nobody whom their authority has not signed. */
class PeerWireTest {
    private final X509Bundle ours = authority("ours");
    private HttpsServer engine;

    PeerWireTest() throws Exception {}

    private static X509Bundle authority(String name) throws Exception {
        return new CertificateBuilder()
                .subject("CN=" + name)
                .ecp256()
                .setIsCertificateAuthority(true)
                .setKeyUsage(true, CertificateBuilder.KeyUsage.keyCertSign)
                .buildSelfSigned();
    }

    /** An engine's, with its certificate, which trusts its own authority alone. */
    private static SslBundle bundle(X509Bundle authority) throws Exception {
        X509Bundle engine = new CertificateBuilder()
                .subject("CN=engine")
                .ecp256()
                .addSanIpAddress("127.0.0.1")
                .buildIssuedBy(authority);
        return SslBundle.of(new PemSslStoreBundle(
                PemSslStoreDetails.forCertificate(engine.getCertificatePathPEM())
                        .withPrivateKey(engine.getPrivateKeyPEM()),
                PemSslStoreDetails.forCertificate(authority.getCertificatePEM())));
    }

    private static PeerWire wire(SslBundle bundle) {
        return PeerWire.of(Ssl.forBundle("engine"), new DefaultSslBundleRegistry("engine", bundle));
    }

    /** An engine that asks its callers for a certificate too. */
    @BeforeEach
    void listen() throws Exception {
        SSLContext context = bundle(ours).createSslContext();
        engine = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters asked = context.getDefaultSSLParameters();
                asked.setNeedClientAuth(true);
                parameters.setSSLParameters(asked);
            }
        });
        engine.createContext("/", call -> {
            call.sendResponseHeaders(204, -1);
            call.close();
        });
        engine.start();
    }

    @AfterEach
    void stop() {
        engine.stop(0);
    }

    private int call(PeerWire wire) throws IOException, InterruptedException {
        try (wire) {
            String address = "127.0.0.1:" + engine.getAddress().getPort();
            HttpRequest request = HttpRequest.newBuilder(wire.at(address, "/internal/revision"))
                    .build();
            return wire.http().send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void reachesAnEngineOfTheSameAuthority() throws Exception {
        assertThat(call(wire(bundle(ours)))).isEqualTo(204);
    }

    @Test
    void showsNothingToWhomAnotherAuthorityHasSigned() throws Exception {
        PeerWire stranger = wire(bundle(authority("another")));
        assertThatThrownBy(() -> call(stranger)).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void anEngineWithoutTlsSpeaksPlainly() {
        try (PeerWire wire = PeerWire.of(null, new DefaultSslBundleRegistry())) {
            assertThat(wire.at("engine-1:8081", "/internal/revision?a=b"))
                    .hasToString("http://engine-1:8081/internal/revision?a=b");
        }
    }
}
