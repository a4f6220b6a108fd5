package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import dev.vestnik.sandbox.outbox.Display;
import dev.vestnik.sandbox.outbox.Shown;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Shows texts and e-mails as they were handed over. */
final class HttpDisplay implements Display {
    private final Set<Provider> providers;

    HttpDisplay(Set<Provider> providers) {
        this.providers = Set.copyOf(providers);
    }

    @Override
    public Set<Provider> providers() {
        return providers;
    }

    @Override
    public Shown show(List<Received> parts) {
        ShownText letter = JsonMapper.shared().readValue(parts.getFirst().body(), ShownText.class);
        return new Shown(letter.from(), letter.subject(), null, letter.text(), letter.html(), letter.url(), null, null);
    }
}
