package dev.vestnik.engine.problem;

/**
 * One thing that is wrong in a request.
 *
 * @param path where, for example {@code steps.remind.template}; empty: the whole
 */
public record Fault(String path, String problem) {}
