package dev.vestnik.sandbox.behaviour;

import java.util.List;

/**
 * The habits of SMS centres alone.
 *
 * @param receiptForm the way in which receipts are written
 * @param receiptIds the way in which receipts write the id of their text
 * @param receiptPerText whether a long text has one receipt, with the id of its last part, instead of one for each part
 * @param distinctIds the number of ids after which they begin anew; 0: never
 * @param fullNumbers the numbers whose texts are refused with 0x14, message queue full, while others are taken
 * @param splitReplies whether people's long texts come in parts with a header, as phones send them, instead of in one parameter
 */
public record SmsBehaviour(
        ReceiptForm receiptForm,
        ReceiptIds receiptIds,
        boolean receiptPerText,
        int distinctIds,
        List<String> fullNumbers,
        boolean splitReplies) {
    static final SmsBehaviour GOOD = new SmsBehaviour(ReceiptForm.USUAL, ReceiptIds.USUAL, false, 0, List.of(), false);

    public SmsBehaviour {
        fullNumbers = List.copyOf(fullNumbers);
    }

    /** The ways in which centres write receipts. */
    public enum ReceiptForm {
        /** A marked deliver_sm with the usual text, and with the parameters that say the same. */
        USUAL,
        /** The usual text alone, not marked as a receipt. */
        UNMARKED,
        /** The usual text alone, in message_payload. */
        PAYLOAD,
        /** The parameters alone, without a text. */
        PARAMETERS,
        /** A text without counts and dates. */
        BARE,
        /** The parameters in a data_sm. */
        DATA_SM
    }

    /** The ways in which centres write the id of a text into its receipt, which the answer had in the way of the settings. */
    public enum ReceiptIds {
        /** As the settings say. */
        USUAL,
        DECIMAL,
        HEX,
        /** As the settings say, with leading zeros. */
        PADDED,
        /** As the settings say, in capitals. */
        CAPITALS
    }
}
