package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.ledger.Tag;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises Vestnik's messages by the words that its senders give to providers. */
final class Tags {
    /** A message id without its dashes, then the attempt. */
    private static final Pattern REFERENCE = Pattern.compile("([0-9a-f]{32})([0-9]{1,9})");

    private static final int LONG_ATTEMPT = 0xFF;

    private Tags() {}

    static Tag ofReference(String reference) {
        Matcher known = REFERENCE.matcher(reference);
        if (!known.matches()) {
            return Tag.NONE;
        }
        String id = known.group(1).replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        return Tag.of(id, null, known.group(2));
    }

    /** Reads a token for reports: base64url of channel, attempt (one byte, or four after 0xFF), message id and more. */
    static Tag ofToken(String token) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            bytes.get();
            int attempt = Byte.toUnsignedInt(bytes.get());
            int number = attempt == LONG_ATTEMPT ? bytes.getInt() : attempt;
            UUID id = new UUID(bytes.getLong(), bytes.getLong());
            return Tag.of(id.toString(), null, Integer.toString(number));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Tag.NONE;
        }
    }
}
