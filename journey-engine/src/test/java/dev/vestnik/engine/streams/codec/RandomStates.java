package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.Assignment;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CountedMessage;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Dates;
import dev.vestnik.rules.customer.DayCount;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.EntryCount;
import dev.vestnik.rules.customer.Exposure;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.Habit;
import dev.vestnik.rules.customer.HeldOffer;
import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.customer.KeptEvent;
import dev.vestnik.rules.customer.KeyedEntry;
import dev.vestnik.rules.customer.LastSent;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.customer.OtherContact;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.PastExit;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.customer.PutOffs;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.owner.Reply;
import dev.vestnik.rules.reason.FailureReason;
import dev.vestnik.rules.reason.HoldReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** States of every shape, the same ones for the same seed. */
final class RandomStates {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final List<String> WORDS = List.of(
            "quiet",
            "remind",
            "",
            "abandoned-cart",
            "cart.updated",
            "news",
            "Анна 🎁",
            "a-word-of-its-own",
            "items",
            "x");

    /** Those that every format has room for. */
    private static final List<Outstanding.Status> OLD_STATUSES = Stream.of(Outstanding.Status.values())
            .filter(status -> status != Outstanding.Status.READ)
            .toList();

    private final Random random;

    RandomStates(long seed) {
        this.random = new Random(seed);
    }

    CustomerState next() {
        List<Instance> instances = some(this::instance);
        return new CustomerState(
                random.nextBoolean() ? Profile.UNKNOWN : new Profile(map(2)),
                some(this::device),
                some(this::consent),
                some(this::suppression),
                instances,
                some(() -> message(instances)),
                some(() -> goal(instances)),
                some(() -> new EntryCount(journey(), instant(), instant())),
                some(() -> new Seen(random.nextLong(), instant())),
                Memory.NONE,
                Reach.NONE,
                Ties.NONE,
                new Armed(instantOrNull(), instantOrNull()),
                random.nextInt(100_000));
    }

    /** One with so many instances, messages and goals. */
    CustomerState crowded(int size) {
        List<Instance> instances = Stream.generate(this::instance).limit(size).toList();
        return next().withInstances(instances)
                .withMessages(
                        Stream.generate(() -> message(instances)).limit(size).toList())
                .withGoals(Stream.generate(() -> goal(instances)).limit(size).toList());
    }

    /** One in which journeys remember something; for levels that have room for it. */
    CustomerState remembering() {
        return next().withMemory(memory());
    }

    /** One that owners of addresses have told something, and senders more than before; for level 5. */
    CustomerState reached() {
        CustomerState state = next();
        return state.withReach(reach())
                .withMessages(state.messages().stream().map(this::reported).toList());
    }

    private Outstanding reported(Outstanding message) {
        Outstanding some = random.nextBoolean()
                ? message.withPutOffs(new PutOffs(1 + random.nextInt(300), instantOrNull()))
                : message;
        return random.nextBoolean() ? some.in(Outstanding.Status.READ) : some;
    }

    private Reach reach() {
        return new Reach(
                random.nextBoolean(),
                some(() -> new Reach.Registration(random.nextLong(), instant())),
                some(() -> new Reach.Stop(channel(), random.nextLong(), instant())));
    }

    /** One with what the steps of level 6 keep. */
    CustomerState learned() {
        return remembering().withReach(reach()).withMemory(memory().withHistory(history()));
    }

    /** The same state with another history. */
    CustomerState learned(CustomerState state) {
        return state.withMemory(state.memory().withHistory(history()));
    }

    private Dates dates() {
        return random.nextInt(3) == 0
                ? Dates.NONE
                : new Dates(
                        random.nextBoolean() ? null : instant(),
                        random.nextBoolean() ? null : instant(),
                        random.nextBoolean() ? null : instant(),
                        some(() -> new Dates.Heard(word(), instant())),
                        some(() -> new Dates.Answered(journey(), instant())));
    }

