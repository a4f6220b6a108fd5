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
import org.jspecify.annotations.Nullable;

/**
 * Writes the MIME letter of a message.
 *
 * <p>{@code Message-ID} is {@code <messageId@domain of the gateway's sender>}, the same in every attempt: a mailbox that gets a
 * message twice after a lost answer can tell that it is the same. The attempt is in {@code X-Vestnik-Attempt}.
 *
 * @param sender the gateway's own address: From where the message names none, and always the envelope's sender
 */
record LetterWriter(
        EmailAddress sender,
        @Nullable String senderName,
        @Nullable DkimKey dkim) {
    private static final int LONGEST_FEEDBACK = 60;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);

    Letter write(Dispatch dispatch, Content.Email mail, Instant now) {
        try {
            EmailAddress recipient = EmailAddress.parse(mail.to().address())
                    .orElseThrow(() -> new RefusedLetterException("bad-address", true));
            LetterHeaders headers = new LetterHeaders();
            address(headers, mail, recipient);
            identify(headers, dispatch, now);
            classify(headers, dispatch);
            offerUnsubscribe(headers, mail.unsubscribeUrl());
            byte[] mime = mime(
                    headers, "=_" + dispatch.attempt().messageId().toString().replace("-", ""), mail.body());
            return new Letter.Ready(sender, recipient, dkim == null ? mime : dkim.sign(mime), dispatch.deliverBefore());
        } catch (RefusedLetterException e) {
            return e.letter();
        }
    }

    private void address(LetterHeaders headers, Content.Email mail, EmailAddress recipient)
            throws RefusedLetterException {
        Content.Mailbox from = mail.from();
        if (from == null) {
            headers.mailbox("From", sender, senderName);
        } else {
            EmailAddress address = EmailAddress.parse(from.address())
                    .orElseThrow(() -> new RefusedLetterException("bad-sender-address", false));
            headers.mailbox("From", address, from.name());
        }
        headers.mailbox("To", recipient, mail.to().name());
        headers.text("Subject", mail.subject());
    }

    private void identify(LetterHeaders headers, Dispatch dispatch, Instant now) throws RefusedLetterException {
        String messageId = dispatch.attempt().messageId().toString();
        headers.token("Date", DATE.format(now.atOffset(ZoneOffset.UTC)))
                .token("Message-ID", "<" + messageId + "@" + sender.domain() + ">")
                .token("X-Vestnik-Message-Id", messageId)
                .token("X-Vestnik-Attempt", Integer.toString(dispatch.attempt().number()))
                .text("X-Vestnik-Template", dispatch.origin().template());
    }

    /** RFC 3834 for what nobody should answer automatically; Feedback-ID so that mailbox providers' complaint rates can be told apart. */
    private static void classify(LetterHeaders headers, Dispatch dispatch) throws RefusedLetterException {
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

    /** Four fields between colons, in ASCII. */
    private static String feedback(String field) {
        StringBuilder kept = new StringBuilder();
        field.chars()
                .limit(LONGEST_FEEDBACK)
                .forEach(c -> kept.append(c > ' ' && c < 0x7f && c != ':' ? (char) c : '-'));
        return kept.toString();
    }

    private static void offerUnsubscribe(LetterHeaders headers, @Nullable String url) throws RefusedLetterException {
        if (url != null) {
            if (!isWebAddress(url)) {
                throw new RefusedLetterException("bad-unsubscribe-url", false);
            }
            headers.token("List-Unsubscribe", "<" + url + ">");
            headers.token("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    private static boolean isWebAddress(String url) {
        try {
            URI uri = new URI(url);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Neither encoding of {@link TextPart} can produce the boundary: "=_" is in none of them. */
    private static byte[] mime(LetterHeaders headers, String boundary, Content.Body body)
            throws RefusedLetterException {
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
