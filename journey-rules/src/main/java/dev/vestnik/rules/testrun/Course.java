package dev.vestnik.rules.testrun;

import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decided;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.FailureCause;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.decide.Signal.Receipt;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.decide.Signal.Woken;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.testrun.Happening.Waiting;
import dev.vestnik.rules.testrun.ReceiptModel.Report;
import dev.vestnik.rules.testrun.TestReport.Ending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A test run on its way; for one use. */
final class Course {
    private static final Receipt.Details NO_DETAILS =
            new Receipt.Details(null, false, null, false, false, List.of(), Map.of());

    private static final String WAKE_UP = "wake-up";
    private static final String ANSWER = "answer";

    private final Decider decider;
    private final CustomerKey customer;
    private final TestRun run;
    private final Definitions definitions;
    private final Answering answering;
    private final List<Happening> story = new ArrayList<>();
    private final PriorityQueue<Coming> coming =
            new PriorityQueue<>(Comparator.comparing(Coming::at).thenComparing(Coming::number));
    private CustomerState state;
    private Instant now;
    private int numbers;
    private int signals;

    /** A signal that will come, in the order of times and, at the same time, of numbers. */
    private record Coming(Instant at, int number, BiFunction<CustomerKey, CustomerState, Signal> told) {
        Signal signal(CustomerKey who, CustomerState known) {
            return told.apply(who, known);
        }
    }

    Course(Decider decider, CustomerKey customer, TestRun run, Definitions definitions) {
        this.decider = decider;
        this.customer = customer;
        this.run = run;
        this.definitions = definitions;
        this.answering = new Answering(run.answers());
        this.state = run.subject().state();
        this.now = run.start();
    }

    TestReport toItsEnd() {
        introduce();
        publish();
        run.events().forEach(told -> expect(told.at(), (who, known) -> ToldSignals.signal(told, who, known)));
        while (signals++ < TestRunner.MOST_SIGNALS && !Thread.currentThread().isInterrupted()) {
            Coming next = next();
            if (next == null) {
                return new TestReport(story, lastHappened(), Ending.QUIET);
            }
            if (next.at().isAfter(run.end())) {
                return new TestReport(story, run.end(), Ending.TIME_OVER);
            }
            now = next.at().isAfter(now) ? next.at() : now;
            take(next.signal(customer, state));
        }
        return new TestReport(story, now, Ending.TOO_LONG);
    }

    /** A wake-up that found nothing to do any more may have come after it. */
    private Instant lastHappened() {
        return story.isEmpty() ? run.start() : story.getLast().at();
    }

    /** Tells of the customer while no journey listens: a run that begins with the profile is not what is tested. */
    private void introduce() {
        Definitions nobody = Definitions.of(
                        definitions.revision(), Map.of(), definitions.templates(), definitions.shop())
                .on(definitions.level());
        for (Event event : run.subject().said()) {
            Signal signal = new Signal.Happened(event, now);
            state = decider.decide(customer, state, signal, nobody, now).state();
        }
    }

    /** Tells of the journeys, as the walk after a publication does: those by the calendar begin without an event. */
    private void publish() {
        state = decider.decide(customer, state, new Signal.Redefined(), definitions, now)
                .state();
    }

    private void expect(Instant at, Signal signal) {
        expect(at, (who, known) -> signal);
    }

    /** @param told makes a signal of what is then known of the customer */
    private void expect(Instant at, BiFunction<CustomerKey, CustomerState, Signal> told) {
        coming.add(new Coming(at, numbers++, told));
    }

    /**
     * Signals go before wake-ups of the same time, as in the engine, which wakes nobody before it has read what was there. Forgetting what
     * has had its time is nothing to wait for.
     */
    private @Nullable Coming next() {
        Coming told = coming.peek();
        Armed armed = state.armed();
        if (told == null && armed.service() == null && armed.marketing() == null) {
            return null;
        }
        Coming due = due(armed);
        boolean isDue = told == null || due != null && due.at().isBefore(told.at());
        return isDue ? due : coming.poll();
    }

