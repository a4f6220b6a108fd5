package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Dates;
import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.customer.People;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.decide.Signal.WakeClass;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes format 3: a head, then sections ({@link SectionTag}), each its tag, its length, its content. A section without content is not
 * written; a list goes on to the end of its section. The head, which every later format keeps, says which wake-ups the customer
 * has (a varint with a bit for each class), when they are due in the order of the bits (milliseconds since 1970), and the timeline's next
 * number.
 *
 * <p>A section whose part of the state is the very object that was read is copied, and so is one that this engine does not know.
 */
final class Format3Encoder {
    private final PrimitiveEncoder out;
    private final PrimitiveEncoder content = new PrimitiveEncoder();
    private final IdentityEncoder identity = new IdentityEncoder(content, StateFormat.THREE);
    private final MemoryEncoder memories = new MemoryEncoder(content);
    private final TiesEncoder ties = new TiesEncoder(content);
    private final JourneyEncoder journeys = new JourneyEncoder(content, StateFormat.THREE);

    Format3Encoder(PrimitiveEncoder out) {
        this.out = out;
    }

    /** @param before the state in the same format; null: there is none, or it is in another one */
    void write(CustomerState state, StateCodec.@Nullable StoredState before) {
        StoredSections stored = before == null ? StoredSections.NONE : new StoredSections(before.bytes());
        CustomerState known = before == null ? CustomerState.NEW : before.state();
        head(state);
        parked(state.instances());
        profile(state.profile(), known.profile(), stored);
        list(SectionTag.DEVICES, state.devices(), known.devices(), stored, identity::device);
        list(SectionTag.CONSENTS, state.consents(), known.consents(), stored, identity::consent);
        list(SectionTag.SUPPRESSIONS, state.suppressions(), known.suppressions(), stored, identity::suppression);
        if (sameJourneys(state, known)) {
            stored.copy(SectionTag.INSTANCES, SectionTag.ENTRIES, out);
        } else {
            journeys(state);
        }
        list(SectionTag.SEEN, state.seen(), known.seen(), stored, journeys::seen);
        memory(state.memory(), known.memory(), stored);
        reach(state.reach(), known.reach(), stored);
        history(state.memory().history(), known.memory().history(), stored);
        list(SectionTag.CAPPED, state.memory().counted(), known.memory().counted(), stored, memories::counted);
        offers(state.memory().history(), known.memory().history(), stored);
        people(state.memory().people(), known.memory().people(), stored);
        recent(state.memory().history(), known.memory().history(), stored);
        ties(state.ties(), known.ties(), stored);
        dates(state.memory().history().dates(), known.memory().history().dates(), stored);
        since(state.memory().history().since());
        interests(state.memory().history(), known.memory().history(), stored);
        if (before != null) {
            out.raw(before.bytes(), before.unknownFrom(), before.bytes().length - before.unknownFrom());
        }
    }

    private void head(CustomerState state) {
        Instant service = state.armed().service();
        Instant marketing = state.armed().marketing();
        Instant housekeeping = state.armed().housekeeping();
        out.u8(StateFormat.THREE.number());
        out.varint(bit(WakeClass.SERVICE, service)
                | bit(WakeClass.MARKETING, marketing)
                | bit(WakeClass.HOUSEKEEPING, housekeeping));
        due(service);
        due(marketing);
        due(housekeeping);
        out.varint(state.timelineNext());
    }

    private static int bit(WakeClass wakeClass, @Nullable Instant due) {
        return due == null ? 0 : 1 << Codes.of(wakeClass);
    }

    private void due(@Nullable Instant due) {
        if (due != null) {
            out.varint(Math.max(0, Millis.of(due)));
        }
    }

    private void parked(List<Instance> instances) {
        int parked = JourneyEncoder.parked(instances);
        if (parked > 0) {
            content.reset();
            content.varint(parked);
            section(SectionTag.PARKED, 0);
        }
    }

    private void profile(Profile profile, Profile known, StoredSections stored) {
        if (profile == known) {
            stored.copy(SectionTag.PROFILE, SectionTag.PROFILE, out);
        } else if (!profile.fields().isEmpty()) {
            content.reset();
            identity.begin();
            identity.profile(profile);
            section(SectionTag.PROFILE, 0);
        }
    }

    private <T> void list(int tag, List<T> list, List<T> known, StoredSections stored, Consumer<T> write) {
        if (list == known) {
            stored.copy(tag, tag, out);
        } else {
            content.reset();
            identity.begin();
            memories.begin();
            list.forEach(write);
            section(tag, 0);
        }
    }

