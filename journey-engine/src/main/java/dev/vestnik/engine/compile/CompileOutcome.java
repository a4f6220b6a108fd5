package dev.vestnik.engine.compile;

/** The result of a job that has ended. */
public sealed interface CompileOutcome<T> {
    record Done<T>(T value) implements CompileOutcome<T> {}

    /** @param cause anything: also an overflown stack, memory that there was not, a class that could not be loaded */
    record Failed<T>(Throwable cause) implements CompileOutcome<T> {}
}
