package dev.vestnik.sender.lane;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.TestEngine;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** A lane that stops in order, of several with names. */
class HandOverTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);
    /** The group gives a member up after six seconds, see RunningLane. */
    private static final Duration SOONER_THAN_GIVEN_UP = Duration.ofSeconds(4);

    @Test
    void theOthersHaveItsPartitionsBeforeItsGroupWouldGiveItUp() {
        RecordingGateway gateway = new RecordingGateway("one", 3, 0);
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 2);
                RunningLane other =
                        RunningLane.instance(engine.settings(), SERVICE, "other", InstantSource.system(), gateway)) {
            RunningLane stopped =
                    RunningLane.instance(engine.settings(), SERVICE, "stopped", InstantSource.system(), gateway);
            eventually()
                    .until(() ->
                            stopped.status().partitions() == 1 && other.status().partitions() == 1);
            stopped.close();
            long since = System.nanoTime();
            eventually().until(() -> other.status().partitions() == 2);
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(SOONER_THAN_GIVEN_UP);
        }
    }
}
