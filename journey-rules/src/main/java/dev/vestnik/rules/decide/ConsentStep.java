package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import dev.vestnik.rules.journey.StepKind;
import dev.vestnik.rules.journey.StepOutline;
import dev.vestnik.rules.journey.StepReading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records what the customer has said of messages: the second half of a double opt-in, or a no after a question.
 *
 * @param channel null: every channel
 * @param topic null: every topic
 * @param evidence that proves a yes; null: there is none, as of a no
 */
public record ConsentStep(
        String id,
        @Nullable Channel channel,
        @Nullable String topic,
        boolean granted,
        @Nullable Expression evidence,
        @Nullable String next)
        implements PassingStep {
    private static final String ANY = "any";
    private static final int LONGEST_EVIDENCE = 2_000;

    static final StepKind<ConsentStep> KIND = new StepKind<>("consent", """
            {
              "description": "Records what the customer has said of messages",
              "required": ["channel", "granted"],
              "properties": {
                "channel": {"enum": ["sms", "email", "push", "any"]},
                "topic": {"$ref": "#/$defs/id", "description": "Absent: every topic"},
                "granted": {"type": "boolean"},
                "evidence": {"$ref": "#/$defs/expression", "description": "The proof of a yes, a text; a yes must have one"},
                "next": {"$ref": "#/$defs/next"}
              },
              "if": {"properties": {"granted": {"const": true}}},
              "then": {"required": ["evidence"]}
            }
            """, ConsentStep::outline, ConsentStep::read);

    private static StepOutline outline(Place step) {
        return new StepOutline(false).leadsTo(step.at("next"));
    }

    private static @Nullable ConsentStep read(StepReading reading) {
        Optional<Channel> channel =
                reading.at("channel").required() ? reading.at("channel").choice(channels()) : null;
        String topic = reading.at("topic").text();
        if (topic != null && !DocumentId.isValid(topic)) {
            reading.at("topic").fault("must be 1-100 small letters, digits, dots and dashes");
        }
        Place yes = reading.at("granted");
        boolean granted = yes.required() && yes.flag(false);
        Place proof = reading.at("evidence");
        Expression evidence = reading.value(proof, "nothing is recorded then");
        if (granted && !proof.present()) {
            proof.fault("is missing: what proves that the customer said yes?");
        }
        String next = reading.at("next").text();
        return channel == null
                ? null
                : new ConsentStep(reading.id(), channel.orElse(null), topic, granted, evidence, next);
    }

    private static Map<String, Optional<Channel>> channels() {
        Map<String, Optional<Channel>> channels = new LinkedHashMap<>();
        for (Channel channel : Channel.values()) {
            channels.put(channel.label(), Optional.of(channel));
        }
        channels.put(ANY, Optional.empty());
        return channels;
    }

    @Override
    public boolean mayShow() {
        return true;
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        Evaluation proof = evidence == null ? null : turn.evaluate(evidence, turn.facts(instance));
        String cause = proof == null ? null : unproved(proof);
        if (evidence != null && cause != null) {
            Unknowns.say(turn, Turn.about(instance, id), evidence, cause);
        } else {
            String text = proof instanceof Evaluation.Value(Object value) ? String.valueOf(value) : null;
            String source = "journey/" + journey.id();
            Consents.said(turn, new Consent(channel, topic, granted, nominalAt, source, text));
        }
        if (next == null) {
            turn.runner().complete(turn, instance);
        }
        return next;
    }

    /** Why it proves nothing; null where it does. */
    private static @Nullable String unproved(Evaluation proof) {
        return switch (proof) {
            case Evaluation.Failed(String problem) -> problem;
            case Evaluation.Value(Object value) ->
                String.valueOf(value).isBlank() || String.valueOf(value).length() > LONGEST_EVIDENCE
                        ? "a proof has 1-" + LONGEST_EVIDENCE + " characters"
                        : null;
        };
    }

    @Override
    public boolean actsOutside() {
        return true;
    }

    @Override
    public StepDrawing draw() {
        String summary = (granted ? "yes to " : "no to ")
                + (topic == null ? "all topics" : topic)
                + " by "
                + (channel == null ? ANY : channel.label());
        return new StepDrawing(KIND.type(), summary, List.of(new Arrow("then", next)));
    }
}
