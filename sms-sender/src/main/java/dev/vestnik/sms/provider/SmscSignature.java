package dev.vestnik.sms.provider;

import dev.vestnik.sender.hook.Hook;
import dev.vestnik.sender.hook.HookSecrets;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.hook.UnreadableHookException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * SMSC.ru's check sum in the form: SHA-1 ({@code sha1}) or MD5 ({@code md5}) in hexadecimal, of {@code id:phone:status:secret} for a status,
 * of {@code phone:mes:to:secret} for a reply. SHA-1 counts where both are there.
 */
record SmscSignature(HookSecrets secrets) implements HookSignature {

    @Override
    public Verdict check(Hook hook) {
        try {
            Map<String, String> fields = hook.form();
            boolean sha = fields.containsKey("sha1");
            String given = fields.getOrDefault(sha ? "sha1" : "md5", "").toLowerCase(Locale.ROOT);
            String content = content(fields);
            return HookSignature.of(secrets.fit(
                    given.getBytes(StandardCharsets.UTF_8),
                    secret -> hash(sha ? "SHA-1" : "MD5", content + ":" + secret)));
        } catch (UnreadableHookException e) {
            return Verdict.FORGED;
        }
    }

    private static String content(Map<String, String> fields) {
        return fields.containsKey("mes")
                ? joined(fields, "phone", "mes", "to")
                : joined(fields, "id", "phone", "status");
    }

    private static String joined(Map<String, String> fields, String first, String second, String third) {
        return fields.getOrDefault(first, "") + ":" + fields.getOrDefault(second, "") + ":"
                + fields.getOrDefault(third, "");
    }

    private static byte[] hash(String algorithm, String content) {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).getBytes(StandardCharsets.UTF_8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
