package dev.vestnik.push.web;

import dev.vestnik.sender.Content;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A browser's end of Web Push, written from RFC 8188 and RFC 8291 to be a peer of the library that encrypts. */
final class Chrome {
    private final KeyPair keys;
    private final byte[] auth;

    Chrome() throws Exception {
        this(fresh(), "0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    }

    Chrome(KeyPair keys, byte[] auth) {
        this.keys = keys;
        this.auth = auth.clone();
    }

    private static KeyPair fresh() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    Content.Browser subscription(String endpoint) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return new Content.Browser(endpoint, encoder.encodeToString(publicKey()), encoder.encodeToString(auth));
    }

    String decrypt(byte[] message) throws Exception {
        ByteBuffer in = ByteBuffer.wrap(message);
        byte[] salt = take(in, 16);
        int recordSize = in.getInt();
        byte[] senderKey = take(in, in.get() & 0xff);
        byte[] record = take(in, in.remaining());
        if (record.length > recordSize) {
            throw new AssertionError("More than one record");
        }
        byte[] info = concat("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), publicKey(), senderKey);
        byte[] input = hkdf(auth, agree(senderKey), info, 32);
        byte[] key = hkdf(salt, input, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), 16);
        byte[] nonce = hkdf(salt, input, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        byte[] padded = cipher.doFinal(record);
        int end = padded.length - 1;
        while (padded[end] == 0) {
            end--;
        }
        if (padded[end] != 2) {
            throw new AssertionError("Not the last record");
        }
        return new String(padded, 0, end, StandardCharsets.UTF_8);
    }

    static ECPublicKey point(byte[] uncompressed) throws Exception {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(uncompressed, 1, 33)),
                new BigInteger(1, Arrays.copyOfRange(uncompressed, 33, 65)));
        return (ECPublicKey) KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private byte[] publicKey() {
        ECPoint point = ((ECPublicKey) keys.getPublic()).getW();
        return concat(new byte[] {4}, fixed(point.getAffineX()), fixed(point.getAffineY()));
    }

    private byte[] agree(byte[] senderKey) throws Exception {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(keys.getPrivate());
        agreement.doPhase(point(senderKey), true);
        return agreement.generateSecret();
    }

    private static byte[] hkdf(byte[] salt, byte[] input, byte[] info, int length) throws Exception {
        byte[] extracted = hmac(salt, input);
        return Arrays.copyOf(hmac(extracted, concat(info, new byte[] {1})), length);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static byte[] concat(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
