package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.ledger.FollowUp;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.LedgerRecord.Rejected;
import dev.vestnik.sandbox.ledger.Provider;
import dev.vestnik.sandbox.ledger.Tag;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message that a client hands over.
 *
 * @param to a number with its plus sign, or an e-mail address
 * @param facts what reports and questions need later
 */
record HttpMessage(String from, String to, ShownText letter, Tag tag, Map<String, String> facts) {
    /** The message's id, ours or the provider's. */
    static final String ID = "id";
    /** The address of the client's hook, where the message names one. */
    static final String HOOK = "hook";
    /** The client's own word, which reports give back. */
    static final String TOKEN = "token";
    /** The number of parts that are charged. */
    static final String PARTS = "parts";

    HttpMessage {
        facts = Map.copyOf(facts);
    }

    /** The same with one more fact; without a change when there is none. */
    HttpMessage with(String fact, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return this;
        }
        Map<String, String> more = new HashMap<>(facts);
        more.put(fact, value);
        return new HttpMessage(from, to, letter, tag, more);
    }

    int parts() {
        return Integer.parseInt(facts.getOrDefault(PARTS, "1"));
    }

    Received received(Provider provider, Instant at, List<FollowUp> owed) {
        byte[] body = JsonMapper.shared().writeValueAsBytes(letter);
        return new Received(at, provider, from, to, tag, null, facts, owed, body);
    }

    Rejected rejected(Provider provider, Instant at, String code) {
        return new Rejected(at, provider, from, to, tag, code);
    }
}
