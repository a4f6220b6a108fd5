package dev.vestnik.rules.document;

import java.util.List;

/** The result of checking a document. */
public sealed interface Checked<T> {

    /**
     * Nothing is wrong with it.
     *
     * @param warnings of what is allowed, and probably not meant
     */
    record Sound<T>(T value, List<Warning> warnings) implements Checked<T> {
        public Sound {
            warnings = List.copyOf(warnings);
        }

        /** A sound document without a warning. */
        public Sound(T value) {
            this(value, List.of());
        }
    }

    /** All that is wrong with it, in the document's order as far as it goes. */
    record Faulty<T>(List<Fault> faults) implements Checked<T> {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
