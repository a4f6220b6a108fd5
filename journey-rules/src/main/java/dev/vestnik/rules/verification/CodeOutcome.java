package dev.vestnik.rules.verification;

/** The end of a word about a code; the label is what the API and the metrics show, and never changes. */
public enum CodeOutcome {
    SENT("sent"),
    LIMITED_ADDRESS("limited-address"),
    LIMITED_COUNTRY("limited-country"),
    LIMITED_SHOP("limited-shop"),
    /** There is no template for codes, or none with a text for this channel, or one that cannot be used now. */
    NO_TEXT("no-text"),
    NOT_RENDERABLE("not-renderable"),
    /** The customer has no address for it. */
    NO_CONTACT("no-contact"),
    OK("ok"),
    WRONG("wrong"),
    EXPIRED("expired"),
    UNKNOWN("unknown");

    private final String label;

    CodeOutcome(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether a limit keeps the message from going. */
    public boolean isLimit() {
        return this == LIMITED_ADDRESS || this == LIMITED_COUNTRY || this == LIMITED_SHOP;
    }
}
