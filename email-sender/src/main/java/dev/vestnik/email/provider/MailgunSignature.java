package dev.vestnik.email.provider;

import dev.vestnik.sender.hook.Hook;
import dev.vestnik.sender.hook.HookSecrets;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.hook.UnreadableHookException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/**
 * Mailgun's signature in the body: HMAC-SHA256 in hexadecimal of timestamp and token. It does not cover the event, which names its message by
 * our own signed token.
 */
record MailgunSignature(HookSecrets keys) implements HookSignature {
    /** Mailgun tries a call again for eight hours, the last time four hours after the time before. */
    private static final Duration WINDOW = Duration.ofHours(9);

    private static final int MOST_DIGITS = 12;

    @Override
    public Verdict check(Hook hook) {
        try {
            JsonNode signature = hook.json().path("signature");
            String time = signature.path("timestamp").asString("");
            String given = signature.path("signature").asString("");
            byte[] content = (time + signature.path("token").asString("")).getBytes(StandardCharsets.UTF_8);
            boolean genuine = keys.fit(
                    given.getBytes(StandardCharsets.UTF_8), key -> hex(HookSecrets.hmac("HmacSHA256", key, content)));
            if (!genuine) {
                return Verdict.FORGED;
            }
            return isNear(time, hook.at()) ? Verdict.GENUINE : Verdict.LATE;
        } catch (UnreadableHookException e) {
            return Verdict.FORGED;
        }
    }

    private static byte[] hex(byte[] hash) {
        return HexFormat.of().formatHex(hash).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isNear(String time, Instant now) {
        if (time.isEmpty() || time.length() > MOST_DIGITS || !time.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        Instant then = Instant.ofEpochSecond(Long.parseLong(time));
        return Duration.between(then, now).abs().compareTo(WINDOW) <= 0;
    }
}
