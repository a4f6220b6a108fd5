package dev.vestnik.sender.hook;

/** A provider's name for a message of ours. */
public sealed interface Named {

    /** The signed token that the message went out with: it says message and customer by itself. */
    record Token(String token) implements Named {}

    /** The provider's id, or ours that the provider gave back; it meets its message by the correlation of the channel. */
    record Id(String id) implements Named {}
}
