package dev.vestnik.rules.gate;

import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Position.Answered;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.owner.AskId;
import dev.vestnik.rules.owner.Reply;
import dev.vestnik.rules.template.Rendering;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message in the making, with the findings of the gates that it has passed. Lives for one passage through them. */
public final class Draft {
    private final Candidate candidate;
    private final List<Answered> answers;
    private @Nullable Instant worthUntil;
    private @Nullable Instant waitsUntil;
    private @Nullable String address;
    private @Nullable String locale;
    private List<BudgetKey> budgets = List.of();
    private Rendering.@Nullable Text text;
    private List<Candidate> merged = List.of();

    /** @param answers to what gates have asked about it on an earlier passage */
    public Draft(Candidate candidate, List<Answered> answers) {
        this.candidate = candidate;
        this.answers = List.copyOf(answers);
    }

    public Candidate candidate() {
        return candidate;
    }

    public List<Answered> answers() {
        return answers;
    }

    /** The answer to what this gate has asked; null where it is still to ask. */
    public @Nullable Reply answer(Gate gate) {
        for (Answered one : answers) {
            AskId id = AskId.parse(one.askId());
            if (id != null && id.gate().equals(gate.name())) {
                return one.reply();
            }
        }
        return null;
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

    /** @param waits until when it may be held for its customer's sake, however often */
    void isWorthUntil(Instant instant, Instant waits) {
        worthUntil = instant;
        waitsUntil = waits;
    }

    /** Whether it may still be sent then; known past the expiry. */
    boolean mayWaitUntil(Instant instant) {
        return instant.isBefore(Objects.requireNonNull(waitsUntil, "it has not passed the expiry"));
    }

    /** Until when it is worth sending; known past the expiry. */
    public Instant worthUntil() {
        return Objects.requireNonNull(worthUntil, "it has not passed the expiry");
    }

    /** It goes to another contact than the customer's own. */
    void goesTo(String other) {
        address = other;
    }

    /** The other contact that it goes to; null: the customer's own. */
    public @Nullable String otherAddress() {
        return address;
    }

    /** It spends one message of each of these once it is sent. */
    void pays(List<BudgetKey> all) {
        budgets = List.copyOf(all);
    }

    /** The budgets that it spends one message of. */
    public List<BudgetKey> budgets() {
        return budgets;
    }

    /** The messages of these go along in it. */
    public void takesAlong(List<Candidate> others) {
        merged = List.copyOf(others);
    }

    /** The instances whose messages go along in it. */
    public List<Candidate> merged() {
        return merged;
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
