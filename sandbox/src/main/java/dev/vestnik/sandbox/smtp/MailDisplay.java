package dev.vestnik.sandbox.smtp;

import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import dev.vestnik.sandbox.mime.ReadMail;
import dev.vestnik.sandbox.outbox.Display;
import dev.vestnik.sandbox.outbox.Shown;
import java.util.List;
import java.util.Set;

/** Shows an e-mail as a mail program does. */
final class MailDisplay implements Display {

    @Override
    public Set<Provider> providers() {
        return Set.of(Provider.SMTP);
    }

    @Override
    public Shown show(List<Received> parts) {
        ReadMail mail = ReadMail.of(parts.getFirst().body());
        return new Shown(mail.from(), mail.subject(), null, mail.text(), mail.html(), mail.url(), null, null);
    }
}
