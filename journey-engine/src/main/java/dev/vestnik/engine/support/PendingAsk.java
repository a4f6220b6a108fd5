package dev.vestnik.engine.support;

/** A request that has no answer yet and stands. */
record PendingAsk(String askId) {}
