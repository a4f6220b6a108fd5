package dev.vestnik.email.bounce;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the parts of a report (RFC 6522) in an e-mail, however it is nested. */
final class ReportParts {
    private static final int DEEPEST = 10;

    /** Octets that are read of a part: reports have hundreds, headers of e-mails some thousands. */
    private static final int LONGEST = 64 << 10;

    private static final Set<String> STATUS = Set.of("message/delivery-status", "message/global-delivery-status");
    private static final Set<String> RETURNED =
            Set.of("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers");

    private byte @Nullable [] status;
    private byte @Nullable [] feedback;
    private @Nullable InternetHeaders returned;

    ReportParts(Part mail) throws MessagingException, IOException {
        search(mail, 0);
    }

    private void search(Part part, int depth) throws MessagingException, IOException {
        String type = type(part);
        if (STATUS.contains(type) && status == null) {
            status = octets(part);
        } else if (type.equals("message/feedback-report") && feedback == null) {
            feedback = octets(part);
        } else if (RETURNED.contains(type) && returned == null) {
            returned = HeaderFields.headers(octets(part));
        } else if (type.startsWith("multipart/")
                && depth < DEEPEST
                && part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                search(multipart.getBodyPart(i), depth + 1);
            }
        }
    }

    private static String type(Part part) throws MessagingException {
        String type = part.getContentType().toLowerCase(Locale.ROOT);
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip();
    }

    private static byte[] octets(Part part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            return in.readNBytes(LONGEST);
        }
    }

    byte @Nullable [] status() {
        return status;
    }

    byte @Nullable [] feedback() {
        return feedback;
    }

    /** The header of our e-mail, as far as it was returned. */
    @Nullable
    InternetHeaders returned() {
        return returned;
    }
}