    private @Nullable Coming due(Armed armed) {
        return Stream.of(
                        wakeUp(armed.service(), WakeClass.SERVICE),
                        wakeUp(armed.marketing(), WakeClass.MARKETING),
                        wakeUp(armed.housekeeping(), WakeClass.HOUSEKEEPING))
                .flatMap(one -> one)
                .min(Comparator.comparing(Coming::at))
                .orElse(null);
    }

    private Stream<Coming> wakeUp(@Nullable Instant due, WakeClass wakeClass) {
        return due == null
                ? Stream.empty()
                : Stream.of(new Coming(due, numbers, (who, known) -> new Woken(due, wakeClass)));
    }

    /** Sets an event aside that the rules cannot take, as the engine does; its customer stays as they were. */
    private void take(Signal signal) {
        try {
            Decided decided = decider.decide(customer, state, signal, definitions, now);
            state = decided.state();
            happened(signal, decided.effects());
        } catch (RuntimeException | StackOverflowError e) {
            failed(signal, e);
        }
    }

    private void happened(Signal signal, List<Effect> effects) {
        List<SentMessage> sent = of(effects, Effect.Send.class)
                .map(send -> new SentMessage(now, send))
                .toList();
        List<Decision> decisions =
                of(effects, Effect.Record.class).map(Effect.Record::decision).toList();
        List<Effect.Passed> passed = of(effects, Effect.Passed.class).toList();
        sent.forEach(this::reported);
        of(effects, Effect.Ask.class).forEach(this::answered);
        tell(new Happening(now, kind(signal), detail(signal), decisions, sent, passed, null, standing()));
    }

    private static <T extends Effect> Stream<T> of(List<Effect> effects, Class<T> type) {
        return effects.stream().filter(type::isInstance).map(type::cast);
    }

    /** A wake-up that only looked is nothing to tell. */
    private void tell(Happening happening) {
        boolean looked = happening.signal().equals(WAKE_UP)
                && happening.decisions().isEmpty()
                && happening.sent().isEmpty();
        if (!looked) {
            story.add(happening);
        }
    }

    private void failed(Signal signal, Throwable cause) {
        String failure = FailureCause.of(cause);
        story.add(
                new Happening(now, kind(signal), detail(signal), List.of(), List.of(), List.of(), failure, standing()));
        if (signal instanceof Woken) {
            state = state.withArmed(Armed.NONE); // it would fail for ever
        }
    }

    private List<Waiting> standing() {
        return state.instances().stream().map(Waiting::of).toList();
    }

    private void reported(SentMessage message) {
        Effect.Send send = message.send();
        for (Report report : run.receipts().of(message.channel())) {
            Instant at = now.plus(report.after());
            String id = "receipt-" + numbers;
            expect(
                    at,
                    new Receipt(
                            id, send.message(), send.attempt(), message.channel(), report.status(), NO_DETAILS, at));
        }
    }

    private void answered(Effect.Ask ask) {
        Signal answer = answering.to(ask);
        if (answer != null) {
            expect(now, answer);
        }
    }

    private static String kind(Signal signal) {
        if (signal instanceof Signal.Happened happened) {
            return happened.event().type();
        }
        if (signal instanceof Signal.Wrote) {
            return ToldSignals.WRITTEN;
        }
        if (signal instanceof Signal.Asked) {
            return ToldSignals.FINISHED;
        }
        return signal instanceof Woken ? WAKE_UP : signal instanceof Receipt ? "receipt" : ANSWER;
    }

    private static @Nullable String detail(Signal signal) {
        return signal instanceof Signal.Happened happened
                ? happened.event().id()
                : signal instanceof Receipt receipt ? told(receipt) : null;
    }

    private static String told(Receipt receipt) {
        return ReceiptModel.label(receipt.status()) + " of " + receipt.channel().label();
    }
}
