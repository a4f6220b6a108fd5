package dev.vestnik.sandbox.smpp;

import java.util.Optional;
import java.util.stream.Stream;
import org.jsmpp.bean.MessageState;
import org.jspecify.annotations.Nullable;

/** Final states of a text, named as in the receipt's text (SMPP 3.4, appendix B). */
enum FinalState {
    DELIVRD(MessageState.DELIVERED, "000"),
    EXPIRED(MessageState.EXPIRED, "001"),
    UNDELIV(MessageState.UNDELIVERABLE, "002");

    private final MessageState state;
    private final String error;

    FinalState(MessageState state, String error) {
        this.state = state;
        this.error = error;
    }

    /** The state of this name; empty when there is none. */
    static Optional<FinalState> named(@Nullable String name) {
        return Stream.of(values()).filter(state -> state.name().equals(name)).findFirst();
    }

    MessageState state() {
        return state;
    }

    String error() {
        return error;
    }
}
