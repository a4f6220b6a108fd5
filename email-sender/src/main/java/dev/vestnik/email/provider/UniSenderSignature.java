package dev.vestnik.email.provider;

import dev.vestnik.sender.hook.Hook;
import dev.vestnik.sender.hook.HookSecrets;
import dev.vestnik.sender.hook.HookSignature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** UniSender Go's {@code auth}: the MD5 of the body as it came, in which the value of {@code auth} is the account's key. */
record UniSenderSignature(HookSecrets keys) implements HookSignature {
    private static final Pattern AUTH = Pattern.compile("\"auth\" ?: ?\"([0-9a-f]{32})\"");

    @Override
    public Verdict check(Hook hook) {
        String body = hook.text();
        Matcher auth = AUTH.matcher(body);
        if (!auth.find()) {
            return Verdict.FORGED;
        }
        byte[] given = auth.group(1).getBytes(StandardCharsets.UTF_8);
        String before = body.substring(0, auth.start(1));
        String after = body.substring(auth.end(1));
        return HookSignature.of(keys.fit(given, key -> md5(before + key + after)));
    }

    private static byte[] md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).getBytes(StandardCharsets.UTF_8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
