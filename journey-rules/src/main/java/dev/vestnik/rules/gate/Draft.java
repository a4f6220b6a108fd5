package dev.vestnik.rules.gate;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.owner.Answer;
import dev.vestnik.rules.template.Rendering;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message in the making: what was found out about it at the gates that it has passed. Lives for one passage through them. */
public final class Draft {
    private final Candidate candidate;
    private final Map<String, Answer> answers;
    private @Nullable Instant worthUntil;
    private @Nullable String locale;
    private Rendering.@Nullable Text text;

    /** @param answers to what gates have asked, by the gate's name */
    public Draft(Candidate candidate, Map<String, Answer> answers) {
        this.candidate = candidate;
        this.answers = answers;
    }

    public Candidate candidate() {
        return candidate;
    }

    /** The answer to what a gate has asked on an earlier passage; null where it is still to ask. */
    public @Nullable Answer answer(Gate gate) {
        return answers.get(gate.name());
    }

    public Channel channel() {
        return candidate.via().channel();
    }

    public JourneyClass messageClass() {
        return candidate.journey().journeyClass();
    }

    /** The id of its template. */
    public String template() {
        return candidate.step().template();
    }

    void isWorthUntil(Instant instant) {
        worthUntil = instant;
    }

    /** Until when it is worth sending; known past the expiry. */
    public Instant worthUntil() {
        return Objects.requireNonNull(worthUntil, "it has not passed the expiry");
    }

    void says(String inLocale, Rendering.Text rendered) {
        locale = inLocale;
        text = rendered;
    }

    /** The language of its text; known once it is rendered. */
    public String locale() {
        return Objects.requireNonNull(locale, "it is not rendered");
    }

    public Rendering.Text text() {
        return Objects.requireNonNull(text, "it is not rendered");
    }
}
