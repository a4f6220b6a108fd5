package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.EntryCount;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Reads what {@link HappeningsOut} wrote. */
final class HappeningsIn {
    private final Input in;
    private final Interned interned;
    private final WordsIn words;
    private int present;
    private List<Instance> instances = List.of();

    HappeningsIn(Input in, Interned interned) {
        this.in = in;
        this.interned = interned;
        this.words = new WordsIn(in, interned);
    }

    CustomerState read(Who who, Armed armed) {
        present = in.count();
        if ((present & HappeningsOut.PARKED) != 0) {
            in.varint(); // how many are parked, for those who read nothing else
        }
        int timelineNext = in.count();
        instances = list(HappeningsOut.INSTANCES, Instance[]::new, this::instance);
        List<Outstanding> messages = list(HappeningsOut.MESSAGES, Outstanding[]::new, this::message);
        List<GoalWatch> goals = list(HappeningsOut.GOALS, GoalWatch[]::new, this::goal);
        List<EntryCount> entries = list(HappeningsOut.ENTRIES, EntryCount[]::new, this::entry);
        List<Seen> seen = list(HappeningsOut.SEEN, Seen[]::new, this::seen);
        return new CustomerState(
                who.profile(),
                who.devices(),
                who.consents(),
                who.suppressions(),
                instances,
                messages,
                goals,
                entries,
                seen,
                armed,
                timelineNext);
    }

    private <T> List<T> list(int flag, IntFunction<T[]> array, Supplier<T> next) {
        return (present & flag) == 0 ? List.of() : Lists.read(in.size(), array, next);
    }

    private JourneyId journey() {
        return interned.journey(words.word());
    }

    private Instance instance() {
        UUID id = in.uuid();
        JourneyId journey = journey();
        int version = in.count();
        String key = words.text();
        String step = words.word();
        int iteration = in.count();
        String eventType = words.word();
        Instant enteredAt = in.instant();
        Instant contextAt = in.instant();
        Position position = position();
        int length = in.count();
        Payload payload = payload(length, 2);
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

    private Payload payload(int length, int maps) {
        Payload payload = new Payload(in.bytes(), in.at(), length, maps, interned);
        in.skip(length);
        return payload;
    }

    private Position position() {
        int kind = in.u8();
        return switch (kind) {
            case HappeningsOut.WAITING -> new Position.Waiting(in.instant(), in.instant());
            case HappeningsOut.SENT -> new Position.Sent(in.count(), in.instant(), in.uuid(), in.instant());
            case HappeningsOut.HELD -> new Position.Held(in.count(), in.instant(), words.word(), in.instant());
            case HappeningsOut.QUEUED -> new Position.Queued(in.instant());
            case HappeningsOut.STUCK, HappeningsOut.STUCK_ON_THE_WAY -> stuck(kind == HappeningsOut.STUCK);
            default -> throw new IllegalStateException("position of unknown kind " + kind);
        };
    }

    private Position stuck(boolean waited) {
        Instant since = in.instant();
        Position.Failure failure = new Position.Failure(words.word(), words.text());
        Instant nominalAt = in.instant();
        Position before = waited ? position() : null;
        return new Position.Stuck(
                since, failure, nominalAt, before, Lists.read(in.size(), Position.Missed[]::new, this::missed));
    }

    private Position.Missed missed() {
        String type = words.word();
        Instant nominalAt = in.instant();
        return new Position.Missed(type, payload(in.size(), 1).map(0), nominalAt);
    }

    private Outstanding message() {
        UUID id = in.uuid();
        UUID instance = instanceId();
        int packed = in.u8();
        long address = (packed & HappeningsOut.HAS_ADDRESS) == 0 ? 0 : in.int64();
        return new Outstanding(
                id,
                instance,
                journey(),
                in.count(),
                words.word(),
                words.word(),
                Codes.channel(packed & 3),
                in.count(),
                address,
                Codes.status(packed >> 2 & 7),
                in.instant(),
                in.instant());
    }

    private GoalWatch goal() {
        UUID instance = instanceId();
        JourneyId journey = journey();
        int version = in.count();
        String key = words.text();
        Instant until = in.instant();
        int length = in.count();
        Map<String, Object> context =
                length == 0 ? Map.of() : payload(length, 1).map(0);
        return new GoalWatch(instance, journey, version, key, context, until);
    }

    private UUID instanceId() {
        int place = in.count();
        return place == 0 ? in.uuid() : instances.get(place - 1).id();
    }

    private EntryCount entry() {
        return new EntryCount(journey(), in.instant(), in.instant());
    }

    private Seen seen() {
        return new Seen(in.int64(), in.instant());
    }
}
