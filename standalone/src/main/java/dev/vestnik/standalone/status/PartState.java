package dev.vestnik.standalone.status;

import dev.vestnik.standalone.installation.Ports.Part;

/**
 * A part of the system as it was found.
 *
 * @param at its port on this machine, or its address elsewhere
 * @param state {@code up}, {@code down} or {@code not ready}, with a cause where one is known
 * @param required whether the system is whole without it
 */
record PartState(Part part, String at, String state, boolean required) {
    static final String UP = "up";
    static final String DOWN = "down";

    boolean isUp() {
        return state.equals(UP);
    }

    boolean isMissed() {
        return required && !isUp();
    }
}
