package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Verdict;
import dev.vestnik.rules.definition.FeatureLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the decisions that one signal led to, which are neighbours on the timeline: the format, the first one's number, their
 * count, the decisions. In format 1 channel and class of a message share a byte, in format 2 each is a number of its own. Writing is for
 * one thread, reading for any number of them.
 */
public final class TimelineCodec {
    static final int PACKED = 1;
    static final int ROOMY = 2;

    static final int HAS_ABOUT = 1;
    static final int HAS_STEP = 2;
    static final int HAS_MESSAGE = 4;
    static final int HAS_MESSAGE_ID = 8;
    /** The instance is the one of the decision before. */
    static final int SAME_INSTANCE = 16;

    private final Interned interned = new Interned();
    private final PrimitiveEncoder out = new PrimitiveEncoder();
    private final WordEncoder words = new WordEncoder(out);
    private int format = ROOMY;

    /** A decision and its number. */
    public record Numbered(int sequence, Decision decision) {}

    /** @param level says which format may be written */
    public byte[] write(int firstSequence, List<Decision> decisions, FeatureLevel level) {
        out.reset();
        words.reset();
        format = level.allows(FeatureLevel.STATE_FORMAT_3) ? ROOMY : PACKED;
        out.u8(format);
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
        out.varint(Codes.of(decision.outcome()));
        out.varint(flags(about, message, before));
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
        if (format == PACKED) {
            out.u8(Codes.of(message.channel()) | Codes.of(message.messageClass()) << 2);
        } else {
            out.varint(Codes.of(message.channel()));
            out.varint(Codes.of(message.messageClass()));
        }
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
     * @throws UnreadableStateException when the bytes are of a format that this engine does not know, or broken
     */
    public List<Numbered> read(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != PACKED && bytes[0] != ROOMY) {
            throw new UnreadableStateException("a timeline entry of an unknown format, known are 1 and 2");
        }
        try {
            return readKnown(bytes);
        } catch (UnreadableStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableStateException("a timeline entry that is broken", e);
        }
    }

    private List<Numbered> readKnown(byte[] bytes) {
        PrimitiveDecoder in = new PrimitiveDecoder(bytes, 1);
        DecisionDecoder decoder = new DecisionDecoder(in, new WordDecoder(in, interned), bytes[0]);
        int first = in.count();
        int count = in.size();
        List<Numbered> decisions = new ArrayList<>(count);
        UUID instance = null;
        for (int i = 0; i < count; i++) {
            Decision decision = decoder.decision(instance);
            instance = decision.about() == null ? instance : decision.about().instance();
            decisions.add(new Numbered(first + i, decision));
        }
        return decisions;
    }
}
