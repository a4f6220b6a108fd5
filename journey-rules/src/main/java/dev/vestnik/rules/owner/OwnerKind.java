package dev.vestnik.rules.owner;

/** The kinds of keys. Each has a state and rules of its own; a customer's are {@code Decider}'s. */
public enum OwnerKind {
    CUSTOMER("customer"),
    ADDRESS("address"),
    PRODUCT("product"),
    OFFER_POOL("offer-pool"),
    BUDGET("budget"),
    CAMPAIGN("campaign"),
    /** The codes of a shop's customers. */
    CODES("codes"),
    /** A source outside, one key of it for each customer who asks it: it has no state. */
    SOURCE("source");

    private final String label;

    OwnerKind(String label) {
        this.label = label;
    }

    /** Whether what it grants can be given back; of the others it tells what it knows. */
    public boolean takesBack() {
        return this != ADDRESS && this != PRODUCT && this != SOURCE && this != CODES;
    }

    /** Its name in keys on Kafka: it never changes. */
    String label() {
        return label;
    }
}
