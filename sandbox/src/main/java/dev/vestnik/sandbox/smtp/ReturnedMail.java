package dev.vestnik.sandbox.smtp;

import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import java.nio.charset.StandardCharsets;

/** The reports of mail servers and mailbox providers about an e-mail, with that e-mail's headers. */
final class ReturnedMail {
    private ReturnedMail() {}

    /** A delivery status notification (RFC 3464). */
    static byte[] bounce(Received mail, String action, String status) {
        return report(
                mail,
                "delivery-status",
                "Reporting-MTA: dns; sandbox.vestnik\r\n\r\nFinal-Recipient: rfc822; " + mail.to() + "\r\nAction: "
                        + action + "\r\nStatus: " + status + "\r\n");
    }

    /** A complaint (RFC 5965). */
    static byte[] complaint(Received mail, String type) {
        return report(
                mail,
                "feedback-report",
                "Feedback-Type: " + type + "\r\nUser-Agent: sandbox.vestnik\r\nVersion: 1\r\n");
    }

    private static byte[] report(Received mail, String type, String fields) {
        String returned = new String(mail.body(), StandardCharsets.ISO_8859_1);
        int end = returned.indexOf("\r\n\r\n");
        return ("From: MAILER-DAEMON@sandbox.vestnik\r\nTo: <" + mail.from() + ">\r\nSubject: Returned mail\r\n"
                        + "MIME-Version: 1.0\r\nContent-Type: multipart/report; boundary=\"=_report\"\r\n\r\n"
                        + "--=_report\r\nContent-Type: text/plain\r\n\r\nAbout your e-mail.\r\n\r\n--=_report\r\n"
                        + "Content-Type: message/" + type + "\r\n\r\n" + fields + "\r\n--=_report\r\n"
                        + "Content-Type: text/rfc822-headers\r\n\r\n"
                        + returned.substring(0, end < 0 ? returned.length() : end) + "\r\n\r\n--=_report--\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
