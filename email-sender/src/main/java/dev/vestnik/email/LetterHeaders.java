package dev.vestnik.email;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The header of a letter. No value can start a header of its own: one with a line break or a NUL is refused here, whatever field
 * it came from.
 */
final class LetterHeaders {
    /** RFC 5322, 2.1.1. */
    private static final int LONGEST_LINE = 998;

    private final StringBuilder lines = new StringBuilder(1024);

    /** A value in ASCII that must stay in one piece, such as an id or a URL. */
    LetterHeaders token(String name, String value) throws RefusedLetterException {
        if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new RefusedLetterException("illegal-header", false);
        }
        return line(name, value);
    }

    /** Free text: encoded by RFC 2047 where it is not ASCII, folded. */
    LetterHeaders text(String name, String value) throws RefusedLetterException {
        return line(name, MimeUtility.fold(name.length() + 2, encoded(checked(value))));
    }

    /** An address with a display name. */
    LetterHeaders mailbox(String name, EmailAddress address, @Nullable String displayName)
            throws RefusedLetterException {
        if (displayName == null || displayName.isBlank()) {
            return line(name, address.toString());
        }
        String phrase = phrase(checked(displayName));
        return line(name, MimeUtility.fold(name.length() + 2, phrase + " <" + address + ">"));
    }

    /** A body in several forms, between lines of that boundary. */
    LetterHeaders alternatives(String boundary) throws RefusedLetterException {
        return line("Content-Type", "multipart/alternative;\r\n\tboundary=\"" + boundary + '"');
    }

    byte[] bytes() {
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private LetterHeaders line(String name, String value) throws RefusedLetterException {
        if (value.lines().anyMatch(line -> name.length() + 2 + line.length() > LONGEST_LINE)) {
            throw new RefusedLetterException("illegal-header", false);
        }
        lines.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    private static String checked(String value) throws RefusedLetterException {
        if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new RefusedLetterException("illegal-header", false);
        }
        return value;
    }

    /** RFC 5322 phrase: quoted where it is ASCII, else encoded words, which must not be quoted. */
    private static String phrase(String name) {
        String encoded = encoded(name);
        return encoded.equals(name) ? '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : encoded;
    }

    private static String encoded(String value) {
        try {
            return MimeUtility.encodeText(value, "UTF-8", null);
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError("UTF-8 is always there", e);
        }
    }
}
