package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A submitted text's fields in the ledger beyond those that all providers have.
 *
 * @param word the state in the receipt's text when it is none of the usual ones
 * @param number the number of which its id is made; null in ledgers from before ids could begin anew
 */
record Sms(
        PhoneAddress from,
        PhoneAddress to,
        int dataCoding,
        FinalState end,
        Instant endsAt,
        @Nullable String word,
        @Nullable Long number) {

    Sms numbered(long number) {
        return new Sms(from, to, dataCoding, end, endsAt, word, number);
    }

    /** The state in the receipt's text. */
    String state() {
        return word == null ? end.name() : word;
    }

    Map<String, String> facts() {
        Map<String, String> facts = new HashMap<>(Map.of(
                "dataCoding", Integer.toString(dataCoding),
                "fromTon", Integer.toString(from.ton()),
                "fromNpi", Integer.toString(from.npi()),
                "toTon", Integer.toString(to.ton()),
                "toNpi", Integer.toString(to.npi()),
                "end", end.name(),
                "endsAt", endsAt.toString()));
        if (word != null) {
            facts.put("word", word);
        }
        if (number != null) {
            facts.put("number", number.toString());
        }
        return facts;
    }

    static Sms of(Received received) {
        return new Sms(
                PhoneAddress.ofShown(number(received, "fromTon"), number(received, "fromNpi"), received.from()),
                PhoneAddress.ofShown(number(received, "toTon"), number(received, "toNpi"), received.to()),
                number(received, "dataCoding"),
                FinalState.valueOf(fact(received, "end")),
                Instant.parse(fact(received, "endsAt")),
                received.facts().get("word"),
                received.facts().containsKey("number") ? Long.valueOf(fact(received, "number")) : null);
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
