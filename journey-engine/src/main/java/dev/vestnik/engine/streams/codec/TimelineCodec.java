package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the decisions that one signal led to, which are neighbours on the timeline: format version 1, the first one's
 * number, their count, the decisions. Writing is for one thread, reading for any number of them.
 */
public final class TimelineCodec {
    private static final int VERSION = 1;

    private static final int HAS_ABOUT = 1;
    private static final int HAS_STEP = 2;
    private static final int HAS_MESSAGE = 4;
    private static final int HAS_MESSAGE_ID = 8;
    /** The instance is the one of the decision before. */
    private static final int SAME_INSTANCE = 16;

    private final Interned interned = new Interned();
    private final Output out = new Output();
    private final WordsOut words = new WordsOut(out);

    /** A decision and its number. */
    public record Numbered(int sequence, Decision decision) {}

    public byte[] write(int firstSequence, List<Decision> decisions) {
        out.reset();
        words.reset();
        out.u8(VERSION);
        out.varint(firstSequence);
        out.varint(decisions.size());
        UUID instance = null;
        for (Decision decision : decisions) {
            decision(decision, instance);
            instance = decision.about() == null ? instance : decision.about().instance();
        }
        return out.toBytes();
    }

    private void decision(Decision decision, @Nullable UUID before) {
        About about = decision.about();
        MessageFacts message = decision.message();
        out.u8(Codes.of(decision.outcome()));
        out.u8(flags(about, message, before));
        words.word(decision.reason());
        if (about != null) {
            about(about, before);
        }
        if (message != null) {
            message(message);
        }
        out.varint(decision.gates().size());
        decision.gates().forEach(this::verdict);
        inputs(decision.inputs());
        words.word(decision.cause());
        words.word(decision.causeId());
        out.varint(decision.revision() + 1);
        out.instant(decision.now());
        out.instant(decision.nominalAt());
    }

    private static int flags(@Nullable About about, @Nullable MessageFacts message, @Nullable UUID before) {
        int flags = 0;
        if (about != null) {
            flags |= HAS_ABOUT | (about.step() == null ? 0 : HAS_STEP);
            flags |= about.instance().equals(before) ? SAME_INSTANCE : 0;
        }
        if (message != null) {
            flags |= HAS_MESSAGE | (message.id() == null ? 0 : HAS_MESSAGE_ID);
        }
        return flags;
    }

    private void about(About about, @Nullable UUID before) {
        words.word(about.journey());
        out.varint(about.version());
        if (!about.instance().equals(before)) {
            out.uuid(about.instance());
        }
        if (about.step() != null) {
            words.word(about.step());
        }
    }

    private void message(MessageFacts message) {
        if (message.id() != null) {
            out.uuid(message.id());
        }
        out.varint(message.attempt());
        out.u8(Codes.of(message.channel()) | Codes.of(message.messageClass()) << 2);
        words.word(message.template());
    }

    private void verdict(Verdict verdict) {
        words.word(verdict.gate());
        words.word(verdict.verdict());
        inputs(verdict.inputs());
    }

    private void inputs(Map<String, String> inputs) {
        out.varint(inputs.size());
        inputs.forEach((name, value) -> {
            words.word(name);
            words.word(value);
        });
    }

    /**
     * In their order.
     *
     * @throws UnreadableStateException when the bytes are not what an engine of this version writes
     */
    public List<Numbered> read(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new UnreadableStateException("a timeline entry of an unknown format, known is " + VERSION);
        }
        try {
            return readKnown(bytes);
        } catch (RuntimeException e) {
            throw new UnreadableStateException("a timeline entry that is broken", e);
        }
    }

    private List<Numbered> readKnown(byte[] bytes) {
        Input in = new Input(bytes, 1);
        WordsIn read = new WordsIn(in, interned);
        int first = in.count();
        int count = in.size();
        List<Numbered> decisions = new ArrayList<>(count);
        UUID instance = null;
        for (int i = 0; i < count; i++) {
            Decision decision = new OneIn(in, read).decision(instance);
            instance = decision.about() == null ? instance : decision.about().instance();
            decisions.add(new Numbered(first + i, decision));
        }
        return decisions;
    }

    /** Reads one decision. */
    private record OneIn(Input in, WordsIn words) {
        Decision decision(@Nullable UUID before) {
            Decision.Outcome outcome = Codes.outcome(in.u8());
            int flags = in.u8();
            String reason = words.wordOrNull();
            About about = (flags & HAS_ABOUT) == 0 ? null : about(flags, before);
            MessageFacts message = (flags & HAS_MESSAGE) == 0 ? null : message(flags);
            List<Verdict> gates = gates();
            Map<String, String> inputs = inputs();
            String cause = words.word();
            String causeId = words.textOrNull();
            long revision = in.varint() - 1;
            Instant now = in.instant();
            return new Decision(
                    outcome, reason, about, message, gates, inputs, cause, causeId, revision, now, in.instant());
        }

        private About about(int flags, @Nullable UUID before) {
            String journey = words.word();
            int version = in.count();
            UUID instance = (flags & SAME_INSTANCE) != 0 && before != null ? before : in.uuid();
            return new About(journey, version, instance, (flags & HAS_STEP) == 0 ? null : words.word());
        }

        private MessageFacts message(int flags) {
            UUID id = (flags & HAS_MESSAGE_ID) == 0 ? null : in.uuid();
            int attempt = in.count();
            int packed = in.u8();
            return new MessageFacts(
                    id, attempt, Codes.channel(packed & 3), Codes.journeyClass(packed >> 2), words.word());
        }

        private List<Verdict> gates() {
            int count = in.size();
            List<Verdict> gates = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                gates.add(new Verdict(words.word(), words.word(), inputs()));
            }
            return gates;
        }

        private Map<String, String> inputs() {
            int count = in.size();
            Map<String, String> inputs = LinkedHashMap.newLinkedHashMap(count);
            for (int i = 0; i < count; i++) {
                inputs.put(words.word(), words.text());
            }
            return inputs;
        }
    }
}
