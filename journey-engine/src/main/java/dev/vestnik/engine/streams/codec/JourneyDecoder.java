package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.EntryCount;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Outstanding.Status;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.PutOffs;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what {@link JourneyEncoder} wrote. */
final class JourneyDecoder {
    private static final int MESSAGE_FLAGS =
            JourneyEncoder.HAS_ADDRESS | JourneyEncoder.HAS_PUT_OFFS | JourneyEncoder.IS_PUT_OFF;

    private final PrimitiveDecoder in;
    private final Interned interned;
    private final WordDecoder words;
    private final PositionDecoder positions;
    private List<Instance> instances = List.of();

    JourneyDecoder(PrimitiveDecoder in, Interned interned) {
        this.in = in;
        this.interned = interned;
        this.words = new WordDecoder(in, interned);
        this.positions = new PositionDecoder(in, words, interned);
    }

    /** Sets the instances that messages and goals refer to. */
    void running(List<Instance> read) {
        instances = read;
    }

    Instance instance() {
        UUID id = in.uuid();
        JourneyId journey = journey();
        int version = in.count();
        String key = words.text();
        String step = words.word();
        int iteration = in.count();
        String eventType = words.word();
        Instant enteredAt = in.instant();
        Instant contextAt = in.instant();
        Position position = positions.read();
        Payload payload = Payload.read(in, 2, interned);
        return new Instance(
                id,
                journey,
                version,
                key,
                step,
                iteration,
                position,
                payload.map(0),
                payload.map(1),
                eventType,
                enteredAt,
                contextAt);
    }

    /** A message in format 2. */
    Outstanding packedMessage() {
        UUID id = in.uuid();
        UUID instance = instanceId(in.count());
        int packed = in.u8();
        long address = (packed & JourneyEncoder.HAS_ADDRESS_2) == 0 ? 0 : in.int64();
        Fate fate = new Fate(Codes.channel(packed & 3), Codes.status(packed >> 2 & 7), address, PutOffs.NONE);
        return message(id, instance, journey(), in.count(), fate);
    }

    Outstanding message() {
        UUID id = in.uuid();
        int reference = in.count();
        UUID instance = instanceId(reference >> 1);
        int flags = flags(in.count(), MESSAGE_FLAGS);
        Fate fate = fate(flags);
        Instance same = same(reference);
        JourneyId journey = same == null ? journey() : same.journey();
        int version = same == null ? in.count() : same.version();
        return message(id, instance, journey, version, fate);
    }

    /** Reads where a message went, and how far it got. */
    private record Fate(Channel channel, Status status, long address, PutOffs putOffs) {}

    private Fate fate(int flags) {
        return new Fate(
                Codes.channel(in.count()),
                Codes.status(in.count()),
                (flags & JourneyEncoder.HAS_ADDRESS) == 0 ? 0 : in.int64(),
                putOffs(flags));
    }

    private PutOffs putOffs(int flags) {
        int times = (flags & JourneyEncoder.HAS_PUT_OFFS) == 0 ? 0 : in.count();
        Instant until = (flags & JourneyEncoder.IS_PUT_OFF) == 0 ? null : in.instant();
        return times == 0 && until == null ? PutOffs.NONE : new PutOffs(times, until);
    }

    private Outstanding message(UUID id, UUID instance, JourneyId journey, int version, Fate fate) {
        return new Outstanding(
                id,
                instance,
                journey,
                version,
                words.word(),
                words.word(),
                fate.channel(),
                in.count(),
                fate.putOffs(),
                fate.address(),
                fate.status(),
                in.instant(),
                in.instant());
    }

    /** A flag that this engine does not know may change what the others mean. */
    private static int flags(int flags, int known) {
        if ((flags & ~known) != 0) {
            throw new UnreadableStateException("a customer's state with the flags " + flags);
        }
        return flags;
    }

    /** A goal watch in format 2. */
    GoalWatch fullGoal() {
        UUID instance = instanceId(in.count());
        return goal(instance, journey(), in.count(), words.text());
    }

    GoalWatch goal() {
        int reference = in.count();
        UUID instance = instanceId(reference >> 1);
        Instance same = same(reference);
        return same == null
                ? goal(instance, journey(), in.count(), words.text())
                : goal(instance, same.journey(), same.version(), same.key());
    }

    private GoalWatch goal(UUID instance, JourneyId journey, int version, String key) {
        Instant until = in.instant();
        Payload payload = Payload.read(in, 1, interned);
        Map<String, Object> context = payload.isEmpty() ? Map.of() : payload.map(0);
        return new GoalWatch(instance, journey, version, key, context, until);
    }

    private @Nullable Instance same(int reference) {
        return (reference & 1) == 0 ? null : instances.get((reference >> 1) - 1);
    }

    private UUID instanceId(int place) {
        return place == 0 ? in.uuid() : instances.get(place - 1).id();
    }

    private JourneyId journey() {
        return interned.journey(words.word());
    }

    EntryCount entry() {
        return new EntryCount(journey(), in.instant(), in.instant());
    }

    Seen seen() {
        return new Seen(in.int64(), in.instant());
    }
}