    private History history() {
        return new History(
                some(() -> new Assignment(journey(), word(), word(), instant(), instant())),
                some(() -> new LastSent(word(), instant())),
                some(() -> new DayCount(
                        word(),
                        random.nextInt(30_000),
                        30_000 + random.nextInt(400),
                        random.nextInt(99),
                        random.nextLong())),
                some(this::offer),
                some(() -> new Habit(
                        channel(),
                        random.nextInt(65),
                        random.ints(24, 0, 65).boxed().toList(),
                        instant())),
                some(() -> new OtherContact(random.nextLong(), word(), instant())),
                dates(),
                random.nextBoolean() ? instant() : null,
                some(() -> new Interest(
                        new Interest.Subject(Interest.Subject.Kind.values()[random.nextInt(2)], word()),
                        Interest.Kind.values()[random.nextInt(5)],
                        instant(),
                        random.nextInt(4))));
    }

    private HeldOffer offer() {
        return new HeldOffer(
                word(),
                word(),
                new HeldOffer.Giver(uuid(), uuid(), journey()),
                instant(),
                random.nextBoolean() ? null : instant(),
                HeldOffer.Stage.values()[random.nextInt(3)],
                random.nextBoolean()
                        ? null
                        : new HeldOffer.Redemption(instant(), random.nextBoolean() ? null : word()));
    }

    /** One with other keys of the same person; for level 6. */
    CustomerState tied() {
        return learned().withTies(ties());
    }

    /** The same state with other ties. */
    CustomerState tied(CustomerState state) {
        return state.withTies(ties());
    }

    private Ties ties() {
        Ties.Departure departure = random.nextBoolean()
                ? null
                : new Ties.Departure(customer(), uuid(), instant(), instant(), random.nextBoolean() ? null : learned());
        return new Ties(
                departure,
                some(() -> new Ties.Expected(customer(), uuid(), instant())),
                some(() -> new Ties.Joined(customer(), uuid(), instant(), instant())),
                random.nextBoolean() ? null : new Ties.Erasure(instant(), some(this::customer), instant()));
    }

    private CustomerKey customer() {
        return new CustomerKey("main", "~" + random.nextInt(10));
    }

    /** One with counts of frequency caps; for level 6. */
    CustomerState counting() {
        return next().withMemory(memory().withCounted(some(this::counted)));
    }

    private CountedMessage counted() {
        return new CountedMessage(
                random.nextLong(),
                channel(),
                JourneyClass.values()[random.nextInt(2)],
                random.nextBoolean() ? null : word(),
                instant(),
                instant());
    }

    private Memory memory() {
        return new Memory(
                some(() -> new KeptEvent(uuid(), word(), map(1), instant())),
                some(() -> new PastExit(word(), map(1), instant(), instant())),
                some(() -> new KeyedEntry(journey(), random.nextLong(), instant(), instant())),
                some(() -> new Exposure(journey(), instant(), instant(), random.nextBoolean())));
    }

    /** The same state with another value in one of the parts of what journeys remember. */
    CustomerState remembering(CustomerState state) {
        Memory other = memory();
        return state.withMemory(
                switch (random.nextInt(4)) {
                    case 0 -> state.memory().withKept(other.kept());
                    case 1 -> state.memory().withExits(other.exits());
                    case 2 -> state.memory().withEntries(other.entries());
                    default -> state.memory().withExposures(other.exposures());
                });
    }

    /** The same state with another value in one of its parts. */
    CustomerState changed(CustomerState state) {
        CustomerState other = next();
        return switch (random.nextInt(10)) {
            case 0 -> state.withProfile(other.profile());
            case 1 -> state.withDevices(other.devices());
            case 2 -> state.withConsents(other.consents());
            case 3 -> state.withSuppressions(other.suppressions());
            case 4 -> state.withMessages(other.messages());
            case 5 -> state.withGoals(other.goals());
            case 6 -> state.withEntries(other.entries());
            case 7 -> state.withSeen(other.seen());
            case 8 -> state.withArmed(other.armed());
            default ->
                state.withInstances(state.instances().stream()
                        .map(instance -> instance.at(word(), 7, position(1)))
                        .toList());
        };
    }

