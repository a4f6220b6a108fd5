package dev.vestnik.rules.reason;

/** Why an address takes nothing any more. */
public enum SuppressReason implements Reason {
    DEAD_ADDRESS("dead-address");

    private final String label;

    SuppressReason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
