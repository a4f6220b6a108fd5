package dev.vestnik.engine.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.EntryCount;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.customer.PutOffs;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.owner.Reply;
import dev.vestnik.rules.reason.Breakdown;
import dev.vestnik.rules.reason.FailureReason;
import dev.vestnik.rules.reason.HoldReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StateCodecTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final JourneyId CART = new JourneyId("abandoned-cart");
    private static final UUID INSTANCE = UUID.fromString("9b2d9c1e-50f7-8b1d-8f0e-1c9a3b7d5e21");
    private static final UUID MESSAGE = UUID.fromString("9b2d9c1e-11aa-8222-9f0e-1c9a3b7d5e99");

    private final StateCodec codec = new StateCodec();

    @Test
    void readsWhatItWrote() {
        CustomerState state = everything();
        assertThat(read(codec.write(state, null, FeatureLevel.NEWEST))).isEqualTo(state);
    }

    @Test
    void writesTheSameBytesAgainWhenNothingHasChanged() {
        byte[] bytes = codec.write(everything(), null, FeatureLevel.NEWEST);
        StateCodec.StoredState stored = codec.read(bytes);
        assertThat(codec.write(stored.state(), stored, FeatureLevel.NEWEST)).isEqualTo(bytes);
    }

    @Test
    void keepsUntouchedPartsOfAStateThatMovesOn() {
        StateCodec.StoredState stored = codec.read(codec.write(everything(), null, FeatureLevel.NEWEST));
        Instance running = stored.state().instances().getFirst();
        Instance moved = running.at("remind", 1, new Position.Waiting(NOON, NOON.plusSeconds(7200)));
        CustomerState changed = stored.state().withInstances(List.of(moved)).withTimelineNext(8);

        CustomerState read = read(codec.write(changed, stored, FeatureLevel.NEWEST));

        assertThat(read).isEqualTo(changed);
        assertThat(read.instances().getFirst().context())
                .isEqualTo(cart().instances().getFirst().context());
    }

    @Test
    void keepsWhatIsParkedAndSaysHowManyWithoutReadingTheRest() {
        Position.Failure failure = new Position.Failure(Breakdown.FAILED, "IllegalStateException at somewhere");
        Position waiting = new Position.Waiting(NOON, NOON.plusSeconds(7200));
        List<Position> positions = List.of(
                new Position.Stuck(NOON, failure, NOON.minusSeconds(5), null, List.of()),
                new Position.Stuck(
                        NOON,
                        failure,
                        NOON.minusSeconds(5),
                        waiting,
                        List.of(new Position.Missed("order.placed", Map.of("orderId", "o1"), NOON))),
                new Position.Queued(NOON),
                waiting);
        CustomerState state = everything()
                .withInstances(positions.stream()
                        .map(position -> cart().instances().getFirst().at("quiet", 1, position))
                        .toList());
        byte[] bytes = codec.write(state, null, FeatureLevel.NEWEST);
        assertThat(read(bytes).instances()).extracting(Instance::position).isEqualTo(positions);
        assertThat(StateCodec.parked(bytes)).isEqualTo(2);
        assertThat(StateCodec.parked(codec.write(everything(), null, FeatureLevel.NEWEST)))
                .isZero();
    }

    @Test
    void keepsWhatAGateHasAskedAndWhatItWasAnsweredSoFar() {
        Position asking = new Position.Asking(
                1,
                NOON.minusSeconds(5),
                "11111111-2222-8333-8444-555555555555/budget/7//budget/main/spring",
                List.of(
                        new Position.Answered("one", new Reply.Given(Map.of("code", "TEN", "amount", 5L))),
                        new Position.Answered("two", new Reply.Denied("spent")),
                        new Position.Answered("three", new Reply.Missing())),
                NOON.plusSeconds(60));
        Instance instance = cart().instances().getFirst().at("remind", 1, asking);
        CustomerState state = everything().withInstances(List.of(instance));
        assertThat(read(codec.write(state, null, FeatureLevel.NEWEST))).isEqualTo(state);
    }

    @Test
    void keepsWhichChannelsOfAMessageHadTheirNo() {
        List<Position> positions = List.of(
                new Position.Sent(1, NOON, new UUID(1, 2), NOON.plusSeconds(5), 4),
                new Position.Held(0, NOON, HoldReason.labelled("quiet-hours"), NOON.plusSeconds(5), 6),
                new Position.Held(
                        2,
                        NOON,
                        HoldReason.labelled("budget"),
                        NOON.plusSeconds(5),
                        1,
                        List.of(HoldReason.labelled("quiet-hours"), HoldReason.labelled("full-moon"))),
                new Position.Asking(2, NOON, "ask", List.of(), NOON.plusSeconds(5), 1));
        CustomerState state = everything()
                .withInstances(positions.stream()
                        .map(position -> cart().instances().getFirst().at("remind", 1, position))
                        .toList());
        byte[] bytes = codec.write(state, null, FeatureLevel.NEWEST);
        assertThat(read(bytes).instances()).extracting(Instance::position).isEqualTo(positions);
    }

    @Test
    void keepsReasonsOfALaterVersion() {
        List<Position> positions = List.of(
                new Position.Held(1, NOON, HoldReason.labelled("full-moon"), NOON.plusSeconds(5)),
                new Position.Stuck(
                        NOON,
                        new Position.Failure(FailureReason.labelled("struck-by-lightning"), "a storm"),
                        NOON,
                        null,
                        List.of()));
        CustomerState state = everything()
                .withInstances(positions.stream()
                        .map(position -> cart().instances().getFirst().at("remind", 1, position))
                        .toList());
        byte[] bytes = codec.write(state, null, FeatureLevel.NEWEST);
        assertThat(read(bytes)).isEqualTo(state);
        assertThat(codec.write(read(bytes), null, FeatureLevel.NEWEST)).isEqualTo(bytes);
    }

    /** Whatever bytes a store or a changelog has, they cost no more than their length, and stop nobody else. */
    @Test
    void saysOfAnyBytesThatTheyCannotBeRead() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] sound = codec.write(everything(), null, FeatureLevel.NEWEST);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = garbage(random, sound);
            StateCodec.armed(bytes, WakeClass.SERVICE);
            StateCodec.parked(bytes);
            try {
                codec.read(bytes);
            } catch (UnreadableStateException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("state");
            }
        }
    }

    private static byte[] garbage(Random random, byte[] sound) {
        if (random.nextInt(4) == 0) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] broken = Arrays.copyOf(sound, random.nextInt(sound.length) + 1);
        for (int i = random.nextInt(8); i > 0; i--) {
            broken[random.nextInt(broken.length)] = (byte) random.nextInt();
        }
        return broken;
    }

    @Test
    void anIdleCustomersStateShrinksToTheProfile() {
        CustomerState idle = CustomerState.NEW.withProfile(new Profile(Map.of("phone", "+74956460054")));
        assertThat(codec.write(idle, null, FeatureLevel.NEWEST)).hasSizeLessThan(12 + 14);
        assertThat(codec.write(CustomerState.NEW, null, FeatureLevel.NEWEST)).hasSizeLessThan(12);
    }

    @Test
    void aRunningCartCostsLittleBesideItsPayload() {
        CustomerState state = cart();
        byte[] bytes = codec.write(state, null, FeatureLevel.NEWEST);
        byte[] without = codec.write(CustomerState.NEW.withProfile(state.profile()), null, FeatureLevel.NEWEST);
        PrimitiveEncoder payload = new PrimitiveEncoder();
        ValueEncoder values = new ValueEncoder(payload);
        values.map(state.instances().getFirst().context());
        values.map(state.instances().getFirst().event());
        assertThat(bytes.length - without.length - payload.size()).isLessThan(110);
        assertThat(payload.size()).as("the items are there once").isLessThan(190);
    }

    @Test
    void keepsTextsOfAllKinds() {
        String letters = "Анна 🎁 \u0000 \ud800 " + "x".repeat(5_000);
        CustomerState state = CustomerState.NEW.withProfile(new Profile(Map.of("name", letters, "a", "", "b", "")));
        assertThat(read(codec.write(state, null, FeatureLevel.NEWEST)).profile().fields())
                .isEqualTo(Map.of("name", letters.replace('\ud800', '?'), "a", "", "b", ""));
    }

    @Test
    void keepsValuesOfAllKinds() {
        Map<String, Object> values = Map.of(
                "long",
                Long.MIN_VALUE,
                "large",
                Long.MAX_VALUE,
                "small",
                -1L,
                "double",
                -0.1,
                "yes",
                true,
                "no",
                false,
                "at",
                NOON,
                "list",
                List.of(1L, "a", List.of(), Map.of("x", 2L)),
                "map",
                Map.of("nested", Map.of("deeper", List.of(Map.of()))));
        CustomerState state = CustomerState.NEW.withProfile(new Profile(values));
        assertThat(read(codec.write(state, null, FeatureLevel.NEWEST)).profile().fields())
                .isEqualTo(values);
    }

    @Test
    void refusesValuesThatNoEventHas() {
        CustomerState state = CustomerState.NEW.withProfile(new Profile(Map.of("x", new Object())));
        assertThatThrownBy(() -> codec.write(state, null, FeatureLevel.NEWEST))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAFormatOfTheFuture() {
        byte[] bytes = codec.write(CustomerState.NEW, null, FeatureLevel.NEWEST);
        bytes[0] = 99;
        assertThatThrownBy(() -> codec.read(bytes)).hasMessageContaining("format 99");
    }

    @Test
    void saysWithoutReadingTheRestWhenItsCustomerIsToBeWoken() {
        byte[] bytes = codec.write(
                CustomerState.NEW.withArmed(new Armed(NOON, Instant.parse("1969-12-31T00:00:00Z"))),
                null,
                FeatureLevel.NEWEST);
        assertThat(StateCodec.armed(bytes, WakeClass.SERVICE)).isEqualTo(NOON.toEpochMilli());
        assertThat(StateCodec.armed(bytes, WakeClass.MARKETING)).isZero();
        assertThat(StateCodec.armed(codec.write(CustomerState.NEW, null, FeatureLevel.NEWEST), WakeClass.SERVICE))
                .isEqualTo(StateCodec.NOT_ARMED);
        assertThat(StateCodec.armed(null, WakeClass.MARKETING)).isEqualTo(StateCodec.NOT_ARMED);
    }

    /** What format 2 looks like: once it is released it must stay readable. */
    @Test
    void readsTheFormat() {
        byte[] golden = HexFormat.of().parseHex(GOLDEN);
        assertThat(read(golden)).isEqualTo(cart());
    }

    private static final String GOLDEN =
            "0200fcb6d3c5a034120133602b37343935363436303035340000001d01019b2d9c1e50f78b1d8f0e1c9a3b7d5e211c616261"
                    + "6e646f6e65642d636172740314632d37373132303931338d010067f6f9b784c16800000080f4ee067802030b240bb001456c"
                    + "656374726963206b6574746c652c20312e37206c0f1411c2ed7e13d1040948736b752d37373130320d12051411c2ed7e13d1"
                    + "04040750632d37373132303931331bc00268747470733a2f2f73686f702e6578616d706c652f636865636b6f75742f632d37"
                    + "373132303931330305050d0101c70103c901809cf5b9040001c701ff8fe4c00480a0f6a713011122334455667788ff9ff6a7"
                    + "13";

    private CustomerState read(byte[] bytes) {
        return codec.read(bytes).state();
    }

    private static CustomerState cart() {
        Map<String, Object> price = new TreeMap<>(Map.of("amount", 129_900L, "currency", "EUR"));
        Map<String, Object> item = new TreeMap<>(
                Map.of("productId", "sku-77102", "name", "Electric kettle, 1.7 l", "quantity", 1L, "price", price));
        Map<String, Object> event = new TreeMap<>(Map.of(
                "cartId",
                "c-77120913",
                "items",
                List.of(item),
                "total",
                price,
                "checkoutUrl",
                "https://shop.example/checkout/c-77120913"));
        Map<String, Object> context = new TreeMap<>(Map.of("items", List.of(item), "total", price));
        Instance instance = new Instance(
                INSTANCE,
                CART,
                3,
                "c-77120913",
                "quiet",
                0,
                new Position.Waiting(NOON, NOON.plusSeconds(7200)),
                context,
                event,
                "cart.updated",
                NOON,
                NOON);
        return CustomerState.NEW
                .withProfile(new Profile(new TreeMap<>(Map.of("phone", "+74956460054"))))
                .withInstances(List.of(instance))
                .withGoals(List.of(
                        new GoalWatch(INSTANCE, CART, 3, "c-77120913", Map.of(), NOON.plus(Duration.ofDays(7)))))
                .withEntries(List.of(new EntryCount(CART, NOON, NOON.plus(Duration.ofDays(30)))))
                .withSeen(List.of(new Seen(0x1122334455667788L, NOON)))
                .withArmed(new Armed(null, NOON.plusSeconds(7200)))
                .withTimelineNext(1);
    }

    private static CustomerState everything() {
        CustomerState cart = cart();
        Outstanding message = new Outstanding(
                MESSAGE,
                INSTANCE,
                CART,
                3,
                "remind",
                "cart-reminder",
                Channel.EMAIL,
                2,
                PutOffs.NONE,
                -42,
                Outstanding.Status.FAILED,
                NOON,
                NOON.plusSeconds(60));
        Outstanding orphan = new Outstanding(
                MESSAGE,
                MESSAGE,
                CART,
                3,
                "remind",
                "cart-reminder",
                Channel.PUSH,
                1,
                PutOffs.NONE,
                0,
                Outstanding.Status.REPLIED,
                NOON,
                NOON.minusSeconds(60));
        Instance held = cart.instances()
                .getFirst()
                .at("remind", 4, new Position.Held(1, NOON, HoldReason.labelled("quiet-hours"), NOON.plusSeconds(5)));
        return cart.withDevices(List.of(
                        new Device(Device.Platform.WEB, "https://push.example/1", "key", "secret"),
                        new Device(Device.Platform.IOS, "token", null, null)))
                .withConsents(List.of(
                        new Consent(null, null, true, NOON, "checkout", null),
                        new Consent(Channel.SMS, "news", false, NOON, "unsubscribe-link", "proof")))
                .withSuppressions(List.of(new Suppression(Channel.SMS, Long.MIN_VALUE, "unknown-number", NOON)))
                .withInstances(List.of(
                        cart.instances().getFirst(),
                        held,
                        held.at("remind", 0, new Position.Sent(2, NOON, MESSAGE, NOON.plusSeconds(9)))))
                .withMessages(List.of(message, orphan))
                .withGoals(List.of(new GoalWatch(
                        MESSAGE, CART, 2, "other", cart.instances().getFirst().context(), NOON)))
                .withArmed(new Armed(NOON, NOON.minusMillis(1)))
                .withTimelineNext(4711);
    }
}
