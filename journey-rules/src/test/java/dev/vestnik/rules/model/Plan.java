package dev.vestnik.rules.model;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A journey of the family that histories are made of. {@link PlanText} writes it as a marketer would.
 *
 * @param topic null in class service
 * @param steps the first one is the start
 */
public record Plan(String id, @Nullable String topic, int priority, Entry entry, Whole whole, Map<String, Step> steps) {
    /** The id of the step that ends a run. */
    static final String END = "end";

    boolean service() {
        return topic == null;
    }

    Step step(String step) {
        return steps.get(step);
    }

    /** Whether it sends nothing: some of those that do nothing but send. */
    boolean shadow() {
        return priority % 5 == 3 && steps.values().stream().noneMatch(Plan::doesMore);
    }

    /** The percentage of its control group. A shadow has none: nobody gets anything of it. */
    int holdout() {
        return shadow() ? 0 : whole.holdout();
    }

    private static boolean doesMore(Step step) {
        return switch (step) {
            case Update update -> update.mark();
            case Consent consent -> true;
            case Emit emit -> true;
            case Start start -> true;
            case Offer offer -> true;
            case Task task -> true;
            case Ask ask -> true;
            case Delay delay -> false;
            case At at -> false;
            case Hours hours -> false;
            case Wait wait -> false;
            case Batch batch -> false;
            case Branch branch -> false;
            case Experiment experiment -> false;
            case Lookup lookup -> false;
            case Message message -> false;
            case End end -> false;
        };
    }

    /** The same without a control group, which goes by the key. */
    Plan forAll() {
        Whole all = new Whole(whole.exits(), whole.rules(), whole.goal(), 0, whole.list());
        return new Plan(id, topic, priority, entry, all, steps);
    }

    /** The same, which the same fact may start again. */
    Plan withoutFacts() {
        return with(new Entry(
                entry.by(), entry.atLeast(), entry.keyed(), false, entry.notIn(), entry.reentry(), entry.lateness()));
    }

    /** The same with other steps. */
    Plan with(Map<String, Step> others) {
        return with(whole, others);
    }

    Plan with(Entry other) {
        return new Plan(id, topic, priority, other, whole, steps);
    }

    Plan with(Whole other, Map<String, Step> others) {
        return new Plan(id, topic, priority, entry, other, others);
    }

    /**
     * The entry of a plan.
     *
     * @param atLeast of {@code event.n}, and by a date of {@code event.years}; 0: any
     * @param keyed one run for each {@code event.k}; else one for the customer
     * @param once whether {@code event.fact} starts it once alone
     * @param notIn the journey whose runs keep it from starting
     */
    record Entry(
            Beginning by,
            int atLeast,
            boolean keyed,
            boolean once,
            @Nullable String notIn,
            @Nullable Reentry reentry,
            @Nullable Duration lateness) {
        /** The type of the events that start it; null: a calendar does. */
        @Nullable
        String on() {
            return by instanceof On(String type) ? type : null;
        }

        @Nullable
        Calendar calendar() {
            return by instanceof Calendar calendar ? calendar : null;
        }

        Entry by(Beginning other) {
            return new Entry(other, atLeast, keyed, once, notIn, reentry, lateness);
        }
    }

    /** Something that starts runs. */
    sealed interface Beginning {}

    record On(String type) implements Beginning {}

    /** Moments that start runs. What such runs remember is always the same. */
    sealed interface Calendar extends Beginning {
        /** The number in the context of each run. */
        long N = 3;

        /** Null: at once. */
        @Nullable
        LocalTime at();

        /** Whether it goes by the shop's zone and not by the customer's. */
        boolean shops();
    }

    /** @param offset days after the birthday, or before it with a minus */
    record Birthday(int offset, LocalTime at, boolean shops) implements Calendar {}

    record Every(List<String> days, LocalTime at, boolean shops) implements Calendar {}

    record Silence(
            Duration length, Set<String> of, @Nullable LocalTime at, boolean shops) implements Calendar {}

    record Reentry(int max, Duration per, boolean byKey) {}

    /**
     * All that holds wherever a run stands.
     *
     * @param holdout in percent; 0: nobody
     * @param list how many of the latest {@code event.n} a run gathers in {@code context.things}
     */
    record Whole(
            List<Exit> exits, List<Rule> rules, @Nullable Goal goal, int holdout, int list) {}

