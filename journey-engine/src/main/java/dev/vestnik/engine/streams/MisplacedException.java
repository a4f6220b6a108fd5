package dev.vestnik.engine.streams;

/** A record that was forwarded once and is still in the wrong partition: the topics' partition counts differ. */
final class MisplacedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
