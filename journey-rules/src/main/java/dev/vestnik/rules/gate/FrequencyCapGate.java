package dev.vestnik.rules.gate;

import dev.vestnik.rules.customer.CountedMessage;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.reason.OnHold;
import dev.vestnik.rules.reason.SkipReason;
import dev.vestnik.rules.settings.Cap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds a message while its customer has had as many as the caps allow, over all journeys, and counts it once it is through. A service
 * message waits for nobody: past the cap for its class, which only a loop comes to, it is not sent.
 */
final class FrequencyCapGate implements Gate {
    private static final String CAP = "cap";

    @Override
    public String name() {
        return "frequency-cap";
    }

    /** A customer's counts are in a state that engines below the level cannot read: there is no cap yet. */
    @Override
    public @Nullable Ruling check(Draft draft, Situation situation) {
        if (!situation.definitions().level().allows(FeatureLevel.LANGUAGE)) {
            return null;
        }
        String topic = draft.candidate().journey().topic();
        List<Cap> caps = Caps.of(situation, draft.channel(), draft.messageClass(), topic);
        if (caps.isEmpty()) {
            return null;
        }
        long message = situation.messageId(draft.candidate()).getLeastSignificantBits();
        List<CountedMessage> others = others(situation, message);
        boolean tells = draft.messageClass() == JourneyClass.MARKETING;
        Map<String, String> inputs = new HashMap<>();
        Instant room = tells || mayBeFull(caps, others) ? room(caps, others, situation.now(), inputs) : null;
        if (room != null) {
            return full(draft, room, inputs);
        }
        CountedMessage counted = new CountedMessage(
                message,
                draft.channel(),
                draft.messageClass(),
                topic,
                situation.now(),
                situation.now().plus(Cap.longest(caps)));
        return new Ruling.Pass(tells ? inputs : Map.of(), state -> counted(state, others, counted));
    }

    private static List<CountedMessage> others(Situation situation, long message) {
        List<CountedMessage> others = new ArrayList<>();
        for (CountedMessage counted : situation.state().memory().counted()) {
            if (counted.message() != message && counted.until().isAfter(situation.now())) {
                others.add(counted);
            }
        }
        return others;
    }

    /** False where not even all of them together are as many as a cap allows: nobody needs to look which of them it counts. */
    private static boolean mayBeFull(List<Cap> caps, List<CountedMessage> others) {
        for (Cap cap : caps) {
            if (others.size() >= cap.max()) {
                return true;
            }
        }
        return others.size() >= CountedMessage.MOST;
    }

    private static Ruling full(Draft draft, Instant room, Map<String, String> inputs) {
        inputs.put("room", room.toString());
        if (draft.messageClass() == JourneyClass.SERVICE) {
            return new Ruling.No(SkipReason.SAFETY_CAP, inputs);
        }
        return draft.mayWaitUntil(room)
                ? new Ruling.Hold(room, OnHold.CAPPED, inputs)
                : new Ruling.No(SkipReason.CAPPED, inputs);
    }

    /** The time at which all the caps have room; null where they have it now. The cap that decides is in the inputs, else the fullest one. */
    private static @Nullable Instant room(
            List<Cap> caps, List<CountedMessage> others, Instant now, Map<String, String> inputs) {
        Instant latest = null;
        for (Cap cap : caps) {
            List<Instant> inWindow = others.stream()
                    .filter(one -> cap.counts(one.channel(), one.messageClass(), one.topic()))
                    .map(CountedMessage::at)
                    .filter(at -> at.plus(cap.per()).isAfter(now))
                    .sorted()
                    .toList();
            Instant room = inWindow.size() < cap.max()
                    ? null
                    : inWindow.get(inWindow.size() - cap.max()).plus(cap.per());
            inputs.put(cap.inWords(), String.valueOf(inWindow.size()));
            if (room != null && (latest == null || room.isAfter(latest))) {
                latest = room;
                inputs.put(CAP, cap.inWords());
            }
        }
        return latest == null && others.size() >= CountedMessage.MOST ? firstGone(others, inputs) : latest;
    }

    private static Instant firstGone(List<CountedMessage> others, Map<String, String> inputs) {
        inputs.put(CAP, CountedMessage.MOST + " counted at a time");
        return others.stream()
                .map(CountedMessage::until)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static CustomerState counted(CustomerState state, List<CountedMessage> others, CountedMessage counted) {
        List<CountedMessage> all = new ArrayList<>(others);
        all.add(counted);
        return state.withMemory(state.memory().withCounted(all));
    }
}
