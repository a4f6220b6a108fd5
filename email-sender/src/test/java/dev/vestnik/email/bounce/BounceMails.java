package dev.vestnik.email.bounce;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.report.ReportSubject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** E-mails as mail servers and mailbox providers write them, and a token that they return. */
final class BounceMails {
    static final String TOKEN = "AQFtLx0-ERGCIoMzRERVVWZmbWFpbi9jLTEAAQIDBAUGBwgJCgs";
    static final ReportSubject SUBJECT = new ReportSubject(
            new CustomerKey("main", "c-1"),
            new Attempt(UUID.fromString("6d2f1d3e-1111-8222-8333-444455556666"), 1),
            ChannelName.EMAIL);
    static final String VERP = "bounces+" + TOKEN + "@shop.example";
    static final String OURS = "From: shop@shop.example\nTo: anna@example.com\nSubject: Sale\nX-Vestnik-Report: "
            + TOKEN + "\nMessage-ID: <6d2f1d3e-1111-8222-8333-444455556666@shop.example>\n";

    private BounceMails() {}

    static BounceReader reader() {
        return new BounceReader(token -> token.equals(TOKEN) ? Optional.of(SUBJECT) : Optional.empty());
    }

    /** The report of Postfix, Exim, Exchange and their kind. */
    static byte[] notification(String to, String recipientFields, String returned) {
        return mail("""
                From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
                To: %s
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                    boundary="4bXyZ1.17/mx"

                This is a MIME-encapsulated message.

                --4bXyZ1.17/mx
                Content-Description: Notification
                Content-Type: text/plain; charset=us-ascii

                I'm sorry to have to inform you that your message could not be delivered.

                --4bXyZ1.17/mx
                Content-Description: Delivery report
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.com
                Arrival-Date: Mon, 23 Nov 2026 12:00:00 +0000 (UTC)

                Final-Recipient: rfc822; anna@example.com
                %s

                --4bXyZ1.17/mx
                Content-Type: %s

                %s
                --4bXyZ1.17/mx--
                """.formatted(
                to, recipientFields.strip(), returned.isEmpty() ? "text/plain" : "text/rfc822-headers", returned));
    }

    /** A complaint in the form of RFC 5965. */
    static byte[] complaint(String to, String type, String returned) {
        return mail("""
                From: <abusedesk@example.com>
                To: <%s>
                Subject: FW: Sale
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="part1"

                --part1
                Content-Type: text/plain; charset="US-ASCII"

                This is an email abuse report.

                --part1
                Content-Type: message/feedback-report

                Feedback-Type: %s
                User-Agent: SomeGenerator/1.0
                Version: 1

                --part1
                Content-Type: message/rfc822
                Content-Disposition: inline

                %s
                Spam, spam, spam.
                --part1--
                """.formatted(to, type, returned));
    }

    static byte[] mail(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
