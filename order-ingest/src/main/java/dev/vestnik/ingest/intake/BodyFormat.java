package dev.vestnik.ingest.intake;

/** The format of events in a request's body. */
public enum BodyFormat {
    /** One JSON document: an event or an array of events. */
    DOCUMENT,
    /** A JSON document per line, without an end in sight. */
    LINES,
    /** Only the data; the CloudEvents attributes are in HTTP headers. */
    DATA
}
