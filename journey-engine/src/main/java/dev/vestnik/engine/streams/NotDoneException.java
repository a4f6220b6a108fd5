package dev.vestnik.engine.streams;

/** The rules want a record set aside: a part of what it asks for is not done, and the customer's timeline says why. */
final class NotDoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotDoneException(String reason) {
        super(reason + ": see the timeline of the customer");
    }
}
