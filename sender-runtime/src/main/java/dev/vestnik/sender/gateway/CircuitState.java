package dev.vestnik.sender.gateway;

/** In the order of the metric's values: 0, 1, 2. */
public enum CircuitState {
    CLOSED,
    HALF_OPEN,
    OPEN
}
