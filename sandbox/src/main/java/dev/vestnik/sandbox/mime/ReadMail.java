package dev.vestnik.sandbox.mime;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail as a mail program shows it.
 *
 * @param from with its name, decoded
 * @param url the web address to unsubscribe at
 */
public record ReadMail(
        @Nullable String from,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        @Nullable String url) {
    private static final int DEEPEST = 10;
    private static final Pattern LINK = Pattern.compile("<(https?:[^>]+)>");
    private static final Session SESSION = Session.getInstance(new Properties());

    /** Reads an e-mail; one without proper MIME is plain text. */
    public static ReadMail of(byte[] raw) {
        try {
            MimeMessage mail = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
            return new ReadMail(
                    decoded(mail.getHeader("From", ", ")),
                    mail.getSubject(),
                    first(mail, "text/plain", 0),
                    first(mail, "text/html", 0),
                    unsubscribe(mail));
        } catch (MessagingException | IOException e) {
            return new ReadMail(null, null, new String(raw, StandardCharsets.UTF_8), null, null);
        }
    }

    private static @Nullable String decoded(@Nullable String header) {
        try {
            return header == null ? null : MimeUtility.decodeText(MimeUtility.unfold(header));
        } catch (UnsupportedEncodingException e) {
            return header;
        }
    }

    private static @Nullable String unsubscribe(MimeMessage mail) throws MessagingException {
        String header = mail.getHeader("List-Unsubscribe", " ");
        Matcher link = LINK.matcher(header == null ? "" : header);
        return link.find() ? link.group(1) : null;
    }

    private static @Nullable String first(Part part, String type, int depth) throws MessagingException, IOException {
        if (part.isMimeType(type) && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return text(part);
        }
        if (!part.isMimeType("multipart/*")
                || depth == DEEPEST
                || !(part.getContent() instanceof Multipart multipart)) {
            return null;
        }
        for (int i = 0; i < multipart.getCount(); i++) {
            BodyPart child = multipart.getBodyPart(i);
            String found = first(child, type, depth + 1);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Reads the text of a part; takes an unknown character set as UTF-8. */
    private static String text(Part part) throws MessagingException, IOException {
        try {
            if (part.getContent() instanceof String text) {
                return text;
            }
        } catch (UnsupportedEncodingException e) {
            // below
        }
        return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
