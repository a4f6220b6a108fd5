package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.decide.Decision.Verdict;
import dev.vestnik.rules.decide.MessageStep.Sending;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands between "this step sends" and "it is sent", in this order: exit rules, step condition, expiry, contact and
 * suppression, consent, [quiet hours and calendar, frequency cap and priority, budget], render, emit. The first that says no
 * ends the passage; every verdict is recorded with its inputs. The gates in brackets take their place in {@link #check}.
 */
final class Gates {
    /** A message's whole life, however patient its journey is. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(6);

    /** What is wrong with a text that cannot be rendered, among the inputs of that verdict. */
    static final String PROBLEMS = "problems";

    private static final int MOST_BYTES = 900_000;
    private static final String PASS = "pass";

    private final Texts texts;

    Gates(Links links) {
        this.texts = new Texts(links);
    }

    /** How a message came through. */
    sealed interface Passage {}

    record Through(Effect.Send send, List<Verdict> verdicts) implements Passage {}

    record Held(Instant until, String reason, List<Verdict> verdicts) implements Passage {}

    record Stopped(String reason, List<Verdict> verdicts) implements Passage {}

    /** A gate's "no". */
    private record No(String gate, String reason, Map<String, String> inputs) {}

    Passage check(Turn turn, Sending sending) {
        List<Verdict> verdicts = new ArrayList<>(8);
        if (isPaused(turn, sending)) {
            verdicts.add(new Verdict("exit", "paused", Map.of()));
            return new Held(WakeRules.again(turn, sending.instance()), "paused", verdicts);
        }
        No no = exit(turn, sending, verdicts);
        no = no == null ? condition(turn, sending, verdicts) : no;
        Instant worthUntil = worthUntil(turn, sending);
        no = no == null ? expiry(turn, worthUntil, verdicts) : no;
        no = no == null ? contact(turn.state(), sending.via().channel(), verdicts) : no;
        no = no == null ? consent(turn.state(), sending, verdicts) : no;
        return no == null
                ? rendered(turn, sending, Objects.requireNonNull(worthUntil), verdicts)
                : stopped(no, verdicts);
    }

    /** Whatever brought the instance here: an event or a receipt moves it, but nothing goes out. */
    private static boolean isPaused(Turn turn, Sending sending) {
        Definitions.Published published =
                turn.definitions().journey(sending.journey().id());
        return published != null && published.pausedAt(turn.now());
    }

    /** A definition that cannot be used now will be: the message goes through all the gates again. */
    private static Held waiting(Turn turn, Sending sending, String reason, List<Verdict> verdicts) {
        verdicts.add(
                new Verdict("render", reason, Map.of("template", sending.step().template())));
        return new Held(WakeRules.again(turn, sending.instance()), reason, verdicts);
    }

    private static Stopped stopped(No no, List<Verdict> verdicts) {
        verdicts.add(new Verdict(no.gate(), no.reason(), no.inputs()));
        return new Stopped(no.reason(), verdicts);
    }

    private static @Nullable No exit(Turn turn, Sending sending, List<Verdict> verdicts) {
        Definitions.Published published =
                turn.definitions().journey(sending.journey().id());
        if (published != null && published.status() == Definitions.Status.ARCHIVED) {
            return new No("exit", "archived", Map.of());
        }
        verdicts.add(new Verdict("exit", PASS, Map.of()));
        return null;
    }

    private static @Nullable No condition(Turn turn, Sending sending, List<Verdict> verdicts) {
        Expression condition = sending.via().condition();
        if (condition == null) {
            return null;
        }
        Evaluation result = turn.evaluate(condition, turn.facts(sending.instance()));
        if (!result.isTrue()) {
            String why = result instanceof Evaluation.Failed(String problem) ? problem : "false";
            return new No("condition", "condition", Map.of("if", condition.source(), "result", why));
        }
        verdicts.add(new Verdict("condition", PASS, Map.of("if", condition.source())));
        return null;
    }

    /** Until when the message is worth sending; null where its {@code until} names an instant that is not there. */
    private static @Nullable Instant worthUntil(Turn turn, Sending sending) {
        Duration within = sending.step().within();
        Instant until = within == null
                ? turn.now().plus(sending.journey().journeyClass().messageLife())
                : sending.nominalAt().plus(within);
        Expression instant = sending.step().until();
        if (instant != null) {
            if (!(turn.evaluate(instant, turn.facts(sending.instance())) instanceof Evaluation.Value(Instant at))) {
                return null;
            }
            until = earlier(until, at);
        }
        return earlier(until, turn.now().plus(LONGEST_LIFE));
    }

    private static @Nullable No expiry(Turn turn, @Nullable Instant worthUntil, List<Verdict> verdicts) {
        if (worthUntil == null) {
            return new No("expiry", "no-until", Map.of());
        }
        if (!turn.now().isBefore(worthUntil)) {
            return new No("expiry", "expired", Map.of("until", worthUntil.toString()));
        }
        verdicts.add(new Verdict("expiry", PASS, Map.of("until", worthUntil.toString())));
        return null;
    }

    private static @Nullable No contact(CustomerState state, Channel channel, List<Verdict> verdicts) {
        if (channel == Channel.PUSH) {
            if (state.devices().isEmpty()) {
                return new No("contact", "no-device", Map.of());
            }
            verdicts.add(new Verdict(
                    "contact",
                    PASS,
                    Map.of("devices", String.valueOf(state.devices().size()))));
            return null;
        }
        String address = Addresses.of(state, channel);
        if (address == null) {
            return new No("contact", channel == Channel.SMS ? "no-phone" : "no-email", Map.of());
        }
        if (!Addresses.canBe(channel, address)) {
            return new No("contact", channel == Channel.SMS ? "invalid-phone" : "invalid-email", Map.of());
        }
        Suppression suppression = Addresses.suppression(state, channel, address);
        if (suppression != null) {
            return new No(
                    "contact",
                    "suppressed",
                    Map.of(
                            "because",
                            suppression.reason(),
                            "since",
                            suppression.at().toString()));
        }
        verdicts.add(new Verdict("contact", PASS, Map.of()));
        return null;
    }

    private static @Nullable No consent(CustomerState state, Sending sending, List<Verdict> verdicts) {
        if (sending.journey().journeyClass() == JourneyClass.SERVICE) {
            verdicts.add(new Verdict("consent", PASS, Map.of("class", "service")));
            return null;
        }
        ConsentRule.Answer answer = ConsentRule.marketing(
                state.consents(), sending.via().channel(), sending.journey().topic());
        Map<String, String> inputs = answer.consent() == null
                ? Map.of("said", "nothing")
                : Map.of(
                        "source",
                        answer.consent().source(),
                        "at",
                        answer.consent().at().toString());
        if (!answer.granted()) {
            return new No("consent", "no-consent", inputs);
        }
        verdicts.add(new Verdict("consent", PASS, inputs));
        return null;
    }

    private Passage rendered(Turn turn, Sending sending, Instant worthUntil, List<Verdict> verdicts) {
        Template template = turn.definitions().template(sending.step().template());
        if (template == null && turn.definitions().brokenTemplate(sending.step().template()) != null) {
            return waiting(turn, sending, "template-broken", verdicts);
        }
        if (template != null && !template.isOf(turn.customer().shop())) {
            return waiting(turn, sending, "template-of-other-shop", verdicts);
        }
        if (template == null) {
            return stopped(
                    new No(
                            "render",
                            "no-template",
                            Map.of("template", sending.step().template())),
                    verdicts);
        }
        String locale = template.language(
                turn.state().profile().locale(turn.definitions().shop().locale()));
        Work work = turn.oneWork();
        Rendering rendering = template.render(sending.via().channel(), locale, texts.variables(turn, sending), work);
        return switch (rendering) {
            case Rendering.NoText none ->
                stopped(new No("render", "no-text", Map.of("template", template.id())), verdicts);
            case Rendering.Failed(var problems)
            when work.spent() -> throw new TooMuch("too-costly", String.join("; ", problems));
            case Rendering.Failed(var problems) ->
                stopped(new No("render", "not-renderable", Map.of(PROBLEMS, String.join("; ", problems))), verdicts);
            case Rendering.Text text -> {
                verdicts.add(new Verdict("render", PASS, Map.of("template", template.id(), "locale", locale)));
                yield emitted(turn, sending, worthUntil, locale, texts.addressed(turn, sending, text), verdicts);
            }
        };
    }

    private static Passage emitted(
            Turn turn,
            Sending sending,
            Instant worthUntil,
            String locale,
            Effect.Content content,
            List<Verdict> verdicts) {
        long bytes = Texts.bytes(content);
        if (bytes > MOST_BYTES) {
            return stopped(new No("emit", "too-large", Map.of("bytes", String.valueOf(bytes))), verdicts);
        }
        Instant before = sending.last()
                ? worthUntil
                : earlier(worthUntil, turn.now().plus(sending.via().patience()));
        UUID id = sending.messageId(turn, sending.via());
        int attempt = turn.message(id).map(Outstanding::attempt).orElse(0) + 1;
        return new Through(
                new Effect.Send(
                        id,
                        attempt,
                        sending.journey().journeyClass(),
                        sending.journey().id().value(),
                        sending.journey().version(),
                        sending.step().id(),
                        sending.step().template(),
                        locale,
                        before,
                        turn.cause().causedAt(),
                        content),
                verdicts);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
