package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.Assignment;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CountedMessage;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Dates;
import dev.vestnik.rules.customer.DayCount;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.Dialogue;
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
import dev.vestnik.rules.customer.People;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.decide.Signal.WakeClass;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Format3Encoder} wrote. */
final class Format3Decoder {
    private static final int KNOWN_CLASSES = 1 << Codes.of(WakeClass.SERVICE)
            | 1 << Codes.of(WakeClass.MARKETING)
            | 1 << Codes.of(WakeClass.HOUSEKEEPING);

    private final PrimitiveDecoder in;
    private final Interned interned;
    private Profile profile = Profile.UNKNOWN;
    private List<Device> devices = List.of();
    private List<Consent> consents = List.of();
    private List<Suppression> suppressions = List.of();
    private List<Instance> instances = List.of();
    private List<Outstanding> messages = List.of();
    private List<GoalWatch> goals = List.of();
    private List<EntryCount> entries = List.of();
    private List<Seen> seen = List.of();
    private Memory memory = Memory.NONE;
    private Reach reach = Reach.NONE;
    private Ties ties = Ties.NONE;
    private @Nullable JourneyDecoder journeys;
    private int end;

    Format3Decoder(byte[] bytes, Interned interned) {
        this.in = new PrimitiveDecoder(bytes, 1);
        this.interned = interned;
    }

    StateCodec.StoredState read() {
        Armed armed = armed();
        int timelineNext = in.count();
        int unknownFrom = sections();
        CustomerState state = new CustomerState(
                profile,
                devices,
                consents,
                suppressions,
                instances,
                messages,
                goals,
                entries,
                seen,
                memory,
                reach,
                ties,
                armed,
                timelineNext);
        return new StateCodec.StoredState(state, in.bytes(), unknownFrom);
    }

    private Armed armed() {
        long classes = in.varint();
        if ((classes & ~KNOWN_CLASSES) != 0) {
            throw new UnreadableStateException("a customer's state with wake-ups of the classes " + classes);
        }
        return classes == 0
                ? Armed.NONE
                : new Armed(
                        due(classes, WakeClass.SERVICE),
                        due(classes, WakeClass.MARKETING),
                        due(classes, WakeClass.HOUSEKEEPING));
    }

    private @Nullable Instant due(long classes, WakeClass wakeClass) {
        return (classes >> Codes.of(wakeClass) & 1) == 0 ? null : Instant.ofEpochMilli(in.varint());
    }

    /** The offsets of the sections that this engine does not know. */
    private int sections() {
        int length = in.bytes().length;
        int unknownFrom = length;
        int last = 0;
        while (in.at() < length) {
            int from = in.at();
            int tag = in.count();
            end = in.size() + in.at();
            if (tag <= last) {
                throw new UnreadableStateException("a customer's state with section " + tag + " behind " + last);
            }
            last = tag;
            if (tag <= SectionTag.LAST) {
                section(tag);
            } else {
                unknownFrom = Math.min(from, unknownFrom);
                in.skip(end - in.at());
            }
            if (in.at() != end) {
                throw new UnreadableStateException("a customer's state whose section " + tag + " is broken");
            }
        }
        return unknownFrom;
    }

    private void section(int tag) {
        switch (tag) {
            case SectionTag.PARKED -> in.varint(); // for those who read nothing else
            case SectionTag.PROFILE -> profile = IdentityDecoder.profile(end, in, interned);
            case SectionTag.DEVICES -> devices = DecodedLists.readTo(end, in, Device[]::new, identity()::device);
            case SectionTag.CONSENTS -> consents = DecodedLists.readTo(end, in, Consent[]::new, identity()::consent);
            case SectionTag.SUPPRESSIONS ->
                suppressions = DecodedLists.readTo(end, in, Suppression[]::new, identity()::suppression);
            case SectionTag.INSTANCES -> {
                JourneyDecoder scope = journeys();
                instances = DecodedLists.readTo(end, in, Instance[]::new, scope::instance);
                scope.running(instances);
            }
            case SectionTag.MESSAGES ->
                messages = DecodedLists.readTo(end, in, Outstanding[]::new, journeys()::message);
            case SectionTag.GOALS -> goals = DecodedLists.readTo(end, in, GoalWatch[]::new, journeys()::goal);
            case SectionTag.ENTRIES -> entries = DecodedLists.readTo(end, in, EntryCount[]::new, journeys()::entry);
            case SectionTag.SEEN -> {
                in.beginInstants();
                seen = DecodedLists.readTo(end, in, Seen[]::new, this::seen);
            }
            case SectionTag.REACH -> reach = identity().reach(end);
            case SectionTag.ARMS,
                    SectionTag.LAST_SENT,
                    SectionTag.COUNTED,
                    SectionTag.OFFERS,
                    SectionTag.HABITS,
                    SectionTag.OTHER_CONTACTS -> memory = memory.withHistory(history(tag));
            case SectionTag.TASKS, SectionTag.DIALOGUES -> memory = memory.withPeople(people(tag));
            case SectionTag.KEPT,
                    SectionTag.PAST_EXITS,
                    SectionTag.KEYED_ENTRIES,
                    SectionTag.EXPOSURES,
                    SectionTag.CAPPED -> memory = memory(tag);
            case SectionTag.DEPARTURE -> ties = ties.withDeparture(ties().departure(end));
            case SectionTag.VISITORS -> ties = ties().visitors(ties, end);
            case SectionTag.CALENDAR, SectionTag.HEARD, SectionTag.ANSWERED ->
                memory = memory.withHistory(memory.history().withDates(dates(tag)));
            case SectionTag.SINCE ->
                memory = memory.withHistory(memory.history().withSince(Instant.ofEpochMilli(in.varint())));
            case SectionTag.INTERESTS ->
                memory = memory.withHistory(memory.history().withInterests(interests()));
            case SectionTag.ERASURE -> ties = ties.withErasure(ties().erasure(end));
            default -> throw new UnreadableStateException("a customer's state with section " + tag);
        }
    }

