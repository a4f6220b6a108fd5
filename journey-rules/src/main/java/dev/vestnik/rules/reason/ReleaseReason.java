package dev.vestnik.rules.reason;

/** Why a parked instance goes on. */
public enum ReleaseReason implements Reason {
    RETRIED_BY_HAND("retried-by-hand");

    private final String label;

    ReleaseReason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
