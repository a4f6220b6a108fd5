package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import java.time.Instant;
import java.util.Map;

/** A submitted text's fields in the ledger beyond those that all providers have. */
record Sms(PhoneAddress from, PhoneAddress to, int dataCoding, FinalState end, Instant endsAt) {

    Map<String, String> facts() {
        return Map.of(
                "dataCoding", Integer.toString(dataCoding),
                "fromTon", Integer.toString(from.ton()),
                "fromNpi", Integer.toString(from.npi()),
                "toTon", Integer.toString(to.ton()),
                "toNpi", Integer.toString(to.npi()),
                "end", end.name(),
                "endsAt", endsAt.toString());
    }

    static Sms of(Received received) {
        return new Sms(
                PhoneAddress.ofShown(number(received, "fromTon"), number(received, "fromNpi"), received.from()),
                PhoneAddress.ofShown(number(received, "toTon"), number(received, "toNpi"), received.to()),
                number(received, "dataCoding"),
                FinalState.valueOf(fact(received, "end")),
                Instant.parse(fact(received, "endsAt")));
    }

    private static int number(Received received, String name) {
        return Integer.parseInt(fact(received, name));
    }

    private static String fact(Received received, String name) {
        String value = received.facts().get(name);
        if (value == null) {
            throw new IllegalStateException("a ledger record of smpp without " + name);
        }
        return value;
    }
}
