package dev.vestnik.sender.gateway;

/** States of a circuit, in the order of the metric's values: 0, 1, 2. */
public enum CircuitState {
    CLOSED,
    HALF_OPEN,
    OPEN
}
