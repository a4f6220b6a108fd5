package dev.vestnik.rules.testrun;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The expected result of a test: these messages and no others, and decisions with these reasons among all.
 *
 * @param reasons labels, as decisions have them
 */
record Expectation(List<Expected> messages, List<String> reasons) {
    private static final int LONGEST_TEXT = 200;

    Expectation {
        messages = List.copyOf(messages);
        reasons = List.copyOf(reasons);
    }

    /**
     * A message that must go out; null: whatever.
     *
     * @param texts of which each must be in it
     */
    record Expected(
            @Nullable Instant at,
            @Nullable String template,
            @Nullable Channel channel,
            List<String> texts) {
        Expected {
            texts = List.copyOf(texts);
        }

        boolean isMetBy(SentMessage message) {
            return isOfItsKind(message)
                    && (at == null || at.equals(message.at()))
                    && missing(message).isEmpty();
        }

        boolean isOfItsKind(SentMessage message) {
            return (template == null || template.equals(message.send().template()))
                    && (channel == null || channel == message.channel());
        }

        List<String> missing(SentMessage message) {
            String text = message.text();
            return texts.stream().filter(part -> !text.contains(part)).toList();
        }

        String inWords() {
            return (channel == null ? "a message" : channel.label()) + (template == null ? "" : " of " + template);
        }
    }

    /** The differences from the expectation, in the words of a person; empty: there is none. */
    List<String> differences(TestReport report, Instant start) {
        List<SentMessage> others = new ArrayList<>(report.messages());
        List<Expected> unmet = new ArrayList<>();
        for (Expected expected : messages) {
            SentMessage met = first(others, expected::isMetBy);
            if (met == null) {
                unmet.add(expected);
            } else {
                others.remove(met);
            }
        }
        List<String> differences = new ArrayList<>();
        unmet.forEach(expected -> differences.add(unmet(expected, others, report, start)));
        others.forEach(
                message -> differences.add("not expected: " + message.inWords() + " " + when(message.at(), start)));
        unsaid(report, differences);
        failures(report, differences);
        return differences;
    }

    private static @Nullable SentMessage first(List<SentMessage> messages, Predicate<SentMessage> wanted) {
        return messages.stream().filter(wanted).findFirst().orElse(null);
    }

    private static String unmet(Expected expected, List<SentMessage> others, TestReport report, Instant start) {
        SentMessage near = first(others, expected::isOfItsKind);
        if (near == null) {
            return "expected " + expected.inWords() + at(expected, start) + ": it does not go out" + because(report);
        }
        others.remove(near);
        List<String> missing = expected.missing(near);
        return "expected " + expected.inWords() + at(expected, start) + ": it goes out " + when(near.at(), start)
                + (missing.isEmpty()
                        ? ""
                        : " without "
                                + missing.stream().map(Expectation::quoted).collect(Collectors.joining(", "))
                                + " in its text, which is " + quoted(near.text()));
    }

    private static String at(Expected expected, Instant start) {
        return expected.at() == null ? "" : " " + when(expected.at(), start);
    }

    private static String when(Instant at, Instant start) {
        return "at " + at + " (" + Duration.between(start, at) + ")";
    }

    private static String quoted(String text) {
        String line = text.strip();
        return "\"" + (line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "...") + "\"";
    }

    /** The reasons of decisions that could be why. */
    private static String because(TestReport report) {
        Set<String> reasons = new LinkedHashSet<>(reasons(report));
        report.story().stream()
                .flatMap(happening -> happening.passed().stream())
                .map(passed -> passed.detail() == null
                        ? passed.reason().label()
                        : passed.reason().label() + " " + quoted(passed.detail()))
                .forEach(reasons::add);
        return reasons.isEmpty() ? "" : "; decided: " + String.join(", ", reasons);
    }

    private static List<String> reasons(TestReport report) {
        return report.story().stream()
                .flatMap(happening -> happening.decisions().stream())
                .filter(decision -> decision.reason() != null && decision.outcome() != Decision.Outcome.RECEIPT)
                .map(Decision::reason)
                .distinct()
                .toList();
    }

    private void unsaid(TestReport report, List<String> differences) {
        Set<String> said = report.story().stream()
                .flatMap(happening -> happening.decisions().stream())
                .map(Decision::reason)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        reasons.stream()
                .filter(reason -> !said.contains(reason))
                .forEach(reason -> differences.add(
                        "expected a decision for the reason " + reason + ": there is none" + because(report)));
    }

    /** A run that could not be followed to its end says nothing of what would not happen. */
    private static void failures(TestReport report, List<String> differences) {
        report.story().stream()
                .filter(happening -> happening.failure() != null)
                .forEach(happening ->
                        differences.add("the rules fail with " + happening.signal() + ": " + happening.failure()));
        if (report.ending() == TestReport.Ending.TOO_LONG) {
            differences.add("it takes more than " + TestRunner.MOST_SIGNALS + " signals and was not followed further");
        }
    }
}
