package dev.vestnik.sender.hook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA256 over the raw body, or over {@code timestamp.body} where the provider sends a timestamp.
 *
 * @param header the header with the signature, in hexadecimal or base64, with or without {@code sha256=} before it
 * @param timestamp the header with the seconds or milliseconds since 1970; null where the provider sends none
 */
public record HmacSignature(
        HookSecrets secrets, String header, @Nullable String timestamp) implements HookSignature {
    /** The time after which a signed call is a recorded one; clocks of two hosts differ by less. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";
    private static final int BYTES = 32;
    private static final long SOME_MILLISECOND = 100_000_000_000L; // in seconds the year 5138

    @Override
    public Verdict check(Hook hook) {
        Optional<byte[]> given = hook.header(header).flatMap(HmacSignature::bytes);
        String time = timestamp == null ? null : hook.header(timestamp).orElse(null);
        if (given.isEmpty() || (timestamp != null && time == null)) {
            return Verdict.FORGED;
        }
        byte[] content = time == null ? hook.body() : joined(time, hook.body());
        if (!secrets.fit(given.get(), secret -> HookSecrets.hmac(ALGORITHM, secret, content))) {
            return Verdict.FORGED;
        }
        return time == null || isNear(time, hook.at()) ? Verdict.GENUINE : Verdict.LATE;
    }

    private static byte[] joined(String time, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(time.length() + 1 + body.length);
        bytes.writeBytes(time.getBytes(StandardCharsets.UTF_8));
        bytes.write('.');
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static boolean isNear(String time, Instant now) {
        try {
            long number = Long.parseLong(time.strip());
            Instant then = number >= SOME_MILLISECOND ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
            return Duration.between(then, now).abs().compareTo(WINDOW) <= 0;
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    private static Optional<byte[]> bytes(String signature) {
        String word = signature.startsWith(PREFIX) ? signature.substring(PREFIX.length()) : signature;
        try {
            return Optional.of(
                    word.length() == 2 * BYTES
                            ? HexFormat.of().parseHex(word)
                            : Base64.getDecoder().decode(word));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
