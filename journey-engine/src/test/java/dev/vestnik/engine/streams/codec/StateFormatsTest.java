package dev.vestnik.engine.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.definition.FeatureLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formats of a stored state: what was written stays readable, what is not known is kept, what is broken says so. */
class StateFormatsTest {
    private static final FeatureLevel TWO = FeatureLevel.OLDEST;
    private static final FeatureLevel SIX = FeatureLevel.LANGUAGE;
    private static final FeatureLevel FIVE = FeatureLevel.ADDRESSES;
    private static final FeatureLevel FOUR = FeatureLevel.MEMORY;
    private static final FeatureLevel THREE = FeatureLevel.STATE_FORMAT_3;
    private static final byte[] UNKNOWN = {100, 2, 7, 7, (byte) 0x8f, 1, 3, 1, 2, 3};

    private final StateCodec codec = new StateCodec();

    /** Format 2 as the engine before format 3 wrote it, format 3 as the first engine that had it. */
    @ParameterizedTest
    @CsvSource({
        "new, 2",
        "idle, 2",
        "cart, 2",
        "busy, 2",
        "stuck, 2",
        "new, 3",
        "idle, 3",
        "cart, 3",
        "busy, 3",
        "stuck, 3"
    })
    void readsWhatEnginesHaveLeftInTheirStores(String name, int format) throws IOException {
        byte[] bytes = golden(name + ".format-" + format + ".hex");
        assertThat(bytes[0]).isEqualTo((byte) format);
        assertThat(read(bytes)).isEqualTo(GoldenStates.all().get(name));
        assertThat(StateCodec.parked(bytes)).isEqualTo(name.equals("stuck") ? 2 : 0);
    }

    @Test
    void readsWhatTheFirstEngineOfLevel4HasLeft() throws IOException {
        byte[] bytes = golden("remembering.format-3.hex");
        assertThat(read(bytes)).isEqualTo(GoldenStates.remembering());
        assertThat(codec.write(GoldenStates.remembering(), null, FOUR)).isEqualTo(bytes);
    }

    /** An engine of level 3 reads what it knows and copies the rest. */
    @Test
    void whatLevel4AddedStandsBehindAllThatLevel3Knows() {
        byte[] with = codec.write(GoldenStates.remembering(), null, FOUR);
        byte[] without = codec.write(GoldenStates.remembering().withMemory(Memory.NONE), null, FOUR);
        assertThat(with).startsWith(without).hasSizeGreaterThan(without.length);
        assertThat(with[without.length]).isEqualTo((byte) 11);
    }

    @Test
    void whatJourneysRememberIsReadAgainAndCopiedWhereItDidNotChange() {
        long seed = System.nanoTime();
        RandomStates states = new RandomStates(seed);
        for (int i = 0; i < 500; i++) {
            CustomerState state = states.remembering();
            StateCodec.StoredState stored = codec.read(codec.write(state, null, FOUR));
            assertThat(stored.state()).as("seed %d, state %d", seed, i).isEqualTo(state);
            for (int change = 0; change < 8; change++) {
                CustomerState changed =
                        change % 2 == 0 ? states.remembering(stored.state()) : states.changed(stored.state());
                stored = codec.read(codec.write(changed, stored, FOUR));
                assertThat(stored.state()).as("seed %d, state %d", seed, i).isEqualTo(changed);
            }
        }
    }

    @Test
    void whatJourneysRememberIsNotLostForTheBoundsSake() {
        StateCodec.StoredState two = codec.read(codec.write(GoldenStates.all().get("cart"), null, TWO));
        byte[] bytes = codec.write(GoldenStates.remembering(), two, FOUR, 10);
        assertThat(read(bytes)).isEqualTo(GoldenStates.remembering());
    }

    @Test
    void readsWhatTheFirstEngineOfLevel5HasLeft() throws IOException {
        byte[] bytes = golden("reached.format-3.hex");
        assertThat(read(bytes)).isEqualTo(GoldenStates.reached());
        assertThat(codec.write(GoldenStates.reached(), null, FIVE)).isEqualTo(bytes);
    }

    @Test
    void readsMessagesThatWereReadOrPutOff() throws IOException {
        byte[] bytes = golden("reported.format-3.hex");
        assertThat(read(bytes)).isEqualTo(GoldenStates.reported());
        assertThat(codec.write(GoldenStates.reported(), null, FIVE)).isEqualTo(bytes);
    }

    @Test
    void readsMessagesThatArePutOff() throws IOException {
        byte[] bytes = golden("put-off.format-3.hex");
        assertThat(read(bytes)).isEqualTo(GoldenStates.putOff());
        assertThat(codec.write(GoldenStates.putOff(), null, FIVE)).isEqualTo(bytes);
    }

