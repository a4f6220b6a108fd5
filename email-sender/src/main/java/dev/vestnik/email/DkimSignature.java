package dev.vestnik.email;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes signatures for one e-mail (RFC 6376, relaxed/relaxed). Reads octets as Latin-1, so that they stay as they are. */
final class DkimSignature {
    private static final Set<String> SIGNED = Set.of(
            "from",
            "to",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "content-type",
            "auto-submitted",
            "feedback-id",
            "list-unsubscribe",
            "list-unsubscribe-post");
    private static final String NEW_LINE = "\r\n";
    private static final int FOLDED = 72;

    private final List<String> names = new ArrayList<>();
    private final StringBuilder headers = new StringBuilder(1024);
    private final String bodyHash;
    private final long signedAt;

    DkimSignature(byte[] mime, Instant now) {
        String mail = new String(mime, StandardCharsets.ISO_8859_1);
        int end = mail.indexOf(NEW_LINE + NEW_LINE);
        for (String header : mail.substring(0, end).split(NEW_LINE + "(?![ \t])")) {
            take(header);
        }
        bodyHash = Base64.getEncoder().encodeToString(sha256(relaxedBody(mail.substring(end + 4))));
        signedAt = now.getEpochSecond();
    }

    private void take(String header) {
        String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
        if (SIGNED.contains(name)) {
            names.add(name);
            headers.append(relaxed(header)).append(NEW_LINE);
        }
    }

    /** The header field with the key's signature, with its line end. */
    byte[] by(DkimKey key) {
        String unsigned = "DKIM-Signature: v=1; a=" + key.algorithm() + "; c=relaxed/relaxed; d=" + key.domain()
                + ";\r\n\ts=" + key.selector() + "; t=" + signedAt + ";\r\n\th=" + String.join(":\r\n\t ", names)
                + ";\r\n\tbh=" + bodyHash + ";\r\n\tb=";
        byte[] signature = key.sign((headers + relaxed(unsigned)).getBytes(StandardCharsets.ISO_8859_1));
        return (unsigned + folded(Base64.getEncoder().encodeToString(signature)) + NEW_LINE)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String folded(String base64) {
        StringBuilder folded = new StringBuilder(base64.length() + 32);
        for (int i = 0; i < base64.length(); i += FOLDED) {
            folded.append(i == 0 ? "" : "\r\n\t").append(base64, i, Math.min(base64.length(), i + FOLDED));
        }
        return folded.toString();
    }

    /** RFC 6376, 3.4.2. */
    private static String relaxed(String header) {
        int colon = header.indexOf(':');
        return header.substring(0, colon).toLowerCase(Locale.ROOT) + ":"
                + trimmed(squeezed(header.substring(colon + 1).replace(NEW_LINE, "")), true);
    }

    /** RFC 6376, 3.4.4. */
    private static byte[] relaxedBody(String body) {
        StringBuilder relaxed = new StringBuilder(body.length() + 2);
        int kept = 0;
        for (String line : body.split(NEW_LINE, -1)) {
            String text = trimmed(squeezed(line), false);
            relaxed.append(text);
            kept = text.isEmpty() ? kept : relaxed.length();
            relaxed.append(NEW_LINE);
        }
        relaxed.setLength(kept);
        return (kept == 0 ? "" : relaxed + NEW_LINE).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String trimmed(String squeezed, boolean atBothEnds) {
        int from = atBothEnds && squeezed.startsWith(" ") ? 1 : 0;
        int to = squeezed.length() - (squeezed.endsWith(" ") ? 1 : 0);
        return squeezed.substring(Math.min(from, to), to);
    }

    /** Makes one space of each run of spaces and tabs. */
    private static String squeezed(String text) {
        StringBuilder squeezed = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean white = c == ' ' || c == '\t';
            if (!white) {
                squeezed.append(c);
            } else if (!space) {
                squeezed.append(' ');
            }
            space = white;
        }
        return squeezed.toString();
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
