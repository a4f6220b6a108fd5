package dev.vestnik.sandbox.webpush;

import dev.vestnik.sandbox.token.EcKeys;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A browser's subscription with its secrets, in base64url as on disk.
 *
 * @param applicationServerKey the only server that may send, if the page restricted it (RFC 8292, 4)
 */
record Subscription(
        String id,
        String p256dh,
        String auth,
        String privateKey,
        @Nullable String applicationServerKey) {
    private static final SecureRandom random = new SecureRandom();
    private static final Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder decoder = Base64.getUrlDecoder();

    static Subscription create(@Nullable String applicationServerKey) {
        KeyPair keys = EcKeys.generate();
        return new Subscription(
                encoder.encodeToString(randomOctets()),
                encoder.encodeToString(EcKeys.octets((ECPublicKey) keys.getPublic())),
                encoder.encodeToString(randomOctets()),
                encoder.encodeToString(keys.getPrivate().getEncoded()),
                applicationServerKey);
    }

    private static byte[] randomOctets() {
        byte[] octets = new byte[16];
        random.nextBytes(octets);
        return octets;
    }

    byte[] publicOctets() {
        return decoder.decode(p256dh);
    }

    byte[] authSecret() {
        return decoder.decode(auth);
    }

    PrivateKey key() throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(privateKey)));
    }
}
