package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.ledger.FollowUp;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * News of a message that the provider took.
 *
 * @param code the reason of a failure in the provider's words; null: the usual one
 * @param part the part of a long text, from 0; reports of other providers than those that report each part have their place in its stead
 */
record ProviderReport(Received message, Fate fate, @Nullable String code, int part, Instant at) {

    /** The fates of messages. */
    enum Fate {
        DELIVERED,
        EXPIRED,
        FAILED,
        OPENED,
        COMPLAINED
    }

    static ProviderReport of(Received message, int index) {
        FollowUp owed = message.followUps().get(index);
        String[] words = owed.status().split(" ", 2);
        return new ProviderReport(
                message, Fate.valueOf(words[0]), words.length == 2 ? words[1] : null, index, owed.at());
    }

    /** The word that the ledger keeps of a failure: of its own kind when the message is to expire. */
    static String failure(@Nullable String code) {
        if (code == null) {
            return Fate.FAILED.name();
        }
        return code.equals(Fate.EXPIRED.name()) ? code : Fate.FAILED + " " + code;
    }

    String code(String usual) {
        return code == null ? usual : code;
    }

    String fact(String name) {
        return message.facts().getOrDefault(name, "");
    }
}