    private <T> List<T> some(Supplier<T> one) {
        List<T> some = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            some.add(one.get());
        }
        return some;
    }

    private Device device() {
        return new Device(
                Device.Platform.values()[random.nextInt(Device.Platform.values().length)],
                word(),
                random.nextBoolean() ? null : word(),
                random.nextBoolean() ? null : word());
    }

    private Consent consent() {
        return new Consent(
                random.nextBoolean() ? null : channel(),
                random.nextBoolean() ? null : word(),
                random.nextBoolean(),
                instant(),
                word(),
                random.nextBoolean() ? null : word());
    }

    private Suppression suppression() {
        return new Suppression(channel(), random.nextLong(), word(), instant());
    }

    private Instance instance() {
        return new Instance(
                uuid(),
                journey(),
                random.nextInt(300),
                word(),
                word(),
                random.nextInt(300),
                position(2),
                map(2),
                map(2),
                word(),
                instant(),
                instant());
    }

    private Position position(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 6)) {
            case 0 -> new Position.Waiting(instant(), instant());
            case 1 -> new Position.Sent(random.nextInt(5), instant(), uuid(), instant(), random.nextInt(5));
            case 2 ->
                new Position.Held(
                        random.nextInt(5),
                        instant(),
                        HoldReason.labelled(word()),
                        instant(),
                        random.nextInt(5),
                        some(() -> HoldReason.labelled(word())));
            case 3 -> new Position.Queued(instant());
            case 4 ->
                new Position.Asking(
                        random.nextInt(5),
                        instant(),
                        word(),
                        List.of(
                                new Position.Answered(word(), new Reply.Given(map(1))),
                                new Position.Answered(word(), new Reply.Denied(word())),
                                new Position.Answered(word(), new Reply.Missing())),
                        instant(),
                        random.nextInt(5));
            default ->
                new Position.Stuck(
                        instant(),
                        new Position.Failure(FailureReason.labelled(word()), word()),
                        instant(),
                        random.nextBoolean() ? null : position(depth - 1),
                        some(() -> new Position.Missed(word(), map(1), instant())));
        };
    }

    private Outstanding message(List<Instance> instances) {
        Instance instance = anyOf(instances);
        boolean same = random.nextBoolean();
        return new Outstanding(
                uuid(),
                instance.id(),
                same ? instance.journey() : journey(),
                same ? instance.version() : random.nextInt(300),
                word(),
                word(),
                channel(),
                random.nextInt(5),
                PutOffs.NONE,
                random.nextBoolean() ? 0 : random.nextLong(),
                OLD_STATUSES.get(random.nextInt(OLD_STATUSES.size())),
                instant(),
                instant());
    }

    private GoalWatch goal(List<Instance> instances) {
        Instance instance = anyOf(instances);
        boolean same = random.nextBoolean();
        return new GoalWatch(
                instance.id(),
                same ? instance.journey() : journey(),
                instance.version(),
                same ? instance.key() : word(),
                random.nextBoolean() ? Map.of() : map(1),
                instant());
    }

    /** One of them, or one that does not run. */
    private Instance anyOf(List<Instance> instances) {
        return instances.isEmpty() || random.nextInt(3) == 0
                ? instance()
                : instances.get(random.nextInt(instances.size()));
    }

    private Map<String, Object> map(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put(word() + i, value(depth));
        }
        return map;
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> word();
            case 1 -> random.nextLong() >> random.nextInt(64);
            case 2 -> random.nextBoolean();
            case 3 -> random.nextDouble();
            case 4 -> instant();
            case 5 -> map(depth - 1);
            default -> some(() -> value(depth - 1));
        };
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private JourneyId journey() {
        return new JourneyId(random.nextBoolean() ? "abandoned-cart" : "j" + random.nextInt(3));
    }

    private Channel channel() {
        return Channel.values()[random.nextInt(3)];
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private Instant instant() {
        return NOON.plusMillis(random.nextInt(1 << 30) * 1_000L);
    }

    private @Nullable Instant instantOrNull() {
        return random.nextBoolean() ? null : instant();
    }
}
