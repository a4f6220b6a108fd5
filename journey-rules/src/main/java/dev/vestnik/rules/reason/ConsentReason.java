package dev.vestnik.rules.reason;

/** The ways that a consent can go. */
public enum ConsentReason implements Reason {
    GRANTED("granted"),
    WITHDRAWN("withdrawn"),
    /** A word that came from the address, or another customer who has it, stopped marketing to it. */
    ADDRESS_STOPPED("address-stopped"),
    /** The customer who stopped marketing to the address allows it again. */
    ADDRESS_RESUMED("address-resumed");

    private final String label;

    ConsentReason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
