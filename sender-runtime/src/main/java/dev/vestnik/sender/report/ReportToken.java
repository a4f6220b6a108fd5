package dev.vestnik.sender.report;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Attempt;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A report's subject as a signed, URL-safe word: base64url of channel (1), attempt (1, or 4 after 0xFF), message id (16), customer (rest),
 * and 12 bytes of HMAC-SHA256 over them. Short customers stay within the 64 characters of a mailbox's local part.
 */
final class ReportToken {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE = 12;
    private static final int LONG_ATTEMPT = 0xFF;
    private static final int LONGEST = 2000;

    /** The channels by their numbers in tokens. Tokens outlive releases: new channels come behind the others. */
    private static final List<ChannelName> NUMBERED = List.of(ChannelName.SMS, ChannelName.EMAIL, ChannelName.PUSH);

    private final SecretKeySpec key;

    ReportToken(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    String write(ReportSubject subject) {
        byte[] customer = subject.customer().toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(22 + customer.length + SIGNATURE);
        bytes.put((byte) code(subject.channel()));
        int attempt = subject.attempt().number();
        if (attempt >= 0 && attempt < LONG_ATTEMPT) {
            bytes.put((byte) attempt);
        } else {
            bytes.put((byte) LONG_ATTEMPT).putInt(attempt);
        }
        bytes.putLong(subject.attempt().messageId().getMostSignificantBits());
        bytes.putLong(subject.attempt().messageId().getLeastSignificantBits());
        bytes.put(customer);
        byte[] content = Arrays.copyOf(bytes.array(), bytes.position());
        bytes.put(signature(content));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /** The subject; empty when the token is not ours. */
    Optional<ReportSubject> read(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            int end = Math.max(0, bytes.length - SIGNATURE);
            byte[] content = Arrays.copyOf(bytes, end);
            boolean ours = MessageDigest.isEqual(signature(content), Arrays.copyOfRange(bytes, end, bytes.length));
            return ours ? Optional.of(subject(ByteBuffer.wrap(content))) : Optional.empty();
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static ReportSubject subject(ByteBuffer bytes) {
        ChannelName channel = channel(bytes.get());
        int attempt = Byte.toUnsignedInt(bytes.get());
        int number = attempt == LONG_ATTEMPT ? bytes.getInt() : attempt;
        UUID messageId = new UUID(bytes.getLong(), bytes.getLong());
        byte[] customer = new byte[bytes.remaining()];
        bytes.get(customer);
        return new ReportSubject(
                CustomerKey.parse(new String(customer, StandardCharsets.UTF_8)),
                new Attempt(messageId, number),
                channel);
    }

    private static int code(ChannelName channel) {
        int code = NUMBERED.indexOf(channel);
        if (code < 0) {
            throw new IllegalArgumentException("no report links in channel " + channel);
        }
        return code;
    }

    private static ChannelName channel(int code) {
        if (code < 0 || code >= NUMBERED.size()) {
            throw new IllegalArgumentException("a channel of another version: " + code);
        }
        return NUMBERED.get(code);
    }

    private byte[] signature(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(content), SIGNATURE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
