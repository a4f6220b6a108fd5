package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.EntryCount;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.decide.Signal.WakeClass;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Format2Encoder} wrote. */
final class Format2Decoder {
    private final PrimitiveDecoder in;
    private final Interned interned;
    private final JourneyDecoder journeys;
    private int present;

    Format2Decoder(byte[] bytes, Interned interned) {
        this.in = new PrimitiveDecoder(bytes, 1);
        this.interned = interned;
        this.journeys = new JourneyDecoder(in, interned);
    }

    CustomerState read() {
        Armed armed = armed(in.varint(), in.varint());
        int identityEnd = in.size() + in.at();
        PrimitiveDecoder identity = new PrimitiveDecoder(in.bytes(), in.at());
        IdentityDecoder reader = new IdentityDecoder(identity, interned);
        Profile profile = IdentityDecoder.profile(identity, interned);
        List<Device> devices = DecodedLists.read(identity.size(), Device[]::new, reader::device);
        List<Consent> consents = DecodedLists.read(identity.size(), Consent[]::new, reader::packedConsent);
        List<Suppression> suppressions = DecodedLists.read(identity.size(), Suppression[]::new, reader::suppression);
        in.skip(identityEnd - in.at());
        present = in.count();
        if ((present & Format2Encoder.PARKED) != 0) {
            in.varint(); // how many are parked, for those who read nothing else
        }
        int timelineNext = in.count();
        List<Instance> instances = list(Format2Encoder.INSTANCES, Instance[]::new, journeys::instance);
        journeys.running(instances);
        return new CustomerState(
                profile,
                devices,
                consents,
                suppressions,
                instances,
                list(Format2Encoder.MESSAGES, Outstanding[]::new, journeys::packedMessage),
                list(Format2Encoder.GOALS, GoalWatch[]::new, journeys::fullGoal),
                list(Format2Encoder.ENTRIES, EntryCount[]::new, journeys::entry),
                list(Format2Encoder.SEEN, Seen[]::new, journeys::seen),
                Memory.NONE,
                Reach.NONE,
                Ties.NONE,
                armed,
                timelineNext);
    }

    private <T> List<T> list(int flag, IntFunction<T[]> array, Supplier<T> next) {
        return (present & flag) == 0 ? List.of() : DecodedLists.read(in.size(), array, next);
    }

    private static Armed armed(long service, long marketing) {
        return service == 0 && marketing == 0 ? Armed.NONE : new Armed(instant(service), instant(marketing));
    }

    private static @Nullable Instant instant(long due) {
        return due == 0 ? null : Instant.ofEpochMilli(due - 1);
    }

    static void copyIdentity(byte[] state, PrimitiveEncoder out) {
        PrimitiveDecoder in = new PrimitiveDecoder(state, 1);
        in.varint();
        in.varint();
        int length = in.size();
        out.varint(length);
        out.raw(state, in.at(), length);
    }

    /** {@link StateCodec#armed} of this format. */
    static long armed(byte[] state, WakeClass wakeClass) {
        PrimitiveDecoder in = new PrimitiveDecoder(state, 1);
        long service = in.varint();
        return switch (wakeClass) {
            case SERVICE -> service - 1;
            case MARKETING -> in.varint() - 1;
            case HOUSEKEEPING -> StateCodec.NOT_ARMED;
        };
    }

    /** {@link StateCodec#parked} of this format. */
    static int parked(byte[] state) {
        PrimitiveDecoder in = new PrimitiveDecoder(state, 1);
        in.varint();
        in.varint();
        in.skip(in.size());
        return (in.count() & Format2Encoder.PARKED) == 0 ? 0 : in.count();
    }
}
