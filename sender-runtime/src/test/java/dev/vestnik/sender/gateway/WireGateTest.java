package dev.vestnik.sender.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireGateTest {
    private final WireGate gate = new WireGate(2);

    @Test
    void letsNoMoreInThanThereIsRoomFor() {
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isFalse();
        gate.leave();
        assertThat(gate.enter()).isTrue();
    }

    @Test
    void isNarrowedWhileItIsFull() {
        gate.enter();
        gate.enter();
        gate.resize(1);
        gate.leave();
        assertThat(gate.enter()).as("the other one is inside still").isFalse();
        gate.leave();
        assertThat(gate.enter()).isTrue();
        gate.resize(2);
        assertThat(gate.enter()).isTrue();
    }
}