    /** An event of the run's key that ends it; without a key any such event. */
    record Exit(String on, String reason) {}

    /** @param goTo null: the run stays in its step */
    record Rule(String on, boolean update, @Nullable String goTo) {}

    record Goal(String on, Duration within) {
        /** What it is worth; drawn by its time, so that older seeds make the same plans. */
        Worth worth() {
            return switch ((int) (within.toHours() % 4)) {
                case 0 -> Worth.NOTHING;
                case 1 -> Worth.NUMBER;
                default -> Worth.MONEY;
            };
        }
    }

    /** The value of a goal. */
    enum Worth {
        NOTHING,
        /** {@code event.n}. */
        NUMBER,
        /** {@code event.total}: a sale. */
        MONEY
    }

    /** A step of the family. */
    sealed interface Step {}

    record Delay(Duration length, String next) implements Step {}

    record At(LocalTime time, String next) implements Step {}

    /** Sleeps for {@code context.n} hours. */
    record Hours(String next) implements Step {}

    /**
     * A wait.
     *
     * @param on where an event of the run's key leads, by its type
     * @param resets types of events that start the time afresh
     */
    record Wait(
            Map<String, String> on,
            Set<String> resets,
            boolean update,
            Duration timeout,
            @Nullable Duration maxWait,
            String onTimeout)
            implements Step {}

    /** Gathers {@code context.things}. */
    record Batch(Set<String> on, Duration length, String next) implements Step {}

    /** Whether it is at least so much. */
    record Branch(What of, int atLeast, String next, String otherwise) implements Step {}

    /** Something that a branch asks about. */
    enum What {
        /** {@code context.n}. */
        NUMBER,
        /** The customer's mark. */
        MARK,
        /** The size of {@code context.things}. */
        THINGS,
        /** Whether the customer is in the journey of the number. */
        IN,
        /** Three hours each since a message of the topic, of which there are two. */
        SENT,
        /** Events of a type with {@link #COUNTED_FROM} at least, of {@link #COUNTED_DAYS}. */
        COUNTED;

        static final String COUNTED_TYPE = "x.begun";
        static final int COUNTED_FROM = 3;
        static final int COUNTED_DAYS = 3;
    }

    record Experiment(List<Arm> arms) implements Step {}

    record Arm(String name, int weight, String next) {}

    /** Adds to {@code context.n}, and may set the customer's mark to what it was before. */
    record Update(int plus, boolean mark, String next) implements Step {}

    record Consent(String channel, @Nullable String topic, boolean granted, String next) implements Step {}

    record Emit(String event, String next) implements Step {}

    /** @param each whether once for each of {@code context.things} */
    record Start(String journey, boolean each, String next) implements Step {}

    /** Asks a source for {@code context.n}. */
    record Lookup(@Nullable Integer otherwise, String next) implements Step {
        static final Duration TIMEOUT = Duration.ofMinutes(1);
    }

    record Offer(String next, String onEmpty) implements Step {}

    /**
     * A task for people.
     *
     * @param outcomes where each leads; that of no name where it has none
     */
    record Task(
            Map<String, String> outcomes,
            Duration timeout,
            @Nullable Duration escalation,
            String onTimeout) implements Step {}

    /** A question by SMS. */
    record Ask(Map<String, String> answers, Duration timeout, String onTimeout, String onNone) implements Step {
        static final String GOOD = "good";
        static final String BAD = "bad";
        static final String REFUSED = "refused";

        /** The message that has the question. What follows it is the ask's to say. */
        Message message() {
            return new Message(List.of(new Via("sms", null, null, 0)), null, false, END, END);
        }

        /** The name of the answer; null: it is not understood. */
        @Nullable
        String understood(String text) {
            return switch (text) {
                case "9", "7/10" -> GOOD;
                case "3!" -> BAD;
                case "No" -> REFUSED;
                default -> null;
            };
        }
    }

    record Message(List<Via> channels, @Nullable Duration within, boolean drop, String onSent, String onNone)
            implements Step {}

    record End() implements Step {}

    /**
     * A channel of a message.
     *
     * @param until null where nothing is said
     * @param lasts {@code for}; null where nothing is said
     * @param atLeast of {@code context.n}; 0: any
     */
    record Via(
            String channel,
            @Nullable String until,
            @Nullable Duration lasts,
            int atLeast) {}
}
