package dev.vestnik.sender.hook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user's name and password in the header Authorization (RFC 7617), for providers that offer nothing better over TLS. */
public record BasicSignature(String user, HookSecrets passwords) implements HookSignature {
    private static final String SCHEME = "Basic ";

    @Override
    public Verdict check(Hook hook) {
        byte[] given = hook.header("authorization")
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> new byte[0]);
        return HookSignature.of(passwords.fit(given, this::expected));
    }

    private byte[] expected(String password) {
        return Base64.getEncoder().encode((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
