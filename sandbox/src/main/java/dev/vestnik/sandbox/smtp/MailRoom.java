package dev.vestnik.sandbox.smtp;

import dev.vestnik.sandbox.behaviour.Behaviour.ReceiptBehaviour;
import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.behaviour.MailBehaviour;
import dev.vestnik.sandbox.behaviour.ProviderDecision;
import dev.vestnik.sandbox.ledger.FollowUp;
import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.LedgerRecord.Rejected;
import dev.vestnik.sandbox.ledger.Provider;
import dev.vestnik.sandbox.ledger.Tag;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes mail into the ledger, or refuses it, as its behaviour says. */
final class MailRoom {
    private static final String TAG = "X-Vestnik-";

    private final Ledger ledger;
    private final Behaviours behaviours;
    private final InstantSource clock;
    private final GreyList tried = new GreyList();

    MailRoom(Ledger ledger, Behaviours behaviours, InstantSource clock) {
        this.ledger = ledger;
        this.behaviours = behaviours;
        this.clock = clock;
    }

    /** The reply to a recipient; permanent refusals, as of unknown mailboxes, are made here. */
    String recipient(SmtpEnvelope envelope, String recipient) {
        MailBehaviour mail = behaviours.of(Provider.SMTP).mail();
        if (mail.greyList() && tried.isNew(recipient)) {
            return refused(envelope, recipient, "450 4.7.1 grey-listed, come again");
        }
        if (mail.throttles(recipient)) {
            return refused(envelope, recipient, "451 4.7.28 too many messages for this domain");
        }
        Optional<String> refusal = behaviours.reply(Provider.SMTP, recipient);
        if (refusal.isPresent()) {
            return refused(envelope, recipient, refusal.get());
        }
        if (behaviours.decision(Provider.SMTP) != ProviderDecision.REJECT) {
            envelope.recipients().add(recipient);
            return "250 2.1.5 Ok";
        }
        String configured = behaviours.of(Provider.SMTP).answers().rejectCode();
        String code = configured == null ? "550" : configured;
        return refused(envelope, recipient, code + " " + code.charAt(0) + ".1.1 no such mailbox here");
    }

    private String refused(SmtpEnvelope envelope, String recipient, String reply) {
        String code = reply.substring(0, 3);
        ledger.append(new Rejected(clock.instant(), Provider.SMTP, envelope.sender(), recipient, Tag.NONE, code));
        return reply;
    }

    /** The reply to a message; an accepted one is on disk by then, once for each recipient. */
    String message(SmtpEnvelope envelope, byte[] message) {
        Tag tag = tag(message);
        double tryLater = behaviours.of(Provider.SMTP).answers().temporaryRate();
        if (behaviours.chance(tryLater)) {
            envelope.recipients()
                    .forEach(recipient -> ledger.append(
                            new Rejected(clock.instant(), Provider.SMTP, envelope.sender(), recipient, tag, "451")));
            return "451 4.2.0 try again later";
        }
        long last = -1;
        for (String recipient : envelope.recipients()) {
            last = ledger.append(received(envelope.sender(), recipient, tag, message));
        }
        return "250 2.0.0 Ok: queued as " + last;
    }

    private Received received(String sender, String recipient, Tag tag, byte[] message) {
        Instant now = clock.instant();
        return new Received(now, Provider.SMTP, sender, recipient, tag, null, Map.of(), owed(now), message);
    }

    private List<FollowUp> owed(Instant now) {
        ReceiptBehaviour receipts = behaviours.of(Provider.SMTP).receipts();
        Instant at = now.plus(receipts.receiptDelay());
        if (behaviours.chance(receipts.failedReceiptRate())) {
            return List.of(new FollowUp(at, MailReports.BOUNCE + " " + status(receipts.failedReceiptCode())));
        }
        return behaviours.chance(behaviours.of(Provider.SMTP).mail().complaintRate())
                ? List.of(new FollowUp(at, MailReports.COMPLAINT))
                : List.of();
    }

    private static String status(@Nullable String code) {
        if (code == null) {
            return "5.1.1";
        }
        return code.equals("EXPIRED") ? "4.4.7" : code;
    }

    private static Tag tag(byte[] message) {
        try {
            InternetHeaders headers = new InternetHeaders(new ByteArrayInputStream(message), true);
            return Tag.of(
                    headers.getHeader(TAG + "Message-Id", null),
                    headers.getHeader(TAG + "Template", null),
                    headers.getHeader(TAG + "Attempt", null));
        } catch (MessagingException e) {
            return Tag.NONE;
        }
    }
}
