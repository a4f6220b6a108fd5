package dev.vestnik.sms.provider;

import dev.vestnik.sender.hook.Hook;
import dev.vestnik.sender.hook.HookSecrets;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.hook.UnreadableHookException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.TreeMap;

/**
 * {@code X-Twilio-Signature}: HMAC-SHA1 with the account's token over the address as Twilio called it, followed by the names and values of
 * the form's fields in the order of their names.
 */
record TwilioSignature(HookSecrets tokens) implements HookSignature {

    @Override
    public Verdict check(Hook hook) {
        try {
            StringBuilder signed = new StringBuilder(hook.url().toString());
            new TreeMap<>(hook.form())
                    .forEach((name, value) -> signed.append(name).append(value));
            byte[] content = signed.toString().getBytes(StandardCharsets.UTF_8);
            byte[] given = hook.header("x-twilio-signature").orElse("").getBytes(StandardCharsets.UTF_8);
            return HookSignature.of(tokens.fit(given, token -> expected(token, content)));
        } catch (UnreadableHookException e) {
            return Verdict.FORGED;
        }
    }

    private static byte[] expected(String token, byte[] content) {
        return Base64.getEncoder().encode(HookSecrets.hmac("HmacSHA1", token, content));
    }
}
