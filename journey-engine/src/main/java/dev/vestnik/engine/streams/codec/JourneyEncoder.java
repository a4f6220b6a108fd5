package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.EntryCount;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.PutOffs;
import dev.vestnik.rules.customer.Seen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes what journeys leave in a state: instances, then messages and goals, which refer to them, entries, seen events. */
final class JourneyEncoder {
    /** Format 2, in a message's byte of channel (two bits), status (three bits) and this. */
    static final int HAS_ADDRESS_2 = 32;
    /** Format 3, a flag of messages. */
    static final int HAS_ADDRESS = 1;
    /** Format 3, a flag of messages, on feature level 5. */
    static final int HAS_PUT_OFFS = 2;
    /** Format 3, a flag of messages that are put off now, on feature level 5. */
    static final int IS_PUT_OFF = 4;

    private static final int FEW = 16;

    private final PrimitiveEncoder out;
    private final StateFormat format;
    private final WordEncoder words;
    private final PayloadEncoder payloads;
    private final PositionEncoder positions;
    private List<Instance> instances = List.of();
    /** The places of the instances, where there are more than {@link #FEW}. */
    private final Map<UUID, Integer> places = new HashMap<>();

    JourneyEncoder(PrimitiveEncoder out, StateFormat format) {
        this.out = out;
        this.format = format;
        this.words = new WordEncoder(out);
        this.payloads = new PayloadEncoder(out);
        this.positions = new PositionEncoder(out, words, payloads);
    }

    /** Begins a scope, in which messages and goals may refer to these instances. */
    void begin(List<Instance> running) {
        words.reset();
        instances = running;
        places.clear();
        if (running.size() > FEW) {
            for (int i = 0; i < running.size(); i++) {
                places.put(running.get(i).id(), i + 1);
            }
        }
    }

    /** The number of parked instances. */
    static int parked(List<Instance> instances) {
        int parked = 0;
        for (Instance instance : instances) {
            parked += instance.position() instanceof Position.Stuck ? 1 : 0;
        }
        return parked;
    }

    void instance(Instance instance) {
        out.uuid(instance.id());
        words.word(instance.journey().value());
        out.varint(instance.version());
        words.word(instance.key());
        words.word(instance.step());
        out.varint(instance.iteration());
        words.word(instance.eventType());
        out.instant(instance.enteredAt());
        out.instant(instance.contextAt());
        positions.write(instance.position());
        payloads.write(instance.context(), instance.event());
    }

    void message(Outstanding message) {
        out.uuid(message.id());
        int place = place(message.instance());
        if (format == StateFormat.TWO) {
            instanceId(place, message.instance());
            out.u8(Codes.of(message.channel())
                    | Codes.of(message.status()) << 2
                    | (message.address() == 0 ? 0 : HAS_ADDRESS_2));
            address(message);
            journey(message);
        } else {
            boolean same = place > 0 && isOf(instances.get(place - 1), message);
            reference(place, same, message.instance());
            out.varint((message.address() == 0 ? 0 : HAS_ADDRESS) | flags(message.putOffs()));
            out.varint(Codes.of(message.channel()));
            out.varint(Codes.of(message.status()));
            address(message);
            putOffs(message.putOffs());
            if (!same) {
                journey(message);
            }
        }
        words.word(message.step());
        words.word(message.template());
        out.varint(message.attempt());
        out.instant(message.sentAt());
        out.instant(message.deliverBefore());
    }

    private static int flags(PutOffs putOffs) {
        return (putOffs.times() == 0 ? 0 : HAS_PUT_OFFS) | (putOffs.until() == null ? 0 : IS_PUT_OFF);
    }

    private void putOffs(PutOffs putOffs) {
        if (putOffs.times() > 0) {
            out.varint(putOffs.times());
        }
        if (putOffs.until() != null) {
            out.instant(putOffs.until());
        }
    }

    private static boolean isOf(Instance instance, Outstanding message) {
        return instance.journey().equals(message.journey()) && instance.version() == message.version();
    }

    private void address(Outstanding message) {
        if (message.address() != 0) {
            out.int64(message.address());
        }
    }

    private void journey(Outstanding message) {
        words.word(message.journey().value());
        out.varint(message.version());
    }

    void goal(GoalWatch goal) {
        int place = place(goal.instance());
        boolean same = format != StateFormat.TWO && place > 0 && isOf(instances.get(place - 1), goal);
        if (format == StateFormat.TWO) {
            instanceId(place, goal.instance());
        } else {
            reference(place, same, goal.instance());
        }
        if (!same) {
            words.word(goal.journey().value());
            out.varint(goal.version());
            words.word(goal.key());
        }
        out.instant(goal.until());
        if (goal.context().isEmpty()) {
            out.varint(0);
        } else {
            payloads.write(goal.context());
        }
    }

    private static boolean isOf(Instance instance, GoalWatch goal) {
        return instance.journey().equals(goal.journey())
                && instance.version() == goal.version()
                && instance.key().equals(goal.key());
    }

    /** Format 2: its place among the running ones; 0 and all of it where it does not run any more. */
    private void instanceId(int place, UUID id) {
        out.varint(place);
        if (place == 0) {
            out.uuid(id);
        }
    }

    /** Format 3: the same, and in the lowest bit whether what refers to it is of its journey, version and key. */
    private void reference(int place, boolean same, UUID id) {
        out.varint((long) place << 1 | (same ? 1 : 0));
        if (place == 0) {
            out.uuid(id);
        }
    }

    /** Its place among the running ones, from 1; 0 where it does not run any more. */
    private int place(UUID id) {
        if (instances.size() > FEW) {
            return places.getOrDefault(id, 0);
        }
        for (int i = 0; i < instances.size(); i++) {
            if (instances.get(i).id().equals(id)) {
                return i + 1;
            }
        }
        return 0;
    }

    void entry(EntryCount entry) {
        words.word(entry.journey().value());
        out.instant(entry.at());
        out.instant(entry.until());
    }

    void seen(Seen seen) {
        out.int64(seen.fingerprint());
        out.instant(seen.until());
    }
}
