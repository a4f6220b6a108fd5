package dev.vestnik.pages.subscribe;

import dev.vestnik.schemas.CustomerKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person who asks for e-mails: a visitor by the hash of the address, until the shop says whose address it is ({@code customer.identified}). The
 * same address is the same visitor.
 */
record Subscriber(String email, CustomerKey customer) {
    private static final int LONGEST = 254;
    private static final int HASH_BYTES = 16;

    /** Empty for what nobody can write to. */
    static Optional<Subscriber> of(String shop, @Nullable String text) {
        String email = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        int at = email.indexOf('@');
        boolean fine = email.length() <= LONGEST
                && at > 0
                && at == email.lastIndexOf('@')
                && email.indexOf('.', at) > at + 1
                && !email.endsWith(".")
                && email.chars().allMatch(c -> c > ' ' && c != 0x7f && ",;<>()\"\\".indexOf(c) < 0);
        return fine
                ? Optional.of(new Subscriber(email, new CustomerKey(shop, "~subscriber-" + hash(email))))
                : Optional.empty();
    }

    private static String hash(String email) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(email.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
