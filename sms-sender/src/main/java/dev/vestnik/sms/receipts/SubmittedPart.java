package dev.vestnik.sms.receipts;

import static java.util.Objects.requireNonNull;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.ClosingRecord;
import dev.vestnik.sender.Dispatch;
import java.util.ArrayList;
import java.util.List;
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

    /** The records of all parts that have an id, to be written when the attempt is closed. */
    public static List<ClosingRecord> records(Dispatch dispatch, String gateway, List<String> ids) {
        List<ClosingRecord> records = new ArrayList<>();
        for (int part = 0; part < ids.size(); part++) {
            SubmittedPart submitted = new SubmittedPart(
                    dispatch.customer().shop(),
                    dispatch.customer().customerId(),
                    dispatch.attempt().messageId(),
                    dispatch.attempt().number(),
                    part,
                    ids.size(),
                    gateway,
                    ids.get(part));
            records.add(new ClosingRecord(Topics.SMS_SUBMISSIONS, submitted.key(), Json.write(submitted)));
        }
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
