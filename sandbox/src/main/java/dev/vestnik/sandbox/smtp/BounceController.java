package dev.vestnik.sandbox.smtp;

import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Writes what mail servers and mailbox providers would write about an e-mail that the sandbox took: to pipe into a sender. */
@RestController
final class BounceController {
    private final Ledger ledger;

    BounceController(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A delivery status notification (RFC 3464). */
    @GetMapping(path = "/smtp/{seq}/bounce", produces = "message/rfc822")
    byte[] bounce(
            @PathVariable long seq,
            @RequestParam(defaultValue = "failed") String action,
            @RequestParam(defaultValue = "5.1.1") String status) {
        return report(
                mail(seq),
                "delivery-status",
                "Reporting-MTA: dns; sandbox.vestnik\r\n\r\nFinal-Recipient: rfc822; "
                        + mail(seq).to() + "\r\nAction: " + word(action) + "\r\nStatus: " + word(status) + "\r\n");
    }

    /** A complaint (RFC 5965). */
    @GetMapping(path = "/smtp/{seq}/complaint", produces = "message/rfc822")
    byte[] complaint(@PathVariable long seq, @RequestParam(defaultValue = "abuse") String type) {
        return report(
                mail(seq),
                "feedback-report",
                "Feedback-Type: " + word(type) + "\r\nUser-Agent: sandbox.vestnik\r\nVersion: 1\r\n");
    }

    private Received mail(long seq) {
        if (seq >= 0
                && seq < ledger.size()
                && ledger.read(seq) instanceof Received received
                && received.provider() == Provider.SMTP) {
            return received;
        }
        throw new ResponseStatusException(HttpStatus.NOT_FOUND, "record " + seq + " of the ledger is no e-mail");
    }

    private static String word(String text) {
        if (!text.matches("[A-Za-z0-9.-]{1,40}")) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "must be a word or a code");
        }
        return text;
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
