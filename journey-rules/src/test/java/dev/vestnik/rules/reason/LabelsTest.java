package dev.vestnik.rules.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dashboards, reports and queries outside rely on these words: one may be added, none may change or go. */
class LabelsTest {
    private static final Map<String, List<String>> LABELS = Map.ofEntries(
            Map.entry(
                    "Breakdown",
                    List.of(
                            "failed",
                            "too-costly",
                            "too-many-steps",
                            "too-much-missed",
                            "goal-failed",
                            "too-large",
                            "unreadable-state",
                            "undecidable",
                            "ends-thread")),
            Map.entry("AnswerReason", List.of("understood", "asked-again", "not-understood")),
            Map.entry("ConsentReason", List.of("granted", "withdrawn", "address-stopped", "address-resumed")),
            Map.entry(
                    "Declined",
                    List.of(
                            "already-answered",
                            "no-channel",
                            "not-stuck",
                            "code-unknown",
                            "code-not-given",
                            "code-of-another",
                            "code-expired",
                            "code-redeemed",
                            "no-task",
                            "task-taken",
                            "task-closed",
                            "no-outcome",
                            "others-visitor",
                            "not-yet",
                            "offer-not-ready",
                            "product-unknown")),
            Map.entry(
                    "Ending",
                    List.of(
                            "completed",
                            "ended-by-hand",
                            "erased",
                            "new-version",
                            "step-gone",
                            "channel-gone",
                            "merged",
                            "no-room")),
            Map.entry("EntryReason", List.of("holdout", "from-queue")),
            Map.entry(
                    "DropReason",
                    List.of(
                            "event-not-kept",
                            "exit-not-kept",
                            "event-not-emitted",
                            "journey-not-started",
                            "task-not-made",
                            "task-not-kept",
                            "value-not-kept",
                            "entry-not-kept",
                            "exposure-not-kept",
                            "arm-not-kept",
                            "count-not-kept",
                            "last-sent-not-kept",
                            "heard-not-kept",
                            "interest-not-kept",
                            "message-not-kept",
                            "goal-not-kept",
                            "consent-not-kept",
                            "contact-not-kept",
                            "evidence-not-kept",
                            "suppression-not-kept",
                            "device-not-kept",
                            "device-taken",
                            "holder-not-kept",
                            "field-not-kept",
                            "offer-not-kept",
                            "offer-returned")),
            Map.entry(
                    "MergeReason",
                    List.of("moved-in", "moved-out", "of-another", "not-a-customer", "too-many-visitors")),
            Map.entry(
                    "NoEntryReason",
                    List.of(
                            "journey-broken",
                            "state-full",
                            "too-many-running",
                            "queue-full",
                            "already-running",
                            "reentry",
                            "already-entered",
                            "in-other-journey",
                            "paused",
                            "too-late",
                            "overtaken",
                            "condition-unknown",
                            "no-key",
                            "condition",
                            "unheard")),
            Map.entry(
                    "OnHold",
                    List.of(
                            "paused",
                            "template-broken",
                            "template-of-other-shop",
                            "quiet-hours",
                            "capped",
                            "outranked",
                            "retry",
                            "asking",
                            "budget")),
            Map.entry(
                    "ReceiptReason",
                    List.of(
                            "accepted",
                            "delivered",
                            "read",
                            "opened",
                            "clicked",
                            "replied",
                            "failed-permanent",
                            "failed-temporary",
                            "expired",
                            "revoked",
                            "in-doubt")),
            Map.entry(
                    "TaskReason",
                    List.of("made", "taken", "released", "finished", "escalated", "expired", "withdrawn")),
            Map.entry("ReleaseReason", List.of("retried-by-hand")),
            Map.entry("SetAsideReason", List.of("journey-broken", "entry-failed", "state-full", "queue-full")),
            Map.entry(
                    "SkipReason",
                    List.of(
                            "archived",
                            "condition",
                            "condition-unknown",
                            "no-until",
                            "expired",
                            "no-device",
                            "no-phone",
                            "no-email",
                            "invalid-phone",
                            "invalid-email",
                            "suppressed",
                            "no-consent",
                            "paused-by-customer",
                            "address-stopped",
                            "quiet-hours",
                            "capped",
                            "safety-cap",
                            "outranked",
                            "merged",
                            "no-template",
                            "no-text",
                            "not-renderable",
                            "too-large",
                            "offer-empty",
                            "offer-over",
                            "offer-unknown",
                            "offer-unanswered",
                            "budget-spent")),
            Map.entry("SuppressReason", List.of("dead-address")),
            Map.entry(
                    "TakenBack",
                    List.of(
                            "too-slow",
                            "not-needed",
                            "moved-on",
                            "consent-withdrawn",
                            "address-stopped",
                            "device-taken")));

    @Test
    void everyReasonsLabelIsInTheList() {
        Map<String, List<String>> found = new TreeMap<>();
        closedSets().forEach(set -> found.put(set.getSimpleName(), labels(set)));
        assertThat(found).isEqualTo(new TreeMap<>(LABELS));
    }

    @Test
    void aStoredLabelIsFoundAgain() {
        assertThat(Breakdown.values())
                .allSatisfy(reason ->
                        assertThat(FailureReason.labelled(reason.label())).isSameAs(reason));
        assertThat(OnHold.values())
                .allSatisfy(reason ->
                        assertThat(HoldReason.labelled(reason.label())).isSameAs(reason));
        assertThat(SkipReason.values())
                .allSatisfy(reason ->
                        assertThat(SkipReason.labelled(reason.label())).isSameAs(reason));
    }

    @Test
    void aLabelOfALaterVersionIsKeptAsItIs() {
        assertThat(HoldReason.labelled("full-moon").label()).isEqualTo("full-moon");
        assertThat(FailureReason.labelled("struck-by-lightning").label()).isEqualTo("struck-by-lightning");
    }

    @Test
    void aMarketersWordIsNeverOneOfOurs() {
        assertThat(new ExitRule(Ending.COMPLETED.label())).isNotEqualTo(Ending.COMPLETED);
    }

    /** The enums among the permitted subtypes of {@link Reason}. */
    private static List<Class<?>> closedSets() {
        List<Class<?>> sets = new ArrayList<>();
        Deque<Class<?>> open = new ArrayDeque<>(List.of(Reason.class));
        while (!open.isEmpty()) {
            Class<?> type = open.pop();
            Stream.of(type)
                    .filter(Class::isSealed)
                    .flatMap(one -> Arrays.stream(one.getPermittedSubclasses()))
                    .forEach(open::push);
            if (type.isEnum()) {
                sets.add(type);
            }
        }
        return sets;
    }

    private static List<String> labels(Class<?> set) {
        return Arrays.stream(set.getEnumConstants())
                .map(reason -> ((Reason) reason).label())
                .toList();
    }
}