    @Test
    void readsMessagesThatAreHeldInSeveralChannelsAtOnce() throws IOException {
        byte[] bytes = golden("held-at-once.format-3.hex");
        assertThat(read(bytes)).isEqualTo(GoldenStates.heldAtOnce());
        assertThat(codec.write(GoldenStates.heldAtOnce(), null, SIX)).isEqualTo(bytes);
    }

    @Test
    void readsOtherKeysOfTheSamePerson() throws IOException {
        byte[] bytes = golden("tied.format-3.hex");
        assertThat(read(bytes)).isEqualTo(GoldenStates.tied());
        assertThat(codec.write(GoldenStates.tied(), null, SIX)).isEqualTo(bytes);
        assertThat(codec.write(GoldenStates.tied(), null, TWO))
                .as("whatever the level: who asks may know a later one")
                .isEqualTo(bytes);
    }

    @Test
    void otherKeysOfTheSamePersonAreReadAgainAndCopiedWhereTheyDidNotChange() {
        long seed = System.nanoTime();
        RandomStates states = new RandomStates(seed);
        for (int i = 0; i < 200; i++) {
            CustomerState state = states.tied();
            StateCodec.StoredState stored = codec.read(codec.write(state, null, SIX));
            assertThat(stored.state()).as("seed %d, state %d", seed, i).isEqualTo(state);
            for (int change = 0; change < 4; change++) {
                CustomerState changed = change % 2 == 0 ? states.tied(stored.state()) : states.changed(stored.state());
                stored = codec.read(codec.write(changed, stored, SIX));
                assertThat(stored.state()).as("seed %d, state %d", seed, i).isEqualTo(changed);
            }
        }
    }

    /** An engine of level 4 reads what it knows and copies the rest. */
    @Test
    void whatLevel5AddedStandsBehindAllThatLevel4Knows() {
        byte[] with = codec.write(GoldenStates.reached(), null, FIVE);
        byte[] without = codec.write(GoldenStates.reached().withReach(Reach.NONE), null, FIVE);
        assertThat(with).startsWith(without).hasSizeGreaterThan(without.length);
        assertThat(with[without.length]).isEqualTo((byte) 15);
    }

    @Test
    void whatOwnersToldIsReadAgainAndCopiedWhereItDidNotChange() {
        long seed = System.nanoTime();
        RandomStates states = new RandomStates(seed);
        for (int i = 0; i < 500; i++) {
            CustomerState state = states.reached();
            StateCodec.StoredState stored = codec.read(codec.write(state, null, FIVE));
            assertThat(stored.state()).as("seed %d, state %d", seed, i).isEqualTo(state);
            CustomerState changed = states.changed(stored.state());
            stored = codec.read(codec.write(changed, stored, FIVE));
            assertThat(stored.state()).as("seed %d, state %d", seed, i).isEqualTo(changed);
            changed = stored.state().withReach(states.reached().reach());
            assertThat(read(codec.write(changed, stored, FIVE)))
                    .as("seed %d, state %d", seed, i)
                    .isEqualTo(changed);
        }
    }

    @Test
    void readsWhatTheFirstEngineThatCountedForCapsHasLeft() throws IOException {
        byte[] bytes = golden("counting.format-3.hex");
        assertThat(read(bytes)).isEqualTo(GoldenStates.counting());
        assertThat(codec.write(GoldenStates.counting(), null, SIX)).isEqualTo(bytes);
    }

    @Test
    void readsWhatTheFirstEngineThatKnewTheCalendarHasLeft() throws IOException {
        assertThat(HexFormat.of().formatHex(codec.write(GoldenStates.dated(), null, FeatureLevel.CALENDAR)))
                .isEqualTo(HexFormat.of().formatHex(golden("dated.format-3.hex")));
        assertThat(read(golden("dated.format-3.hex"))).isEqualTo(GoldenStates.dated());
    }

    /** An engine of level 6 copies it. */
    @Test
    void theCalendarStandsBehindAllThatLevel6Knows() {
        byte[] with = codec.write(GoldenStates.dated(), null, FeatureLevel.CALENDAR);
        byte[] without = codec.write(GoldenStates.dated().withMemory(Memory.NONE), null, FeatureLevel.CALENDAR);
        assertThat(with).startsWith(without).hasSizeGreaterThan(without.length);
        assertThat(with[without.length]).isEqualTo((byte) 34);
    }

