package dev.vestnik.sandbox.phone;

import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import dev.vestnik.sandbox.outbox.Display;
import dev.vestnik.sandbox.outbox.Shown;
import java.util.List;
import java.util.Set;

/** Shows a notification as the phone does; the app finds the address in the data. */
final class PhoneDisplay implements Display {

    @Override
    public Set<Provider> providers() {
        return Set.of(Provider.HUAWEI, Provider.RUSTORE);
    }

    @Override
    public Shown show(List<Received> parts) {
        PhoneMessage message = PhoneMessage.of(parts.getFirst().body());
        return Shown.push(
                message.notification("title"),
                message.notification("body"),
                message.data("url"),
                message.notification("image"));
    }
}
