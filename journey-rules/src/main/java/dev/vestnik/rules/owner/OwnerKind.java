package dev.vestnik.rules.owner;

/** The kinds of keys. Each has a state and rules of its own; a customer's are {@code Decider}'s. */
public enum OwnerKind {
    CUSTOMER("customer"),
    ADDRESS("address"),
    PRODUCT("product"),
    OFFER_POOL("offer-pool"),
    BUDGET("budget"),
    CAMPAIGN("campaign");

    private final String label;

    OwnerKind(String label) {
        this.label = label;
    }

    /** Its name in keys on Kafka: it never changes. */
    String label() {
        return label;
    }
}
