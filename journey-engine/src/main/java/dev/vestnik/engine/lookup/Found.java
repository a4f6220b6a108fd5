package dev.vestnik.engine.lookup;

/** The answer of a source, or why there is none. */
sealed interface Found {

    /** @param json the value */
    record Value(String json) implements Found {}

    /** @param why low in cardinality: {@code not-found}, {@code time-out}, {@code status-503} */
    record Nothing(String why) implements Found {}
}
