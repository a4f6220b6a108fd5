package dev.vestnik.engine.support;

/** What the owner of a customer says to a request. */
sealed interface OwnerReply {

    /** @param result a JSON object: {@code messageId}, {@code channel} */
    record Granted(String result) implements OwnerReply {}

    /** @param reason low in cardinality, for example {@code no-contact} */
    record Refused(String reason, String detail) implements OwnerReply {}
}
