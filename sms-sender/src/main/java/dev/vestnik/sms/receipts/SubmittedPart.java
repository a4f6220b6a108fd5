package dev.vestnik.sms.receipts;

import static java.util.Objects.requireNonNull;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.ClosingRecord;
import dev.vestnik.sender.Dispatch;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/**
 * A record of {@code sms.submissions}: a gateway has taken this part of a message under this id.
 *
 * @param part the part's number, from 0
 * @param id the normalised id
 */
public record SubmittedPart(
        String shop, String customerId, UUID messageId, int attempt, int part, int parts, String gateway, String id) {
    private static final int MOST_PARTS = 255;

    public SubmittedPart {
        requireNonNull(shop);
        requireNonNull(customerId);
        requireNonNull(messageId);
        requireNonNull(gateway);
        requireNonNull(id);
        if (part < 0 || part >= parts || parts > MOST_PARTS || attempt < 0) {
            throw new IllegalArgumentException("part " + part + " of " + parts + ", attempt " + attempt);
        }
        new CustomerKey(shop, customerId); // refuses what is no customer
    }

    /**
     * The records of parts that have an id, to be written when the attempt is closed.
     *
     * @param ids by the part's number from 0
     * @param parts of the whole text
     */
    public static List<ClosingRecord> records(
            Dispatch dispatch, String gateway, SortedMap<Integer, String> ids, int parts) {
        List<ClosingRecord> records = new ArrayList<>();
        ids.forEach((part, id) -> {
            SubmittedPart submitted = new SubmittedPart(
                    dispatch.customer().shop(),
                    dispatch.customer().customerId(),
                    dispatch.attempt().messageId(),
                    dispatch.attempt().number(),
                    part,
                    parts,
                    gateway,
                    id);
            records.add(new ClosingRecord(Topics.SMS_SUBMISSIONS, submitted.key(), CorrelationCodec.write(submitted)));
        });
        return records;
    }

    /** The record's key, the same as that of the part's receipt. */
    String key() {
        return ProviderReceipt.key(gateway, id);
    }

    CustomerKey customer() {
        return new CustomerKey(shop, customerId);
    }

    /** The message and attempt that the part belongs to. */
    String whole() {
        return messageId + "/" + attempt;
    }
}
