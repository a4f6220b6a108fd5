package dev.vestnik.engine.support;

/** The reply of a customer's owner to a request. */
sealed interface OwnerReply {

    /** @param result a JSON object: {@code messageId}, {@code channel} */
    record Granted(String result) implements OwnerReply {}

    /** @param reason low in cardinality, for example {@code no-contact} */
    record Refused(String reason, String detail) implements OwnerReply {}
}
