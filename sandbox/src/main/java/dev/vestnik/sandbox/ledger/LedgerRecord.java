package dev.vestnik.sandbox.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of the ledger. Its sequence number is its position in the file, from 0. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LedgerRecord.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = LedgerRecord.Received.class, name = "received"),
    @JsonSubTypes.Type(value = LedgerRecord.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = LedgerRecord.Inbound.class, name = "inbound"),
    @JsonSubTypes.Type(value = LedgerRecord.Settled.class, name = "settled"),
    @JsonSubTypes.Type(value = LedgerRecord.Cleared.class, name = "cleared")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface LedgerRecord {

    /** The time of the record, by the sandbox's own clock. */
    Instant at();

    /** The first line of every ledger. */
    record Opened(Instant at) implements LedgerRecord {}

    /**
     * A message, or a part of one, that the provider took. {@code facts} has the other fields of its protocol; {@code body} the bytes as
     * they came, or as the browser decrypted them.
     */
    record Received(
            Instant at,
            Provider provider,
            String from,
            String to,
            Tag tag,
            @Nullable PartPosition part,
            Map<String, String> facts,
            List<FollowUp> followUps,
            byte[] body)
            implements LedgerRecord {
        public Received {
            facts = Map.copyOf(facts);
            followUps = List.copyOf(followUps);
        }
    }

    /** A message that the provider refused with this code: no customer saw it. */
    record Rejected(Instant at, Provider provider, String from, String to, Tag tag, String code)
            implements LedgerRecord {}

    /** A text from a customer, on its way to the shop. {@code provider} is null in ledgers from before there were others than SMPP. */
    record Inbound(Instant at, @Nullable Provider provider, String from, String to, String text)
            implements LedgerRecord {

        /** The provider that passes the text on. */
        public Provider through() {
            return provider == null ? Provider.SMPP : provider;
        }
    }

    /** The end of the follow-up with this index of the record {@code seq}: its receiver acknowledged it. */
    record Settled(Instant at, long seq, int followUp) implements LedgerRecord {}

    /** The position from which the outbox starts anew. */
    record Cleared(Instant at) implements LedgerRecord {}
}
