package dev.vestnik.sender.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.schemas.message.MessageClass;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WireGateTest {
    private final WireGate gate = new WireGate(2);

    @Test
    void letsNoMoreInThanThereIsRoomFor() {
        assertThat(gate.enter(MessageClass.service)).isTrue();
        assertThat(gate.enter(MessageClass.service)).isTrue();
        assertThat(gate.enter(MessageClass.service)).isFalse();
        gate.leave(MessageClass.service);
        assertThat(gate.enter(MessageClass.service)).isTrue();
    }

    @Test
    void isNarrowedWhileItIsFull() {
        gate.enter(MessageClass.service);
        gate.enter(MessageClass.service);
        gate.resize(1, 1);
        gate.leave(MessageClass.service);
        assertThat(gate.enter(MessageClass.service))
                .as("the other one is inside still")
                .isFalse();
        gate.leave(MessageClass.service);
        assertThat(gate.enter(MessageClass.service)).isTrue();
        gate.resize(2, 2);
        assertThat(gate.enter(MessageClass.service)).isTrue();
    }

    @Test
    void leavesCodesTheirPlaces() {
        gate.resize(2, 1);
        assertThat(gate.enter(MessageClass.service)).isTrue();
        assertThat(gate.enter(MessageClass.marketing)).isFalse();
        assertThat(gate.enter(MessageClass.codes)).isTrue();
    }

    @Test
    void letsACodeInBeforeTheOthersThatWaitAlready() throws InterruptedException {
        gate.resize(1, 1);
        gate.enter(MessageClass.service);
        List<MessageClass> entered = new CopyOnWriteArrayList<>();
        List<Thread> waiting = List.of(enters(MessageClass.service, entered), enters(MessageClass.service, entered));
        Thread code = enters(MessageClass.codes, entered);
        gate.leave(MessageClass.service);
        code.join();
        assertThat(entered).containsExactly(MessageClass.codes);
        for (Thread one : waiting) {
            one.join();
        }
        assertThat(entered).as("the others gave up").hasSize(1);
    }

    /** Comes to the gate and waits there. */
    private Thread enters(MessageClass messageClass, List<MessageClass> entered) {
        Thread thread = Thread.ofPlatform().start(() -> {
            if (gate.enter(messageClass)) {
                entered.add(messageClass);
            }
        });
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }
}
