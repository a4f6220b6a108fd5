package dev.vestnik.email;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a message as a MIME e-mail.
 *
 * <p>{@code Message-ID} is {@code <messageId@domain of the gateway's sender>}, the same in every attempt: a mailbox that gets a
 * message twice after a lost answer can tell that it is the same. The attempt is in {@code X-Vestnik-Attempt}.
 *
 * @param sender the gateway's own address: the From of a message that names none, and the envelope's sender of all
 * @param senderName the gateway's own name; null: the shop's, which comes with the message
 * @param dkim may have none
 */
record MailWriter(
        EmailAddress sender,
        @Nullable String senderName,
        DkimKeys dkim) {
    private static final int LONGEST_FEEDBACK = 60;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);

    MimeMail write(Dispatch dispatch, Content.Email mail, Instant now) {
        try {
            EmailAddress recipient = EmailAddress.parse(mail.to().address())
                    .orElseThrow(() -> new RefusedMailException("bad-address", true));
            MailHeaders headers = new MailHeaders();
            address(headers, mail, recipient);
            identify(headers, dispatch, now);
            classify(headers, dispatch);
            offerUnsubscribe(headers, mail.unsubscribeUrl());
            byte[] mime = mime(
                    headers, "=_" + dispatch.attempt().messageId().toString().replace("-", ""), mail.body());
            byte[] signed = dkim.sign(mime, from(mail).domain(), now);
            return new MimeMail.Ready(sender, recipient, signed, headers.utf8(), dispatch.deliverBefore());
        } catch (RefusedMailException e) {
            return e.refusal();
        }
    }

    private void address(MailHeaders headers, Content.Email mail, EmailAddress recipient) throws RefusedMailException {
        Content.Mailbox from = mail.from();
        boolean ownName = from != null && !from.address().isEmpty();
        String name = ownName || senderName == null ? (from == null ? null : from.name()) : senderName;
        headers.mailbox("From", from(mail), name);
        headers.mailbox("To", recipient, mail.to().name());
        headers.text("Subject", mail.subject());
    }

    /** The From of the e-mail: its own, or the gateway's. */
    private EmailAddress from(Content.Email mail) throws RefusedMailException {
        Content.Mailbox from = mail.from();
        return from == null || from.address().isEmpty()
                ? sender
                : EmailAddress.parse(from.address())
                        .orElseThrow(() -> new RefusedMailException("bad-sender-address", false));
    }

    private void identify(MailHeaders headers, Dispatch dispatch, Instant now) throws RefusedMailException {
        String messageId = dispatch.attempt().messageId().toString();
        headers.token("Date", DATE.format(now.atOffset(ZoneOffset.UTC)))
                .token("Message-ID", "<" + messageId + "@" + sender.domain() + ">")
                .token("X-Vestnik-Message-Id", messageId)
                .token("X-Vestnik-Attempt", Integer.toString(dispatch.attempt().number()))
                .text("X-Vestnik-Template", dispatch.origin().template());
    }

    /** Asks machines not to answer (RFC 3834); a Feedback-ID tells mailbox providers' complaint rates apart. */
    private static void classify(MailHeaders headers, Dispatch dispatch) throws RefusedMailException {
        if (dispatch.messageClass() == MessageClass.marketing) {
            headers.text(
                    "Feedback-ID",
                    feedback(dispatch.origin().template()) + ":"
                            + feedback(dispatch.origin().journey()) + ":"
                            + feedback(dispatch.customer().shop()) + ":vestnik");
        } else {
            headers.token("Auto-Submitted", "auto-generated");
        }
    }

    /** A field of a Feedback-ID, which has four in ASCII between colons. */
    private static String feedback(String field) {
        StringBuilder kept = new StringBuilder();
        field.chars()
                .limit(LONGEST_FEEDBACK)
                .forEach(c -> kept.append(c > ' ' && c < 0x7f && c != ':' ? (char) c : '-'));
        return kept.toString();
    }

    /** One click is offered over https only (RFC 8058, 3.1). */
    private static void offerUnsubscribe(MailHeaders headers, @Nullable String url) throws RefusedMailException {
        if (url != null) {
            if (!hasScheme(url, Set.of("https", "http"))) {
                throw new RefusedMailException("bad-unsubscribe-url", false);
            }
            headers.token("List-Unsubscribe", "<" + url + ">");
        }
        if (isOneClick(url)) {
            headers.token("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    static boolean isOneClick(@Nullable String url) {
        return url != null && hasScheme(url, Set.of("https"));
    }

    private static boolean hasScheme(String url, Set<String> schemes) {
        try {
            URI uri = new URI(url);
            return uri.getScheme() != null
                    && schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Writes header and body. Neither encoding of {@link TextPart} can produce the boundary: "=_" is in none of them. */
    private static byte[] mime(MailHeaders headers, String boundary, Content.Body body) throws RefusedMailException {
        headers.token("MIME-Version", "1.0").alternatives(boundary);
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(body.html().length() * 2 + body.text().length() * 2 + 1024);
        out.writeBytes(headers.bytes());
        try {
            for (TextPart part :
                    new TextPart[] {new TextPart("plain", body.text()), new TextPart("html", body.html())}) {
                out.writeBytes(("\r\n--" + boundary + "\r\n").getBytes(StandardCharsets.US_ASCII));
                part.writeTo(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory", e);
        }
        out.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
