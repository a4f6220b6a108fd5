package dev.vestnik.email.bounce;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads header fields, and the blocks of them that reports are made of. */
final class HeaderFields {
    private HeaderFields() {}

    /** The fields of each block; blocks end with an empty line. */
    static List<InternetHeaders> blocks(byte[] text) throws MessagingException {
        List<InternetHeaders> blocks = new ArrayList<>();
        for (String block : new String(text, StandardCharsets.ISO_8859_1).split("(\\r?\\n){2,}")) {
            blocks.add(headers(block.getBytes(StandardCharsets.ISO_8859_1)));
        }
        return blocks;
    }

    /** The fields up to the first empty line. */
    static InternetHeaders headers(byte[] text) throws MessagingException {
        return new InternetHeaders(new ByteArrayInputStream(text), true);
    }

    /** The first value of a field, unfolded; empty when there is none. */
    static String value(InternetHeaders headers, String name) {
        String[] values = headers.getHeader(name);
        return values == null ? "" : MimeUtility.unfold(values[0]).strip();
    }

    static List<String> values(InternetHeaders headers, String name) {
        String[] values = headers.getHeader(name);
        return values == null ? List.of() : List.of(values);
    }
}
