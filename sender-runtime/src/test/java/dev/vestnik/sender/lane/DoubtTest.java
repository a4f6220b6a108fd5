package dev.vestnik.sender.lane;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.ClosingRecord;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.TestEngine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DoubtTest {
    /** The provider may know parts of a text whose last answer was lost: their receipts must find it, whether it is sent again or not. */
    @ParameterizedTest
    @EnumSource(
            value = MessageClass.class,
            names = {"service", "marketing"})
    void writesTheRecordsOfAnAttemptInDoubt(MessageClass messageClass) {
        Lane lane = new Lane(ChannelName.SMS, messageClass);
        Topic kept = Topics.deadLetters(lane.messages());
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 1)) {
            engine.send(lane, 0, 1);
            try (RunningLane _ = RunningLane.of(engine.settings(), lane, new ForgetfulGateway(kept))) {
                eventually().until(() -> !engine.receipts().isEmpty());
                assertThat(engine.read(kept))
                        .extracting(record -> new String(record.key(), StandardCharsets.US_ASCII))
                        .containsExactly("part-1");
            }
        }
    }

    /** Loses its first answer, and takes what comes again. */
    private static final class ForgetfulGateway implements Gateway {
        private final AtomicBoolean lost = new AtomicBoolean();
        private final Topic kept;

        /** @param kept where its record of a lost answer goes */
        ForgetfulGateway(Topic kept) {
            this.kept = kept;
        }

        @Override
        public String name() {
            return "one";
        }

        @Override
        public GatewayLimits limits() {
            return new GatewayLimits(10, 0);
        }

        @Override
        public Outcome send(Dispatch dispatch, BooleanSupplier mayStart) {
            if (!mayStart.getAsBoolean()) {
                return new Outcome.NotSent("too late");
            }
            return lost.compareAndSet(false, true) ? new Outcome.Unknown("lost") : Outcome.accepted("1");
        }

        @Override
        public List<ClosingRecord> closingRecords(Dispatch dispatch, Outcome outcome) {
            return outcome instanceof Outcome.Unknown
                    ? List.of(new ClosingRecord(kept, "part-1", new byte[] {1}))
                    : List.of();
        }
    }
}
