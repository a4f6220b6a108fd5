package dev.vestnik.sandbox.smtp;

import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
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
        return ReturnedMail.bounce(mail(seq), word(action), word(status));
    }

    /** A complaint (RFC 5965). */
    @GetMapping(path = "/smtp/{seq}/complaint", produces = "message/rfc822")
    byte[] complaint(@PathVariable long seq, @RequestParam(defaultValue = "abuse") String type) {
        return ReturnedMail.complaint(mail(seq), word(type));
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
}
