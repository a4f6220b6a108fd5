package dev.vestnik.rules.reason;

/** Why a visitor became a customer, or did not. */
public enum MergeReason implements Reason {
    /** A customer's: the visitor's state came, all of it. */
    MOVED_IN("moved-in"),
    /** A visitor's: the state went to the customer. */
    MOVED_OUT("moved-out"),
    /** The visitor was identified as another customer before. */
    OF_ANOTHER("of-another"),
    /** A visitor cannot be who another visitor turned out to be. */
    NOT_A_CUSTOMER("not-a-customer"),
    /** The customer has been too many visitors. */
    TOO_MANY_VISITORS("too-many-visitors");

    private final String label;

    MergeReason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
