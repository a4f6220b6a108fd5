package dev.vestnik.engine.support;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens of unsubscribe links: base64url of (channel, topic, customer) and the first 128 bits of its HMAC-SHA256. They are
 * short, since they go into SMS, and never expire, since messages are kept.
 */
final class OptOutTokens {
    private static final int SIGNATURE = 16;
    private static final int NO_TOPIC = 0xffff;
    private static final int HEADER = 3;

    private final SecretKeySpec secret;

    OptOutTokens(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    String write(OptOut optOut) {
        byte[] customer = optOut.customer().toString().getBytes(StandardCharsets.UTF_8);
        byte[] topic = optOut.topic() == null ? new byte[0] : optOut.topic().getBytes(StandardCharsets.UTF_8);
        byte[] content = ByteBuffer.allocate(HEADER + topic.length + customer.length)
                .put((byte) code(optOut.channel()))
                .putShort((short) (optOut.topic() == null ? NO_TOPIC : topic.length))
                .put(topic)
                .put(customer)
                .array();
        byte[] token = Arrays.copyOf(content, content.length + SIGNATURE);
        System.arraycopy(signature(content), 0, token, content.length, SIGNATURE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Empty when we did not write it. */
    Optional<OptOut> read(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length <= SIGNATURE + HEADER) {
                return Optional.empty();
            }
            byte[] content = Arrays.copyOf(bytes, bytes.length - SIGNATURE);
            byte[] signature = Arrays.copyOfRange(bytes, content.length, bytes.length);
            return MessageDigest.isEqual(signature, signature(content))
                    ? Optional.of(content(ByteBuffer.wrap(content)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static OptOut content(ByteBuffer content) {
        Channel channel = channel(content.get());
        int length = Short.toUnsignedInt(content.getShort());
        String topic = length == NO_TOPIC ? null : text(content, length);
        return new OptOut(CustomerKey.parse(text(content, content.remaining())), channel, topic);
    }

    /** The numbers in tokens that are out; never renumbered, whatever becomes of the constants' order. */
    private static int code(Channel channel) {
        return switch (channel) {
            case SMS -> 0;
            case EMAIL -> 1;
            case PUSH -> 2;
        };
    }

    private static Channel channel(int code) {
        return Arrays.stream(Channel.values())
                .filter(channel -> code(channel) == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a channel of another version: " + code));
    }

    private static String text(ByteBuffer content, int length) {
        byte[] text = new byte[length];
        content.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private byte[] signature(byte[] content) {
        try {
            Mac mac = Mac.getInstance(secret.getAlgorithm());
            mac.init(secret);
            return Arrays.copyOf(mac.doFinal(content), SIGNATURE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