    private Memory memory(int tag) {
        in.beginInstants();
        MemoryDecoder section = new MemoryDecoder(in, interned);
        return switch (tag) {
            case SectionTag.KEPT -> memory.withKept(DecodedLists.readTo(end, in, KeptEvent[]::new, section::kept));
            case SectionTag.PAST_EXITS ->
                memory.withExits(DecodedLists.readTo(end, in, PastExit[]::new, section::exit));
            case SectionTag.KEYED_ENTRIES ->
                memory.withEntries(DecodedLists.readTo(end, in, KeyedEntry[]::new, section::entry));
            case SectionTag.EXPOSURES ->
                memory.withExposures(DecodedLists.readTo(end, in, Exposure[]::new, section::exposure));
            default -> memory.withCounted(DecodedLists.readTo(end, in, CountedMessage[]::new, section::counted));
        };
    }

    private History history(int tag) {
        in.beginInstants();
        MemoryDecoder section = new MemoryDecoder(in, interned);
        History history = memory.history();
        return switch (tag) {
            case SectionTag.ARMS -> history.withArms(DecodedLists.readTo(end, in, Assignment[]::new, section::arm));
            case SectionTag.LAST_SENT -> history.withSent(DecodedLists.readTo(end, in, LastSent[]::new, section::sent));
            case SectionTag.OTHER_CONTACTS ->
                history.withContacts(DecodedLists.readTo(end, in, OtherContact[]::new, section::contact));
            case SectionTag.HABITS -> history.withHabits(DecodedLists.readTo(end, in, Habit[]::new, section::habit));
            case SectionTag.OFFERS ->
                history.withOffers(DecodedLists.readTo(end, in, HeldOffer[]::new, section::offer));
            default -> history.withCounted(DecodedLists.readTo(end, in, DayCount[]::new, section::dayCount));
        };
    }

    private List<Interest> interests() {
        in.beginInstants();
        return DecodedLists.readTo(end, in, Interest[]::new, new MemoryDecoder(in, interned)::interest);
    }

    private Dates dates(int tag) {
        in.beginInstants();
        MemoryDecoder section = new MemoryDecoder(in, interned);
        Dates dates = memory.history().dates();
        return switch (tag) {
            case SectionTag.CALENDAR -> section.calendar();
            case SectionTag.HEARD -> dates.withHeard(DecodedLists.readTo(end, in, Dates.Heard[]::new, section::heard));
            default -> dates.withAnswered(DecodedLists.readTo(end, in, Dates.Answered[]::new, section::answered));
        };
    }

    private People people(int tag) {
        in.beginInstants();
        MemoryDecoder section = new MemoryDecoder(in, interned);
        People people = memory.people();
        return tag == SectionTag.TASKS
                ? people.withTasks(DecodedLists.readTo(end, in, Task[]::new, section::task))
                : people.withDialogues(DecodedLists.readTo(end, in, Dialogue[]::new, section::dialogue));
    }

    private TiesDecoder ties() {
        in.beginInstants();
        return new TiesDecoder(in, interned);
    }

    private IdentityDecoder identity() {
        in.beginInstants();
        return new IdentityDecoder(in, interned);
    }

    /** The scope of the four; begins with the first of them that there is. */
    private JourneyDecoder journeys() {
        JourneyDecoder scope = journeys;
        if (scope == null) {
            in.beginInstants();
            scope = new JourneyDecoder(in, interned);
            journeys = scope;
        }
        return scope;
    }

    private Seen seen() {
        return new Seen(in.int64(), in.instant());
    }

    static void skipHead(PrimitiveDecoder in) {
        for (int classes = Long.bitCount(in.varint()); classes > 0; classes--) {
            in.varint();
        }
        in.varint();
    }

    /** {@link StateCodec#armed} of this format and all later ones. */
    static long armed(byte[] state, WakeClass wakeClass) {
        PrimitiveDecoder in = new PrimitiveDecoder(state, 1);
        long classes = in.varint();
        long bit = 1L << Codes.of(wakeClass);
        if ((classes & bit) == 0) {
            return StateCodec.NOT_ARMED;
        }
        for (int before = Long.bitCount(classes & (bit - 1)); before > 0; before--) {
            in.varint();
        }
        return in.varint();
    }

    /** {@link StateCodec#parked} of this format. */
    static int parked(byte[] state) {
        PrimitiveDecoder in = new PrimitiveDecoder(state, 1);
        skipHead(in);
        if (in.at() == state.length || in.count() != SectionTag.PARKED) {
            return 0;
        }
        in.varint();
        return in.count();
    }
}
