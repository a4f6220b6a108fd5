package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Verdict;
import dev.vestnik.rules.journey.JourneyClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link TimelineCodec} wrote, one decision after the other.
 *
 * @param format of the entry
 */
record DecisionDecoder(PrimitiveDecoder in, WordDecoder words, int format) {
    private static final int KNOWN_FLAGS = (TimelineCodec.SAME_INSTANCE << 1) - 1;

    Decision decision(@Nullable UUID before) {
        Decision.Outcome outcome = Codes.outcome(in.count());
        int flags = in.count();
        if ((flags & ~KNOWN_FLAGS) != 0) {
            throw new UnreadableStateException("a timeline entry with the flags " + flags);
        }
        String reason = words.wordOrNull();
        About about = (flags & TimelineCodec.HAS_ABOUT) == 0 ? null : about(flags, before);
        MessageFacts message = (flags & TimelineCodec.HAS_MESSAGE) == 0 ? null : message(flags);
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
        UUID instance = (flags & TimelineCodec.SAME_INSTANCE) != 0 && before != null ? before : in.uuid();
        return new About(journey, version, instance, (flags & TimelineCodec.HAS_STEP) == 0 ? null : words.word());
    }

    private MessageFacts message(int flags) {
        UUID id = (flags & TimelineCodec.HAS_MESSAGE_ID) == 0 ? null : in.uuid();
        int attempt = in.count();
        boolean isPacked = format == TimelineCodec.PACKED;
        int packed = isPacked ? in.u8() : 0;
        Channel channel = Codes.channel(isPacked ? packed & 3 : in.count());
        JourneyClass messageClass = Codes.journeyClass(isPacked ? packed >> 2 : in.count());
        return new MessageFacts(id, attempt, channel, messageClass, words.word());
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
