package dev.vestnik.sender.lane;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.TestEngine;
import dev.vestnik.sender.gateway.GuardedRoute;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** Two lanes of one process at the same gateway. */
class CodesFirstTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);
    private static final Lane CODES = new Lane(ChannelName.SMS, MessageClass.codes);
    private static final int BACKLOG = 100;

    @Test
    void sendsACodeWhileEveryServiceTextIsStuck() {
        Semaphore answers = new Semaphore(0);
        RecordingGateway gateway = new RecordingGateway("one", 10, 0).answers(dispatch -> {
            if (dispatch.messageClass() == MessageClass.service) {
                answers.acquire();
            }
            return Outcome.accepted("id-" + dispatch.attempt());
        });
        GuardedRoute route = RunningLane.guarded(SERVICE, gateway);
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 1);
                RunningLane _ = RunningLane.sharing(engine.settings(), CODES, route);
                RunningLane _ = RunningLane.sharing(engine.settings(), SERVICE, route)) {
            engine.send(CODES, BACKLOG, BACKLOG + 1);
            eventually().until(() -> engine.receipts().size() == 1);
            engine.send(SERVICE, 0, BACKLOG);
            eventually().until(() -> gateway.received().size() == 10);
            engine.send(CODES, BACKLOG + 1, BACKLOG + 2);
            eventually().until(() -> engine.receipts().size() == 2);
            assertThat(gateway.counts())
                    .as("nine texts that are stuck, two codes")
                    .hasSize(11);
            answers.release(BACKLOG);
            eventually().until(() -> engine.receipts().size() == BACKLOG + 2);
        }
    }

    @Test
    void givesTheFirstCodeTheNextPlaceThatBecomesFree() {
        Semaphore answers = new Semaphore(0);
        RecordingGateway gateway = new RecordingGateway("one", 10, 0).answers(dispatch -> {
            if (dispatch.messageClass() == MessageClass.service) {
                answers.acquire();
            }
            return Outcome.accepted("id-" + dispatch.attempt());
        });
        GuardedRoute route = RunningLane.guarded(SERVICE, gateway);
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 1);
                RunningLane codes = RunningLane.sharing(engine.settings(), CODES, route);
                RunningLane _ = RunningLane.sharing(engine.settings(), SERVICE, route)) {
            engine.send(SERVICE, 0, BACKLOG);
            eventually().until(() -> gateway.received().size() == 10);
            engine.send(CODES, BACKLOG, BACKLOG + 1);
            eventually().until(() -> codes.status().waiting() == 1);
            answers.release();
            eventually().until(() -> engine.receipts().size() == 2);
            assertThat(gateway.received().get(10).messageClass()).isEqualTo(MessageClass.codes);
            answers.release(BACKLOG);
            eventually().until(() -> engine.receipts().size() == BACKLOG + 1);
        }
    }
}
