package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.CustomerState;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes format 2, which every engine since the first release reads: when the service and the marketing wake-up are due (milliseconds
 * since 1970, plus 1; 0 for none), the length of the identity, profile, devices, consents and suppressions, a varint that says which of the
 * following there are, how many instances are parked where there are any, the timeline's next number, then the instances, messages,
 * goals, entries and seen events. Each list has its length before it.
 */
final class Format2Encoder {
    static final int INSTANCES = 1;
    static final int MESSAGES = 2;
    static final int GOALS = 4;
    static final int ENTRIES = 8;
    static final int SEEN = 16;
    static final int PARKED = 32;

    private final PrimitiveEncoder out;
    private final PrimitiveEncoder identityOut = new PrimitiveEncoder();
    private final IdentityEncoder identity = new IdentityEncoder(identityOut, StateFormat.TWO);
    private final JourneyEncoder journeys;

    Format2Encoder(PrimitiveEncoder out) {
        this.out = out;
        this.journeys = new JourneyEncoder(out, StateFormat.TWO);
    }

    /** @param before the state in the same format; null: there is none, or it is in another one */
    void write(CustomerState state, StateCodec.@Nullable StoredState before) {
        out.u8(StateFormat.TWO.number());
        out.varint(due(state.armed().service()));
        out.varint(due(state.armed().marketing()));
        if (before != null && sameIdentity(state, before.state())) {
            Format2Decoder.copyIdentity(before.bytes(), out);
        } else {
            identity(state);
        }
        journeys(state);
    }

    private static long due(@Nullable Instant instant) {
        return instant == null ? 0 : Math.max(0, Millis.of(instant)) + 1;
    }

    private static boolean sameIdentity(CustomerState one, CustomerState other) {
        return one.profile() == other.profile()
                && one.devices() == other.devices()
                && one.consents() == other.consents()
                && one.suppressions() == other.suppressions();
    }

    private void identity(CustomerState state) {
        identityOut.reset();
        identity.begin();
        identity.profile(state.profile());
        list(identityOut, state.devices(), identity::device);
        list(identityOut, state.consents(), identity::consent);
        list(identityOut, state.suppressions(), identity::suppression);
        out.varint(identityOut.size());
        out.raw(identityOut, 0);
    }

    private void journeys(CustomerState state) {
        int parked = JourneyEncoder.parked(state.instances());
        out.varint(present(state) | flag(parked > 0, PARKED));
        if (parked > 0) {
            out.varint(parked);
        }
        out.varint(state.timelineNext());
        journeys.begin(state.instances());
        listIfAny(state.instances(), journeys::instance);
        listIfAny(state.messages(), journeys::message);
        listIfAny(state.goals(), journeys::goal);
        listIfAny(state.entries(), journeys::entry);
        listIfAny(state.seen(), journeys::seen);
        journeys.begin(List.of());
    }

    private static int present(CustomerState state) {
        return flag(!state.instances().isEmpty(), INSTANCES)
                | flag(!state.messages().isEmpty(), MESSAGES)
                | flag(!state.goals().isEmpty(), GOALS)
                | flag(!state.entries().isEmpty(), ENTRIES)
                | flag(!state.seen().isEmpty(), SEEN);
    }

    private static int flag(boolean set, int flag) {
        return set ? flag : 0;
    }

    private <T> void listIfAny(List<T> list, Consumer<T> write) {
        if (!list.isEmpty()) {
            list(out, list, write);
        }
    }

    private static <T> void list(PrimitiveEncoder to, List<T> list, Consumer<T> write) {
        to.varint(list.size());
        for (T one : list) {
            write.accept(one);
        }
    }
}