    private void memory(Memory memory, Memory known, StoredSections stored) {
        list(SectionTag.KEPT, memory.kept(), known.kept(), stored, memories::kept);
        list(SectionTag.PAST_EXITS, memory.exits(), known.exits(), stored, memories::exit);
        list(SectionTag.KEYED_ENTRIES, memory.entries(), known.entries(), stored, memories::entry);
        list(SectionTag.EXPOSURES, memory.exposures(), known.exposures(), stored, memories::exposure);
    }

    private void history(History history, History known, StoredSections stored) {
        list(SectionTag.ARMS, history.arms(), known.arms(), stored, memories::arm);
        list(SectionTag.LAST_SENT, history.sent(), known.sent(), stored, memories::sent);
        list(SectionTag.COUNTED, history.counted(), known.counted(), stored, memories::dayCount);
    }

    private void offers(History history, History known, StoredSections stored) {
        list(SectionTag.OFFERS, history.offers(), known.offers(), stored, memories::offer);
    }

    private void recent(History history, History known, StoredSections stored) {
        list(SectionTag.HABITS, history.habits(), known.habits(), stored, memories::habit);
        list(SectionTag.OTHER_CONTACTS, history.contacts(), known.contacts(), stored, memories::contact);
    }

    private void people(People people, People known, StoredSections stored) {
        list(SectionTag.TASKS, people.tasks(), known.tasks(), stored, memories::task);
        list(SectionTag.DIALOGUES, people.dialogues(), known.dialogues(), stored, memories::dialogue);
    }

    private void reach(Reach reach, Reach known, StoredSections stored) {
        if (reach == known) {
            stored.copy(SectionTag.REACH, SectionTag.REACH, out);
        } else if (!reach.isEmpty()) {
            content.reset();
            identity.reach(reach);
            section(SectionTag.REACH, 0);
        }
    }

    private void ties(Ties all, Ties known, StoredSections stored) {
        if (all == known) {
            stored.copy(SectionTag.DEPARTURE, SectionTag.ERASURE, out);
            return;
        }
        Ties.Departure departure = all.departure();
        if (departure != null) {
            content.reset();
            ties.departure(departure);
            section(SectionTag.DEPARTURE, 0);
        }
        if (!all.expected().isEmpty() || !all.joined().isEmpty()) {
            content.reset();
            ties.visitors(all);
            section(SectionTag.VISITORS, 0);
        }
        Ties.Erasure erasure = all.erasure();
        if (erasure != null) {
            content.reset();
            ties.erasure(erasure);
            section(SectionTag.ERASURE, 0);
        }
    }

    private void dates(Dates dates, Dates known, StoredSections stored) {
        if (dates == known) {
            stored.copy(SectionTag.CALENDAR, SectionTag.ANSWERED, out);
            return;
        }
        if (dates.served() != null || dates.awaits()) {
            content.reset();
            memories.begin();
            memories.calendar(dates);
            section(SectionTag.CALENDAR, 0);
        }
        list(SectionTag.HEARD, dates.heard(), known.heard(), stored, memories::heard);
        list(SectionTag.ANSWERED, dates.answered(), known.answered(), stored, memories::answered);
    }

    private void since(@Nullable Instant since) {
        if (since != null) {
            content.reset();
            content.varint(Math.max(0, Millis.of(since)));
            section(SectionTag.SINCE, 0);
        }
    }

    private void interests(History history, History known, StoredSections stored) {
        list(SectionTag.INTERESTS, history.interests(), known.interests(), stored, memories::interest);
    }

    private static boolean sameJourneys(CustomerState one, CustomerState other) {
        return one.instances() == other.instances()
                && one.messages() == other.messages()
                && one.goals() == other.goals()
                && one.entries() == other.entries();
    }

    private void journeys(CustomerState state) {
        content.reset();
        journeys.begin(state.instances());
        oneOfFour(SectionTag.INSTANCES, state.instances(), journeys::instance);
        oneOfFour(SectionTag.MESSAGES, state.messages(), journeys::message);
        oneOfFour(SectionTag.GOALS, state.goals(), journeys::goal);
        oneOfFour(SectionTag.ENTRIES, state.entries(), journeys::entry);
        journeys.begin(List.of());
    }

    private <T> void oneOfFour(int tag, List<T> list, Consumer<T> write) {
        if (!list.isEmpty()) {
            int from = content.size();
            for (T one : list) {
                write.accept(one);
            }
            section(tag, from);
        }
    }

    /** Takes what the content has from there on. */
    private void section(int tag, int from) {
        int length = content.size() - from;
        if (length > 0) {
            out.varint(tag);
            out.varint(length);
            out.raw(content, from);
        }
    }
}
