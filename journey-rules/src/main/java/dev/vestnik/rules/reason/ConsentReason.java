package dev.vestnik.rules.reason;

/** Which way a consent went. */
public enum ConsentReason implements Reason {
    GRANTED("granted"),
    WITHDRAWN("withdrawn"),
    /** Another customer who has the same address stopped marketing to it. */
    ADDRESS_STOPPED("address-stopped"),
    /** That customer allows it again. */
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
