package dev.vestnik.rules.reason;

/** Why a message is taken back while its instance goes on. */
public enum TakenBack implements RevokeReason {
    /** The next channel's turn has come. */
    TOO_SLOW("too-slow"),
    /** An earlier channel got through after all. */
    NOT_NEEDED("not-needed"),
    /** A rule of the journey led the run elsewhere. */
    MOVED_ON("moved-on"),
    CONSENT_WITHDRAWN("consent-withdrawn"),
    /** A word that came from the address, or another customer who has it, stopped marketing to it. */
    ADDRESS_STOPPED("address-stopped"),
    /** The customer's last device was registered for another one. */
    DEVICE_TAKEN("device-taken");

    private final String label;

    TakenBack(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
