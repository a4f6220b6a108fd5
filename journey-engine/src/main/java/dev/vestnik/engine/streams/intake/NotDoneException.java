package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.progress.SetAsideException;

/** The rules want a record set aside: a part of what it asks for is not done, and the customer's timeline says why. */
final class NotDoneException extends SetAsideException {
    private static final long serialVersionUID = 1L;

    NotDoneException(String reason) {
        super(reason + ": see the timeline of the customer");
    }
}
