package dev.vestnik.rules.reason;

/** The status that a receipt reported. */
public enum ReceiptReason implements Reason {
    ACCEPTED("accepted"),
    DELIVERED("delivered"),
    READ("read"),
    OPENED("opened"),
    CLICKED("clicked"),
    REPLIED("replied"),
    FAILED_PERMANENT("failed-permanent"),
    FAILED_TEMPORARY("failed-temporary"),
    EXPIRED("expired"),
    REVOKED("revoked"),
    IN_DOUBT("in-doubt");

    private final String label;

    ReceiptReason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
