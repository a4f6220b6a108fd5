package dev.vestnik.sender.lane;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.TestEngine;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class LanePermitsTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);

    /** The only place of the window is taken for the first message when an error at the second one ends the session. */
    @Test
    void givesTheRoomOfAnAttemptBackThatAnErrorKeepsFromBeginning() {
        AtomicInteger asked = new AtomicInteger();
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 1)) {
            engine.send(SERVICE, 0, 2);
            try (RunningLane lane = RunningLane.of(engine.settings(), SERVICE, new ExhaustedGateway(asked))) {
                eventually().until(() -> engine.receipts().size() == 2);
                assertThat(lane.restarts()).as("sessions that broke").isEqualTo(1);
            }
        }
    }

    /** Finds no memory when it is asked for the second time how much a message is. */
    private record ExhaustedGateway(AtomicInteger asked) implements Gateway {
        @Override
        public String name() {
            return "one";
        }

        @Override
        public GatewayLimits limits() {
            return new GatewayLimits(1, 0);
        }

        @Override
        public int units(Dispatch dispatch) {
            if (asked.incrementAndGet() == 2) {
                throw new OutOfMemoryError("for this test");
            }
            return 1;
        }

        @Override
        public Outcome send(Dispatch dispatch, BooleanSupplier mayStart) {
            return mayStart.getAsBoolean() ? Outcome.accepted("id-" + dispatch.attempt()) : new Outcome.NotSent("late");
        }
    }
}
