package dev.vestnik.ingest.event;

import java.util.Locale;

/** Why an event was refused, in the metric's words. */
public enum Refusal {
    /** The event cannot be read as JSON. */
    MALFORMED,
    /** A CloudEvents attribute is missing or wrong. */
    ENVELOPE,
    /** Nobody knows this type. */
    UNKNOWN_TYPE,
    /** The event's data does not fit its type. */
    DATA,
    /** The event is larger than one may be. */
    TOO_LARGE,
    /** The key may not speak for this shop. */
    FORBIDDEN;

    /** The reason as a metric's tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
