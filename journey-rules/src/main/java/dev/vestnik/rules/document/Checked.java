package dev.vestnik.rules.document;

import java.util.List;

/** What came of checking a document. */
public sealed interface Checked<T> {

    /** Nothing is wrong with it. */
    record Sound<T>(T value) implements Checked<T> {}

    /** All that is wrong with it, in the document's order as far as it goes. */
    record Faulty<T>(List<Fault> faults) implements Checked<T> {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
