package dev.vestnik.rules.reason;

/** Which way a consent went. */
public enum ConsentReason implements Reason {
    GRANTED("granted"),
    WITHDRAWN("withdrawn");

    private final String label;

    ConsentReason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
