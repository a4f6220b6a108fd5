package dev.vestnik.engine.lookup;

/** What came of a question. */
sealed interface Found {

    /** @param json the value */
    record Value(String json) implements Found {}

    /** @param why low in cardinality: {@code not-found}, {@code time-out}, {@code status-503} */
    record Nothing(String why) implements Found {}
}
