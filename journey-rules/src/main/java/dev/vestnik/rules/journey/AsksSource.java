package dev.vestnik.rules.journey;

/** A step that asks a source. */
public interface AsksSource extends Step {
    /** The name of the source. */
    String source();
}
