package dev.vestnik.sandbox.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;

/** Key pairs on the curve P-256 and the 65 octets of an uncompressed point (SEC 1, 2.3.3). */
public final class EcKeys {
    private static final int COORDINATE = 32;
    private static final KeyPair SOME = generate();

    private EcKeys() {}

    public static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws GeneralSecurityException when the octets are no point */
    public static ECPublicKey point(byte[] octets) throws GeneralSecurityException {
        if (octets.length != 1 + 2 * COORDINATE || octets[0] != 4) {
            throw new GeneralSecurityException("not an uncompressed point of P-256");
        }
        ECPoint point = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(octets, 1, 1 + COORDINATE)),
                new BigInteger(1, Arrays.copyOfRange(octets, 1 + COORDINATE, octets.length)));
        ECPublicKeySpec spec = new ECPublicKeySpec(point, ((ECPublicKey) SOME.getPublic()).getParams());
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
    }

    public static byte[] octets(ECPublicKey key) {
        byte[] octets = new byte[1 + 2 * COORDINATE];
        octets[0] = 4;
        put(key.getW().getAffineX(), octets, 1);
        put(key.getW().getAffineY(), octets, 1 + COORDINATE);
        return octets;
    }

    private static void put(BigInteger coordinate, byte[] octets, int at) {
        byte[] bytes = coordinate.toByteArray();
        int length = Math.min(bytes.length, COORDINATE);
        System.arraycopy(bytes, bytes.length - length, octets, at + COORDINATE - length, length);
    }
}
