package dev.vestnik.email;

import dev.vestnik.email.bounce.BounceReader;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import java.net.URI;
import java.net.URISyntaxException;
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
 * @param sender the gateway's own address: the From of a message that names none, and the envelope's sender where bounces are not read
 * @param senderName the gateway's own name; null: the shop's, which comes with the message
 * @param dkim may have none
 * @param returnPath null where bounces go to the sender's own mailbox
 */
record MailWriter(
        EmailAddress sender,
        @Nullable String senderName,
        DkimKeys dkim,
        @Nullable ReturnPath returnPath) {
    /** The longest e-mail, in octets as they go over the wire; providers clip or refuse e-mails long before that. */
    private static final int LARGEST = 5_000_000;

    /** Fits a header's line; longer ones are of customers with absurdly long ids, whose bounces are found by the address alone or not. */
    private static final int LONGEST_TOKEN = 900;

    private static final int LONGEST_FEEDBACK = 60;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);

    MimeMail write(Dispatch dispatch, Content.Email mail, Instant now) {
        try {
            checkBody(mail.body());
            EmailAddress recipient = EmailAddress.parse(mail.to().address())
                    .orElseThrow(() -> new RefusedMailException("bad-address", true));
            MailHeaders headers = new MailHeaders();
            address(headers, mail, recipient);
            identify(headers, dispatch, now);
            classify(headers, dispatch);
            offerUnsubscribe(headers, mail.unsubscribeUrl());
            EmailAddress envelopeFrom = returnTo(headers, dispatch);
            byte[] signed =
                    dkim.sign(mime(headers, dispatch, mail.body()), from(mail).domain(), now);
            return new MimeMail.Ready(envelopeFrom, recipient, signed, headers.utf8(), dispatch.deliverBefore());
        } catch (RefusedMailException e) {
            return e.refusal();
        }
    }

    private static void checkBody(Content.Body body) throws RefusedMailException {
        if (body.html().isBlank() && body.text().isBlank()) {
            throw new RefusedMailException("empty-text", false);
        }
        checkSize((long) body.html().length() + body.text().length());
    }

    private static void checkSize(long octets) throws RefusedMailException {
        if (octets > LARGEST) {
            throw new RefusedMailException("too-large", false);
        }
    }

    /** The envelope's sender: the gateway's, or where bounces are read, one that names the message. */
    private EmailAddress returnTo(MailHeaders headers, Dispatch dispatch) throws RefusedMailException {
        if (returnPath == null) {
            return sender;
        }
        String token = returnPath.token(dispatch);
        if (token.length() <= LONGEST_TOKEN) {
            headers.token(BounceReader.TOKEN_HEADER, token);
        }
        return returnPath.of(token);
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

    private byte[] mime(MailHeaders headers, Dispatch dispatch, Content.Body body) throws RefusedMailException {
        String id = dispatch.attempt().messageId().toString();
        InlinePictures page = InlinePictures.of(body.html(), id + "@" + sender.domain());
        MailBody mail = new MailBody(
                id.replace("-", ""), body.html().length() * 2 + body.text().length() * 2 + 1024);
        mail.announce(headers);
        byte[] mime = mail.write(body, page);
        checkSize(mime.length);
        return mime;
    }
}
