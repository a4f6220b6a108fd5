package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import dev.vestnik.sandbox.outbox.Display;
import dev.vestnik.sandbox.outbox.Shown;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;

/** Shows a text as a phone does. Puts all parts together before it decodes them, since a symbol may be cut in two. */
final class SmsDisplay implements Display {

    @Override
    public Set<Provider> providers() {
        return Set.of(Provider.SMPP);
    }

    @Override
    public Shown show(List<Received> parts) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        parts.forEach(part -> octets.writeBytes(part.body()));
        FinalState worst = parts.stream()
                .map(part -> Sms.of(part).end())
                .max(FinalState::compareTo)
                .orElseThrow();
        int coding = Sms.of(parts.getFirst()).dataCoding();
        return Shown.sms(DataCoding.decode(coding, octets.toByteArray()), worst.name());
    }
}