    @Test
    void readsWhatTheFirstEngineThatKnewSinceWhenHasLeft() throws IOException {
        assertThat(HexFormat.of().formatHex(codec.write(GoldenStates.known(), null, FeatureLevel.AUDIENCES)))
                .isEqualTo(HexFormat.of().formatHex(golden("known.format-3.hex")));
        assertThat(read(golden("known.format-3.hex"))).isEqualTo(GoldenStates.known());
    }

    @Test
    void readsWhatTheFirstEngineThatKnewInterestsHasLeft() throws IOException {
        assertThat(HexFormat.of().formatHex(codec.write(GoldenStates.interested(), null, FeatureLevel.PRODUCTS)))
                .isEqualTo(HexFormat.of().formatHex(golden("interested.format-3.hex")));
        assertThat(read(golden("interested.format-3.hex"))).isEqualTo(GoldenStates.interested());
    }

    /** An engine of level 5 reads what it knows and copies the rest. */
    @Test
    void countsOfCapsStandBehindAllThatLevel5Knows() {
        byte[] with = codec.write(GoldenStates.counting(), null, SIX);
        byte[] without = codec.write(GoldenStates.remembering(), null, SIX);
        assertThat(with).startsWith(without).hasSizeGreaterThan(without.length);
        assertThat(with[without.length]).isEqualTo((byte) SectionTag.CAPPED);
    }

    @Test
    void countsOfCapsAreReadAgainAndCopiedWhereTheyDidNotChange() {
        long seed = System.nanoTime();
        RandomStates states = new RandomStates(seed);
        for (int i = 0; i < 500; i++) {
            CustomerState state = states.counting();
            StateCodec.StoredState stored = codec.read(codec.write(state, null, SIX));
            assertThat(stored.state()).as("seed %d, state %d", seed, i).isEqualTo(state);
            CustomerState changed = states.changed(stored.state());
            stored = codec.read(codec.write(changed, stored, SIX));
            assertThat(stored.state()).as("seed %d, state %d", seed, i).isEqualTo(changed);
            changed = stored.state().withMemory(states.counting().memory());
            assertThat(read(codec.write(changed, stored, SIX)))
                    .as("seed %d, state %d", seed, i)
                    .isEqualTo(changed);
        }
    }

