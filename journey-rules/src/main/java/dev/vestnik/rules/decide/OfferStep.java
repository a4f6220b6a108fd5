package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.HeldOffer;
import dev.vestnik.rules.customer.HeldOffer.Giver;
import dev.vestnik.rules.customer.HeldOffer.Stage;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import dev.vestnik.rules.journey.StepKind;
import dev.vestnik.rules.journey.StepOutline;
import dev.vestnik.rules.journey.StepReading;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.owner.AskId;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.Reply;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.reason.Declined;
import dev.vestnik.rules.reason.OnHold;
import dev.vestnik.rules.reason.Reason;
import dev.vestnik.rules.reason.SkipReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives the customer a code of an offer's pool, which other steps find in the context.
 *
 * @param into the name in the context: {@code {code, offer, expiresAt}}
 * @param onEmpty where the run goes on without a code: there is none, or no answer
 */
public record OfferStep(
        String id,
        String offer,
        String into,
        @Nullable String next,
        @Nullable String onEmpty) implements StepRules {
    /** Its name in the ids of questions. */
    static final String GATE = "offer";

    /** An answer takes some ten milliseconds, and the restart of the pool's engine a minute. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** After an outage the time may be over before the pool has read the question: so it is asked again. */
    static final int MOST_ASKED = 6;

    /** An engine that has not read the offer yet has it in some hundred milliseconds; each time it is waited for five times as long. */
    static final Duration SOON = Duration.ofSeconds(2);

    private static final int LONGER = 5;

    private static final String INTO = "offer";

    static final StepKind<OfferStep> KIND = new StepKind<>("offer", """
            {
              "description": "Gives the customer a code of an offer's pool",
              "required": ["offer"],
              "properties": {
                "offer": {"$ref": "#/$defs/id", "description": "Whose codes: PUT /api/offers/ID"},
                "into": {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]{0,63}$", "default": "offer", "description": "The name in the context that has code, offer and expiresAt then"},
                "next": {"$ref": "#/$defs/next"},
                "onEmpty": {"$ref": "#/$defs/next", "description": "Where the run goes on without a code"}
              }
            }
            """, OfferStep::outline, OfferStep::read);

    private static StepOutline outline(Place step) {
        return new StepOutline(false)
                .leadsTo(step.at("next"))
                .leadsTo(step.at("onEmpty"))
                .sets(step.at("into"), INTO);
    }

    private static @Nullable OfferStep read(StepReading reading) {
        String offer = reading.offer(reading.at("offer"));
        String into = reading.at("into").text();
        if (into != null && !into.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
            reading.at("into").fault("must be a name of letters, digits and _");
        }
        if (reading.lists().contains(into == null ? INTO : into)) {
            reading.at("into").fault("is a list of the context: choose another name");
        }
        String next = reading.at("next").text();
        String onEmpty = reading.at("onEmpty").text();
        return offer == null ? null : new OfferStep(reading.id(), offer, into == null ? INTO : into, next, onEmpty);
    }

    @Override
    public List<String> templates() {
        return List.of();
    }

    /** An answer comes at once. */
    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public Awaited awaited() {
        return Awaited.NOTHING;
    }

    @Override
    public boolean mayShow() {
        return false;
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        Instance here = instance.at(id, instance.iteration() + 1, new Position.Waiting(nominalAt, nominalAt));
        ask(turn, here, nominalAt, 0);
        return null;
    }

    /** @param before how often it has asked */
    private void ask(Turn turn, Instance here, Instant nominalAt, int before) {
        Owner pool = Offer.pool(offer);
        UUID claim = Ids.claim(turn.keyOf(here), here.id(), id, here.iteration());
        String askId = new AskId(claim, GATE, before, pool).toString();
        turn.bringAbout(new Effect.Ask(
                askId, pool, new Request.Take(1, turn.definitions().revision())));
        Instant due = turn.now().plus(PATIENCE);
        turn.put(here.at(id, here.iteration(), new Position.Asking(before, nominalAt, askId, List.of(), due)));
    }

    @Override
    public void wake(Turn turn, Instance instance, Journey journey) {
        if (!(instance.position() instanceof Position.Asking asking)) {
            turn.runner()
                    .arrive(turn, instance, journey, id, instance.position().due());
        } else if (asking.channel() + 1 < MOST_ASKED) {
            record(turn, instance, Outcome.HELD, OnHold.ASKING, Map.of());
            ask(turn, instance, asking.nominalAt(), asking.channel() + 1);
        } else {
            without(turn, instance, journey, asking, SkipReason.OFFER_UNANSWERED);
        }
    }

    @Override
    public boolean answer(Turn turn, Instance instance, Journey journey, Answer answer) {
        return switch (answer) {
            case Answer.Happened(Event event) -> KeptEvents.keep(turn, instance, journey, event);
            case Answer.Replied(var asking, var reply) -> {
                replied(turn, instance, journey, asking, reply);
                yield true;
            }
            case Answer.Resumed resumed -> {
                if (instance.position() instanceof Position.Asking asking) {
                    ask(turn, instance, asking.nominalAt(), asking.channel() + 1);
                }
                yield true;
            }
            case Answer.Received received -> Answer.NOT_AWAITED;
        };
    }

    private void replied(Turn turn, Instance instance, Journey journey, Position.Asking asking, Reply reply) {
        switch (reply) {
            case Reply.Given(var result) -> given(turn, instance, journey, asking, result);
            case Reply.Denied(var reason)
            when reason.equals(Declined.OFFER_NOT_READY.label()) -> askLater(turn, instance, asking);
            case Reply.Denied(var reason) -> without(turn, instance, journey, asking, reason(reason));
            case Reply.Missing missing -> without(turn, instance, journey, asking, SkipReason.OFFER_UNANSWERED);
        }
    }

    /** Parks the instance; its wake-up repeats the question. */
    private void askLater(Turn turn, Instance instance, Position.Asking asking) {
        Duration pause = SOON.multipliedBy((long) Math.pow(LONGER, asking.channel()));
        Instant due = turn.now().plus(pause.compareTo(PATIENCE) < 0 ? pause : PATIENCE);
        turn.put(instance.at(
                id,
                instance.iteration(),
                new Position.Asking(asking.channel(), asking.nominalAt(), asking.askId(), List.of(), due)));
    }

    /** A later engine's reason is one of those that this one does not know. */
    private static SkipReason reason(String label) {
        return Arrays.stream(SkipReason.values())
                .filter(one -> one.label().equals(label))
                .findFirst()
                .orElse(SkipReason.OFFER_UNKNOWN);
    }

    private void given(
            Turn turn, Instance instance, Journey journey, Position.Asking asking, Map<String, Object> result) {
        AskId ask = Objects.requireNonNull(AskId.parse(asking.askId()));
        String from = ask.owner().key(); // in the version in which it was asked the offer may have been another
        String code = String.valueOf(result.get("code"));
        Instant expiresAt = result.get("expiresAt") instanceof String text ? Instant.parse(text) : null;
        Map<String, Object> shown = new HashMap<>(Map.of("offer", from, "code", code));
        if (expiresAt != null) {
            shown.put("expiresAt", expiresAt);
        }
        RunContext context = RunContext.with(turn, instance.context(), Map.of(into, Map.copyOf(shown)));
        Map<String, Object> values = context.kept(Turn.about(instance, id));
        if (!context.has(into)) {
            turn.bringAbout(new Effect.GiveBack(asking.askId(), ask.owner()));
            turn.runner().arrive(turn, settled(instance, asking), journey, onEmpty, asking.nominalAt());
            return;
        }
        record(
                turn,
                instance,
                Outcome.OFFERED,
                null,
                expiresAt == null ? Map.of() : Map.of("expiresAt", expiresAt.toString()));
        Giver giver = new Giver(ask.message(), instance.id(), instance.journey());
        HeldOffers.given(turn, new HeldOffer(from, code, giver, turn.now(), expiresAt, Stage.PENDING, null));
        Instance holding = settled(instance, asking).remembering(values, instance.contextAt());
        turn.put(holding);
        turn.runner().arrive(turn, holding, journey, next, asking.nominalAt());
    }

    private void without(Turn turn, Instance instance, Journey journey, Position.Asking asking, SkipReason reason) {
        record(turn, instance, Outcome.SKIPPED, reason, Map.of());
        turn.runner().arrive(turn, settled(instance, asking), journey, onEmpty, asking.nominalAt());
    }

    /** The question is answered: the next step's failure finds nothing to give back. */
    private Instance settled(Instance instance, Position.Asking asking) {
        return Questions.taken(instance, asking);
    }

    private void record(
            Turn turn, Instance instance, Outcome outcome, @Nullable Reason reason, Map<String, String> more) {
        Map<String, String> inputs = new HashMap<>(more);
        inputs.put("offer", offer);
        turn.record(outcome, reason, Turn.about(instance, id), null, List.of(), inputs);
    }

    @Override
    public boolean awaits(Turn turn, Instance instance, Event event) {
        return false;
    }

    @Override
    public Position recomputed(Turn turn, Instance instance) {
        return instance.position();
    }

    /** The question that is open stays; its answer counts here. */
    @Override
    public Migration migrate(Turn turn, Instance instance, Position position, StepRules before) {
        return new Migration.To(position);
    }

    @Override
    public boolean actsOutside() {
        return true;
    }

    @Override
    public StepDrawing draw() {
        return new StepDrawing(
                KIND.type(), "a code of " + offer, List.of(new Arrow("given", next), new Arrow("none", onEmpty)));
    }
}
