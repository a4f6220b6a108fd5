package dev.vestnik.engine.authoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Verdict;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.testrun.Happening;
import dev.vestnik.rules.testrun.Happening.Waiting;
import dev.vestnik.rules.testrun.SentMessage;
import dev.vestnik.rules.testrun.TestReport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test run, step by step.
 *
 * @param messages that would have gone out, in their order
 * @param endedAt when nothing more would have happened, or the run was cut
 * @param ending {@code quiet}, {@code time-over}, {@code too-long}
 * @param test of a stored test: whether it passes, and what differs; null: the run was no test
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TestRunView(
        String journey,
        int version,
        List<Step> steps,
        List<Message> messages,
        Instant endedAt,
        String ending,
        @Nullable TestResult test) {

    /** @param differences what is not as expected; empty where all is */
    record TestResult(boolean passed, List<String> differences) {
        static TestResult of(List<String> differences) {
            return new TestResult(differences.isEmpty(), differences);
        }
    }

    /**
     * A signal and all that came of it.
     *
     * @param signal an event's type, {@code wake-up}, {@code receipt}, {@code answer}
     * @param detail the event's id, or what the receipt says
     * @param passed what the event did not start, and why
     * @param waiting the runs as they stand afterwards
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Step(
            Instant at,
            String signal,
            @Nullable String detail,
            List<Decided> decisions,
            List<Message> messages,
            List<NotStarted> passed,
            @Nullable String failure,
            List<Stand> waiting) {}

    /** @param inputs none where the caller may not read them: some are computed by the journey */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Decided(
            String outcome,
            @Nullable String reason,
            @Nullable String journey,
            @Nullable String step,
            @Nullable String channel,
            @Nullable String template,
            List<Verdict> gates,
            Map<String, String> inputs) {}

    /** @param text as the customer would get it; null where the caller may not read it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Message(
            Instant at,
            String messageId,
            int attempt,
            String journey,
            String step,
            String channel,
            String template,
            String locale,
            @Nullable Object text) {}

    /** An event that did not start a journey, by a reason that is not recorded for each. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NotStarted(
            @Nullable String journey,
            String reason,
            @Nullable String detail) {}

    /**
     * Where a run stands, until when by the clock, and why its message is held.
     *
     * @param key null where the caller may not read it: journeys compute it, of whatever the customer has
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Stand(
            String journey,
            @Nullable String key,
            String step,
            @Nullable Instant until,
            @Nullable String held) {}

    /** @param open whether the caller may read texts, and what the journey computes of the customer */
    static TestRunView of(TestRuns.Bench bench, TestReport report, @Nullable TestResult test, boolean open) {
        return new TestRunView(
                bench.journey().id().value(),
                bench.journey().version(),
                report.story().stream().map(step -> step(step, open)).toList(),
                report.messages().stream()
                        .map(message -> message(message, open))
                        .toList(),
                report.at(),
                label(report.ending()).replace('_', '-'),
                test);
    }

    private static Step step(Happening step, boolean open) {
        return new Step(
                step.at(),
                step.signal(),
                step.detail(),
                step.decisions().stream().map(decision -> decided(decision, open)).toList(),
                step.sent().stream().map(message -> message(message, open)).toList(),
                step.passed().stream().map(TestRunView::passed).toList(),
                step.failure(),
                step.waiting().stream().map(waiting -> stand(waiting, open)).toList());
    }

    private static Decided decided(Decision decision, boolean open) {
        About about = decision.about();
        MessageFacts message = decision.message();
        return new Decided(
                label(decision.outcome()),
                decision.reason(),
                about == null ? null : about.journey(),
                about == null ? null : about.step(),
                message == null ? null : message.channel().label(),
                message == null ? null : message.template(),
                decision.gates(),
                open ? decision.inputs() : Map.of());
    }

    private static Message message(SentMessage message, boolean open) {
        Effect.Send send = message.send();
        return new Message(
                message.at(),
                send.message().toString(),
                send.attempt(),
                send.journey(),
                send.step(),
                send.content().channel().label(),
                send.template(),
                send.locale(),
                open ? text(send.content()) : null);
    }

    private static Object text(Effect.Content content) {
        return switch (content) {
            case Effect.Content.Sms sms -> Map.of("text", sms.text());
            case Effect.Content.Email email ->
                Map.of("subject", email.subject(), "text", email.text(), "html", email.html());
            case Effect.Content.Push push -> Map.of("title", push.title(), "body", push.body());
        };
    }

    private static NotStarted passed(Effect.Passed passed) {
        return new NotStarted(
                passed.journey() == null ? null : passed.journey().value(),
                passed.reason().label(),
                passed.detail());
    }

    private static Stand stand(Waiting waiting, boolean open) {
        return new Stand(
                waiting.journey(),
                open ? waiting.key() : null,
                waiting.step(),
                waiting.until(),
                waiting.held() == null ? null : waiting.held().label());
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
