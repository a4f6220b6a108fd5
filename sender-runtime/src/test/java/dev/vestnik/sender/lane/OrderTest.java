package dev.vestnik.sender.lane;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.TestEngine;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One customer's messages are handed over one after the other, and no customer waits for another one. */
class OrderTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);

    /** Nobody's messages overtake each other, whatever the gateway answers: taken, refused, not sent, busy, lost. */
    @Test
    void handsACustomersMessagesOverInTheirOrderWhateverTheGatewayAnswers() {
        long seed = ThreadLocalRandom.current().nextLong();
        int customers = 20;
        int each = 12;
        HandOvers seen = new HandOvers(new Random(seed));
        RecordingGateway gateway = new RecordingGateway("one", 30, 0).answers(seen::answer);
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 3)) {
            for (int number = 0; number < customers * each; number++) {
                engine.send(SERVICE, of(number, number % customers));
            }
            engine.send(SERVICE, 0, 0);
            try (RunningLane _ = RunningLane.of(engine.settings(), SERVICE, gateway)) {
                eventually().until(() -> engine.receipts().size() >= customers * each);
            }
            assertThat(engine.receiptLines()).hasSize(customers * each);
        }
        assertThat(seen.faults).as("seed %d", seed).isEmpty();
    }

    @Test
    void letsNoCustomerWaitForAnother() {
        CountDownLatch slow = new CountDownLatch(1);
        RecordingGateway gateway = new RecordingGateway("one", 30, 0).answers(dispatch -> {
            if (dispatch.customer().customerId().equals("c0")) {
                slow.await(120, TimeUnit.SECONDS);
            }
            return Outcome.accepted("x");
        });
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 1)) {
            for (int number = 0; number < 200; number++) {
                engine.send(SERVICE, of(number, 0));
            }
            engine.send(SERVICE, 200, 300);
            try (RunningLane _ = RunningLane.of(engine.settings(), SERVICE, gateway)) {
                eventually().until(() -> engine.receipts().size() >= 100);
                assertThat(gateway.counts()).hasSize(101);
                slow.countDown();
                eventually().until(() -> engine.receipts().size() >= 300);
            }
        }
    }

    private static OutboundMessage.Builder of(int number, int customer) {
        OutboundMessage.Builder message = TestEngine.sms(number);
        return message.setHeader(MessageHeader.newBuilder(message.getHeader())
                .setCustomerId("c" + customer)
                .build());
    }

    /** Watches who is handed over when, and answers at random. */
    private static final class HandOvers {
        private final Random random;
        private final Map<String, Boolean> onTheWay = new ConcurrentHashMap<>();
        private final Map<String, Long> last = new ConcurrentHashMap<>();
        private final Queue<String> faults = new ConcurrentLinkedQueue<>();

        HandOvers(Random random) {
            this.random = random;
        }

        Outcome answer(Dispatch dispatch) throws InterruptedException {
            String customer = dispatch.customer().customerId();
            long number = dispatch.attempt().messageId().getLeastSignificantBits() & 0xFFFF;
            if (onTheWay.putIfAbsent(customer, true) != null) {
                faults.add(number + " while another one is on the way");
            }
            long before = last.merge(customer, number, Math::max);
            if (before > number) {
                faults.add(number + " after " + before);
            }
            int dice;
            synchronized (random) {
                dice = random.nextInt(20);
            }
            TimeUnit.MILLISECONDS.sleep(dice);
            onTheWay.remove(customer);
            return outcome(dice);
        }

        private static Outcome outcome(int dice) {
            return switch (dice) {
                case 0 -> new Outcome.NotSent("refused");
                case 1 -> new Outcome.Unknown("reset");
                case 2, 3 -> Outcome.busy("throttled");
                case 4 -> Outcome.temporary("later");
                case 5 -> Outcome.permanent("never");
                default -> Outcome.accepted("x");
            };
        }
    }
}
