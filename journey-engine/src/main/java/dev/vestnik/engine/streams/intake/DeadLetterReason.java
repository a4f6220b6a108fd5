package dev.vestnik.engine.streams.intake;

import dev.vestnik.rules.reason.SetAsideReason;

/** Why a record or a wake-up is set aside. */
enum DeadLetterReason {
    UNREADABLE("unreadable"),
    MISPLACED("misplaced"),
    TOO_LARGE("too-large"),
    UNREADABLE_STATE("unreadable-state"),
    UNDECIDABLE("undecidable"),
    ENDS_THREAD("ends-thread"),
    JOURNEY_BROKEN(SetAsideReason.JOURNEY_BROKEN.label()),
    ENTRY_FAILED(SetAsideReason.ENTRY_FAILED.label()),
    STATE_FULL(SetAsideReason.STATE_FULL.label()),
    QUEUE_FULL(SetAsideReason.QUEUE_FULL.label());

    private final String label;

    DeadLetterReason(String label) {
        this.label = label;
    }

    /** Its name in the headers of dead letters and in metrics: it never changes. */
    String label() {
        return label;
    }

    /** The reason of a record that the rules want set aside. */
    static DeadLetterReason of(SetAsideReason reason) {
        return switch (reason) {
            case JOURNEY_BROKEN -> JOURNEY_BROKEN;
            case ENTRY_FAILED -> ENTRY_FAILED;
            case STATE_FULL -> STATE_FULL;
            case QUEUE_FULL -> QUEUE_FULL;
        };
    }
}
