package dev.vestnik.sandbox.smtp;

import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import dev.vestnik.sandbox.outbox.Display;
import dev.vestnik.sandbox.outbox.Shown;
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
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shows an e-mail as a mail program does; shows one without proper MIME as plain text. */
final class MailDisplay implements Display {
    private static final int DEEPEST = 10;
    private static final Pattern LINK = Pattern.compile("<(https?:[^>]+)>");

    private final Session session = Session.getInstance(new Properties());

    @Override
    public Set<Provider> providers() {
        return Set.of(Provider.SMTP);
    }

    @Override
    public Shown show(List<Received> parts) {
        byte[] raw = parts.getFirst().body();
        try {
            MimeMessage mail = new MimeMessage(session, new ByteArrayInputStream(raw));
            return new Shown(
                    decoded(mail.getHeader("From", ", ")),
                    mail.getSubject(),
                    null,
                    first(mail, "text/plain", 0),
                    first(mail, "text/html", 0),
                    unsubscribe(mail),
                    null,
                    null);
        } catch (MessagingException | IOException e) {
            String text = new String(raw, StandardCharsets.UTF_8);
            return new Shown(null, null, null, text, null, null, null, null);
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
