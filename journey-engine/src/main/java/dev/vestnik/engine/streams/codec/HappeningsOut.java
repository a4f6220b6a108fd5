package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.EntryCount;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Seen;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Writes what happens to the customer: a varint that says which of the following there are, how many instances are parked where
 * there are any, the timeline's next number, then the instances, messages, goals, entries and seen events.
 */
final class HappeningsOut {
    static final int INSTANCES = 1;
    static final int MESSAGES = 2;
    static final int GOALS = 4;
    static final int ENTRIES = 8;
    static final int SEEN = 16;
    static final int PARKED = 32;

    static final int WAITING = 0;
    static final int SENT = 1;
    static final int HELD = 2;
    static final int QUEUED = 3;
    static final int STUCK = 4;
    static final int STUCK_ON_THE_WAY = 5;

    static final int HAS_ADDRESS = 32;

    private final Output out;
    private final Output payload = new Output();
    private final WordsOut words;
    private final ValuesOut values = new ValuesOut(payload);
    private List<Instance> instances = List.of();

    HappeningsOut(Output out) {
        this.out = out;
        this.words = new WordsOut(out);
    }

    void write(CustomerState state) {
        words.reset();
        instances = state.instances();
        int parked = parked(instances);
        out.varint(present(state) | flag(parked > 0, PARKED));
        if (parked > 0) {
            out.varint(parked);
        }
        out.varint(state.timelineNext());
        list(state.instances(), this::instance);
        list(state.messages(), this::message);
        list(state.goals(), this::goal);
        list(state.entries(), this::entry);
        list(state.seen(), this::seen);
        instances = List.of();
    }

    private static int present(CustomerState state) {
        return flag(!state.instances().isEmpty(), INSTANCES)
                | flag(!state.messages().isEmpty(), MESSAGES)
                | flag(!state.goals().isEmpty(), GOALS)
                | flag(!state.entries().isEmpty(), ENTRIES)
                | flag(!state.seen().isEmpty(), SEEN);
    }

    private static int parked(List<Instance> instances) {
        int parked = 0;
        for (Instance instance : instances) {
            parked += instance.position() instanceof Position.Stuck ? 1 : 0;
        }
        return parked;
    }

    private static int flag(boolean set, int flag) {
        return set ? flag : 0;
    }

    private <T> void list(List<T> list, Consumer<T> write) {
        if (!list.isEmpty()) {
            out.varint(list.size());
            for (T one : list) {
                write.accept(one);
            }
        }
    }

    private void instance(Instance instance) {
        out.uuid(instance.id());
        words.word(instance.journey().value());
        out.varint(instance.version());
        words.word(instance.key());
        words.word(instance.step());
        out.varint(instance.iteration());
        words.word(instance.eventType());
        out.instant(instance.enteredAt());
        out.instant(instance.contextAt());
        position(instance.position());
        Payload unchanged = Payload.of(instance.context(), instance.event());
        if (unchanged != null) {
            unchanged.copyTo(out);
        } else {
            begin();
            values.map(instance.context());
            values.map(instance.event());
            end();
        }
    }

    private void position(Position position) {
        switch (position) {
            case Position.Waiting(var since, var due) -> {
                out.u8(WAITING);
                out.instant(since);
                out.instant(due);
            }
            case Position.Sent(var channel, var nominalAt, var message, var due) -> {
                out.u8(SENT);
                out.varint(channel);
                out.instant(nominalAt);
                out.uuid(message);
                out.instant(due);
            }
            case Position.Held(var channel, var nominalAt, var gate, var due) -> {
                out.u8(HELD);
                out.varint(channel);
                out.instant(nominalAt);
                words.word(gate);
                out.instant(due);
            }
            case Position.Queued(var nominalAt) -> {
                out.u8(QUEUED);
                out.instant(nominalAt);
            }
            case Position.Stuck stuck -> stuck(stuck);
        }
    }

    private void stuck(Position.Stuck stuck) {
        out.u8(stuck.before() == null ? STUCK_ON_THE_WAY : STUCK);
        out.instant(stuck.since());
        words.word(stuck.failure().reason());
        words.word(stuck.failure().cause());
        out.instant(stuck.nominalAt());
        if (stuck.before() != null) {
            position(stuck.before());
        }
        out.varint(stuck.missed().size());
        stuck.missed().forEach(this::missed);
    }

    private void missed(Position.Missed missed) {
        words.word(missed.type());
        out.instant(missed.nominalAt());
        begin();
        values.map(missed.data());
        end();
    }

    private void message(Outstanding message) {
        out.uuid(message.id());
        instanceId(message.instance());
        out.u8(Codes.of(message.channel())
                | Codes.of(message.status()) << 2
                | flag(message.address() != 0, HAS_ADDRESS));
        if (message.address() != 0) {
            out.int64(message.address());
        }
        words.word(message.journey().value());
        out.varint(message.version());
        words.word(message.step());
        words.word(message.template());
        out.varint(message.attempt());
        out.instant(message.sentAt());
        out.instant(message.deliverBefore());
    }

    private void goal(GoalWatch goal) {
        instanceId(goal.instance());
        words.word(goal.journey().value());
        out.varint(goal.version());
        words.word(goal.key());
        out.instant(goal.until());
        Map<String, Object> context = goal.context();
        Payload unchanged = Payload.of(context);
        if (unchanged != null) {
            unchanged.copyTo(out);
        } else if (context.isEmpty()) {
            out.varint(0);
        } else {
            begin();
            values.map(context);
            end();
        }
    }

    /** As its place among the running ones, from 1; 0 and all of it where it does not run any more. */
    private void instanceId(UUID id) {
        for (int i = 0; i < instances.size(); i++) {
            if (instances.get(i).id().equals(id)) {
                out.varint(i + 1);
                return;
            }
        }
        out.varint(0);
        out.uuid(id);
    }

    private void begin() {
        payload.reset();
        values.reset();
    }

    private void end() {
        out.varint(payload.size());
        out.raw(payload);
    }

    private void entry(EntryCount entry) {
        words.word(entry.journey().value());
        out.instant(entry.at());
        out.instant(entry.until());
    }

    private void seen(Seen seen) {
        out.int64(seen.fingerprint());
        out.instant(seen.until());
    }
}
