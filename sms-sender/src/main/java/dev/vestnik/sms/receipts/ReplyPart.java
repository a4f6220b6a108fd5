package dev.vestnik.sms.receipts;

import static java.util.Objects.requireNonNull;

/**
 * A record of {@code sms.reply-parts}: a part of a long text that a person sent.
 *
 * @param to our number
 * @param reference the same in all parts of a text, and soon again in another text
 * @param number from 1 to total
 * @param octets of the part without a header
 */
public record ReplyPart(
        String gateway,
        String shop,
        String from,
        String to,
        int reference,
        int total,
        int number,
        int dataCoding,
        byte[] octets) {
    /** The most parts of a reply that is put together; phones write a few. */
    public static final int MOST = 64;

    /** The most octets of a part, which a short message has room for. */
    public static final int LONGEST = 160;

    public ReplyPart {
        requireNonNull(gateway);
        requireNonNull(shop);
        requireNonNull(from);
        requireNonNull(to);
        if (number < 1 || number > total || total > MOST || octets.length > LONGEST) {
            throw new IllegalArgumentException("part " + number + " of " + total + ", octets " + octets.length);
        }
    }

    /** The record's key, the same for all parts of a text. */
    String key() {
        return String.join("/", gateway, from, to, String.valueOf(reference), String.valueOf(total));
    }
}
