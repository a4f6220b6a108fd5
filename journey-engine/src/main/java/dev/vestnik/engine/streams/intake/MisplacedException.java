package dev.vestnik.engine.streams.intake;

/** A record in the wrong partition that was forwarded once (the topics' partition counts differ), or is too large for that. */
final class MisplacedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
