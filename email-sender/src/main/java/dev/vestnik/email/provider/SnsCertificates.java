package dev.vestnik.email.provider;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The certificates with which Amazon SNS signs, each got once from SNS itself. */
final class SnsCertificates {
    /** Amazon has one a region and year. */
    private static final int MOST = 8;

    /** The time for which nothing is got after a failure: forged calls must not make us call Amazon without end. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final SnsServer server;
    private final InstantSource rests;
    private final ReentrantLock getting = new ReentrantLock();
    private final Map<URI, X509Certificate> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true));
    private Instant restUntil = Instant.MIN;

    SnsCertificates(SnsServer server, InstantSource rests) {
        this.server = server;
        this.rests = rests;
    }

    /**
     * The certificate at an address of SNS; empty when it does not come now, or another call is getting one: a slow answer holds one call.
     *
     * @throws CertificateException when it is not valid now
     */
    Optional<X509Certificate> at(URI address, Instant now) throws CertificateException {
        X509Certificate certificate = known.get(address);
        if (certificate == null) {
            certificate = got(address);
        }
        if (certificate != null) {
            certificate.checkValidity(Date.from(now));
        }
        return Optional.ofNullable(certificate);
    }

    private @Nullable X509Certificate got(URI address) {
        if (!getting.tryLock()) {
            return null;
        }
        try {
            X509Certificate certificate = known.get(address);
            if (certificate == null && !rests.instant().isBefore(restUntil)) {
                certificate = server.get(address).map(SnsCertificates::read).orElse(null);
                keep(address, certificate);
            }
            return certificate;
        } finally {
            getting.unlock();
        }
    }

    private void keep(URI address, @Nullable X509Certificate certificate) {
        if (certificate == null) {
            restUntil = rests.instant().plus(REST); // from the failure on: a silent server takes longer than the rest
            return;
        }
        known.put(address, certificate);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }

    private static @Nullable X509Certificate read(byte[] pem) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
        } catch (CertificateException noCertificate) {
            return null;
        }
    }
}
