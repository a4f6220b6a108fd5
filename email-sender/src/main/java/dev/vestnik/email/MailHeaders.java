package dev.vestnik.email;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The header of an e-mail, in ASCII but for addresses that are not (RFC 6532). Refuses a value with a line break or a NUL from whatever field, so that no value can start a header of its
 * own.
 */
final class MailHeaders {
    /** RFC 5322, 2.1.1. */
    private static final int LONGEST_LINE = 998;

    private final StringBuilder lines = new StringBuilder(1024);
    private boolean utf8;

    /** Adds a value in ASCII that must stay in one piece, such as an id or a URL. */
    MailHeaders token(String name, String value) throws RefusedMailException {
        if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new RefusedMailException("illegal-header", false);
        }
        return line(name, value);
    }

    /** Adds free text, folded, and encoded by RFC 2047 where it is not ASCII. */
    MailHeaders text(String name, String value) throws RefusedMailException {
        return line(name, MimeUtility.fold(name.length() + 2, encoded(checked(value))));
    }

    /** Whether an address in it is not in ASCII. */
    boolean utf8() {
        return utf8;
    }

    /** Adds an address with a display name. */
    MailHeaders mailbox(String name, EmailAddress address, @Nullable String displayName) throws RefusedMailException {
        utf8 |= address.needsUtf8();
        if (displayName == null || displayName.isBlank()) {
            return line(name, address.toString());
        }
        String phrase = phrase(checked(displayName));
        return line(name, MimeUtility.fold(name.length() + 2, phrase + " <" + address + ">"));
    }

    /** Announces a body in several forms, between lines of that boundary. */
    MailHeaders alternatives(String boundary) throws RefusedMailException {
        return line("Content-Type", "multipart/alternative;\r\n\tboundary=\"" + boundary + '"');
    }

    byte[] bytes() {
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private MailHeaders line(String name, String value) throws RefusedMailException {
        if (value.lines().anyMatch(line -> name.length() + 2 + octets(line) > LONGEST_LINE)) {
            throw new RefusedMailException("illegal-header", false);
        }
        lines.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    private static int octets(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String checked(String value) throws RefusedMailException {
        if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new RefusedMailException("illegal-header", false);
        }
        return value;
    }

    /** A phrase of RFC 5322: quoted where it is ASCII, else in encoded words, which must not be quoted. */
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
