package dev.vestnik.sandbox.smpp;

import org.jsmpp.bean.MessageState;

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

    MessageState state() {
        return state;
    }

    String error() {
        return error;
    }
}
