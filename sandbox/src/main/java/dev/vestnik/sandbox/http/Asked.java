package dev.vestnik.sandbox.http;

/** The request of a client to a provider. */
sealed interface Asked {

    /** To send a message. */
    record ToSend(HttpMessage message) implements Asked {}

    /** Something that has its answer at once: a question, or a request that is wrong. */
    record Answered(ProviderReply reply) implements Asked {}
}