    @Test
    void aStopIsNotLostForTheBoundsSake() {
        StateCodec.StoredState two = codec.read(codec.write(GoldenStates.all().get("cart"), null, TWO));
        assertThat(read(codec.write(GoldenStates.reached(), two, FIVE, 10))).isEqualTo(GoldenStates.reached());
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = StateFormatsTest.class.getResourceAsStream("/states/" + name)) {
            String hex = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(hex.strip());
        }
    }

    @Test
    void aStateThatFitsInFormat2AloneStaysInIt() {
        CustomerState cart = GoldenStates.all().get("cart");
        byte[] two = codec.write(cart, null, TWO);
        assertThat(codec.write(cart, null, THREE)).hasSizeGreaterThan(two.length);
        assertThat(codec.write(cart, codec.read(two), THREE, two.length)).isEqualTo(two);
        assertThat(codec.write(cart, codec.read(two), THREE, 2 * two.length)[0]).isEqualTo((byte) 3);
    }

    @Test
    void readsWhatTheFirstEngineOfLevel6HasLeft() throws IOException {
        assertThat(HexFormat.of().formatHex(codec.write(GoldenStates.drawn(), null, SIX)))
                .isEqualTo(HexFormat.of().formatHex(golden("drawn.format-3.hex")));
        assertThat(read(golden("drawn.format-3.hex"))).isEqualTo(GoldenStates.drawn());
    }

    @Test
    void readsWhatTheFirstEngineThatLearnedHabitsHasLeft() throws IOException {
        assertThat(HexFormat.of().formatHex(codec.write(GoldenStates.learned(), null, SIX)))
                .isEqualTo(HexFormat.of().formatHex(golden("learned.format-3.hex")));
        assertThat(read(golden("learned.format-3.hex"))).isEqualTo(GoldenStates.learned());
    }

    /** An engine of level 5 reads what it knows and copies the rest. */
    @Test
    void whatLevel6AddedStandsBehindAllThatLevel5Knows() {
        CustomerState state =
                GoldenStates.reached().withMemory(GoldenStates.drawn().memory());
        byte[] with = codec.write(state, null, SIX);
        byte[] without = codec.write(GoldenStates.reached(), null, SIX);
        assertThat(with).startsWith(without).hasSizeGreaterThan(without.length);
        assertThat(with[without.length]).isEqualTo((byte) 20);
    }

    @Test
    void whatStepsKeepIsReadAgainAndCopiedWhereItDidNotChange() {
        long seed = System.nanoTime();
        RandomStates states = new RandomStates(seed);
        for (int i = 0; i < 300; i++) {
            StateCodec.StoredState stored = codec.read(codec.write(states.learned(), null, SIX));
            for (int change = 0; change < 6; change++) {
                CustomerState changed =
                        change % 2 == 0 ? states.learned(stored.state()) : states.changed(stored.state());
                stored = codec.read(codec.write(changed, stored, SIX));
                assertThat(stored.state()).as("seed %d, state %d", seed, i).isEqualTo(changed);
            }
        }
    }

    @Test
    void readsWhatItWroteInEitherFormat() {
        long seed = System.nanoTime();
        RandomStates states = new RandomStates(seed);
        for (int i = 0; i < 2_000; i++) {
            CustomerState state = states.next();
            for (FeatureLevel level : List.of(TWO, THREE)) {
                byte[] bytes = codec.write(state, null, level);
                assertThat(bytes[0]).isEqualTo((byte) level.number());
                assertThat(read(bytes)).as("seed %d, state %d", seed, i).isEqualTo(state);
            }
        }
    }

    @Test
    void copiesWhatDidNotChangeAndWritesWhatDid() {
        long seed = System.nanoTime();
        RandomStates states = new RandomStates(seed);
        for (int i = 0; i < 500; i++) {
            StateCodec.StoredState stored = codec.read(codec.write(states.next(), null, TWO));
            for (int change = 0; change < 8; change++) {
                CustomerState changed = states.changed(stored.state());
                stored = codec.read(codec.write(changed, stored, change < 3 ? TWO : THREE));
                assertThat(stored.bytes()[0]).isEqualTo((byte) (change < 3 ? 2 : 3));
                assertThat(stored.state()).as("seed %d, state %d", seed, i).isEqualTo(changed);
            }
        }
    }

    @Test
    void readsWhatItWroteAlsoWhereThereAreManyInstancesToReferTo() {
        CustomerState state = new RandomStates(7).crowded(300);
        for (FeatureLevel level : List.of(TWO, THREE)) {
            assertThat(read(codec.write(state, null, level))).isEqualTo(state);
        }
    }

    @Test
    void writesTheSameBytesAgainWhenNothingHasChanged() {
        GoldenStates.all().values().forEach(state -> {
            for (FeatureLevel level : List.of(TWO, THREE)) {
                StateCodec.StoredState stored = codec.read(codec.write(state, null, level));
                assertThat(codec.write(stored.state(), stored, level)).isEqualTo(stored.bytes());
            }
        });
    }

    @Test
    void keepsTheSectionsThatAnotherEngineWroteByteForByte() {
        RandomStates states = new RandomStates(1);
        CustomerState state = states.next();
        StateCodec.StoredState stored = codec.read(withUnknown(state));
        assertThat(stored.hasUnknown()).isTrue();
        for (int i = 0; i < 50; i++) {
            state = states.changed(stored.state());
            stored = codec.read(codec.write(state, stored, THREE));
            assertThat(stored.state()).isEqualTo(state);
            assertThat(Arrays.copyOfRange(stored.bytes(), stored.unknownFrom(), stored.bytes().length))
                    .isEqualTo(UNKNOWN);
        }
        assertThat(codec.read(codec.write(state, null, THREE)).hasUnknown()).isFalse();
    }

    private byte[] withUnknown(CustomerState state) {
        byte[] known = codec.write(state, null, THREE);
        byte[] bytes = Arrays.copyOf(known, known.length + UNKNOWN.length);
        System.arraycopy(UNKNOWN, 0, bytes, known.length, UNKNOWN.length);
        return bytes;
    }

    /** A level that seems lower, as on an engine that has not read the log to its end, does not drop what a format has room for. */
    @Test
    void neverWritesAStateInAnOlderFormatThanItHas() {
        StateCodec.StoredState stored =
                codec.read(withUnknown(GoldenStates.all().get("busy")));
        byte[] again = codec.write(stored.state().withTimelineNext(5), stored, TWO);
        assertThat(codec.read(again).hasUnknown()).isTrue();
    }

    /** Numbers and flags are the feature level's: an engine that meets one it does not know leaves the state as it is. */
    @ParameterizedTest
    @CsvSource({
        "030400, a class of wake-ups",
        "030000 04 03 04 01 00, a flag of a consent",
        "030000 04 07 79 01 00 02 41 00 00, a channel of a consent",
        "030000 03 03 07 01 01, a platform",
        "030000 06 00 05 00, sections in the wrong order",
        "030000 06 00 06 00, a section that is there twice",
        "030000 0a 02 01 01, a section that is too short",
        "030000 0e 05 02 61 00 00 02, a flag of an exposure",
        "030000 0f 02 02 00, a flag of what owners know",
        "030000 02 05 00, a section without its end"
    })
    void doesNotGuessWhatItDoesNotKnow(String hex, String what) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThatThrownBy(() -> codec.read(bytes)).as(what).isInstanceOf(UnreadableStateException.class);
    }

    /** The numbers of platforms on disk; the last two came with feature level 6, and an engine before it leaves such a state as it is. */
    @ParameterizedTest
    @CsvSource({"IOS, 0", "ANDROID, 1", "WEB, 2", "HUAWEI, 3", "RUSTORE, 4"})
    void aDeviceKeepsItsPlatform(Device.Platform platform, int code) {
        CustomerState state = CustomerState.NEW.withDevices(List.of(new Device(platform, "token", null, null)));
        byte[] bytes = codec.write(state, null, FeatureLevel.LANGUAGE);
        assertThat(codec.read(bytes).state()).isEqualTo(state);
        assertThat(Codes.of(platform)).isEqualTo(code);
        assertThat(Codes.platform(code)).isEqualTo(platform);
    }

    @Test
    void aWakeUpForHousekeepingIsKeptBesideTheOthers() {
        Instant noon = Instant.parse("2026-11-23T12:00:00Z");
        for (Armed armed : List.of(
                new Armed(null, null, noon),
                new Armed(noon.plusMillis(1), null, noon),
                new Armed(noon.plusMillis(1), noon.plusMillis(2), noon))) {
            byte[] bytes = codec.write(CustomerState.NEW.withArmed(armed), null, FOUR);
            assertThat(codec.read(bytes).state().armed()).isEqualTo(armed);
            assertThat(StateCodec.armed(bytes, WakeClass.HOUSEKEEPING)).isEqualTo(noon.toEpochMilli());
        }
        byte[] two = codec.write(CustomerState.NEW.withArmed(new Armed(noon, noon)), null, TWO);
        assertThat(StateCodec.armed(two, WakeClass.HOUSEKEEPING)).isEqualTo(StateCodec.NOT_ARMED);
    }

    @Test
    void knowsWhenToWakeTheCustomerAlsoWhereItCannotReadTheState() {
        Instant noon = Instant.parse("2026-11-23T12:00:00Z");
        byte[] bytes = codec.write(CustomerState.NEW.withArmed(new Armed(null, noon)), null, THREE);
        bytes[0] = 4;
        assertThatThrownBy(() -> codec.read(bytes)).isInstanceOf(UnreadableStateException.class);
        assertThat(StateCodec.armed(bytes, WakeClass.MARKETING)).isEqualTo(noon.toEpochMilli());
        assertThat(StateCodec.armed(bytes, WakeClass.SERVICE)).isEqualTo(StateCodec.NOT_ARMED);
    }

    @Test
    void everyBeginningOfAStateIsReadOrSaysThatItCannotBe() {
        GoldenStates.all().values().forEach(state -> {
            for (FeatureLevel level : List.of(TWO, THREE)) {
                byte[] bytes = codec.write(state, null, level);
                for (int length = 0; length < bytes.length; length++) {
                    readOrRefuse(Arrays.copyOf(bytes, length));
                }
            }
        });
    }

    @Test
    void everyStateWithAnotherByteIsReadOrSaysThatItCannotBe() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        GoldenStates.all().values().forEach(state -> {
            for (FeatureLevel level : List.of(TWO, THREE)) {
                byte[] bytes = codec.write(state, null, level);
                for (int at = 0; at < bytes.length; at++) {
                    for (int other : new int[] {0x7f, 0xff, random.nextInt(256)}) {
                        byte[] mutant = bytes.clone();
                        mutant[at] = (byte) other;
                        readOrRefuse(mutant);
                    }
                }
            }
        });
    }

    /** Whatever else is thrown fails the test. */
    private void readOrRefuse(byte[] bytes) {
        StateCodec.armed(bytes, WakeClass.MARKETING);
        StateCodec.parked(bytes);
        try {
            CustomerState state = read(bytes);
            assertThat(state.hashCode()).as("looks into every payload").isEqualTo(state.hashCode());
        } catch (UnreadableStateException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Test
    void aCartThatWaitsCostsAFewBytesMoreThanInTheFormatBefore() {
        CustomerState cart = GoldenStates.all().get("cart");
        int before = codec.write(cart, null, TWO).length;
        assertThat(codec.write(cart, null, THREE)).hasSizeBetween(before, before + 4);
    }

    private CustomerState read(byte[] bytes) {
        return codec.read(bytes).state();
    }
}
