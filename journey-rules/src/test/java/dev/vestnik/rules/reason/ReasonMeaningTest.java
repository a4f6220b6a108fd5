package dev.vestnik.rules.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every reason has its meaning, and the page about journeys has the same list. */
class ReasonMeaningTest {
    private static final Map<String, Reason[]> BY_OUTCOME = Map.ofEntries(
            Map.entry("ENTERED", EntryReason.values()),
            Map.entry("NOT_ENTERED", NoEntryReason.values()),
            Map.entry("LEFT", Ending.values()),
            Map.entry("SKIPPED", SkipReason.values()),
            Map.entry("HELD", OnHold.values()),
            Map.entry("REVOKED", TakenBack.values()),
            Map.entry("DROPPED", DropReason.values()),
            Map.entry("STUCK", Breakdown.values()),
            Map.entry("RELEASED", ReleaseReason.values()),
            Map.entry("SUPPRESSED", SuppressReason.values()),
            Map.entry("CONSENT", ConsentReason.values()),
            Map.entry("RECEIPT", ReceiptReason.values()),
            Map.entry("ANSWER", AnswerReason.values()),
            Map.entry("TASK", TaskReason.values()),
            Map.entry("MERGED", new Reason[] {MergeReason.MOVED_IN, MergeReason.MOVED_OUT}),
            Map.entry(
                    "NOT_MERGED",
                    new Reason[] {MergeReason.OF_ANOTHER, MergeReason.NOT_A_CUSTOMER, MergeReason.TOO_MANY_VISITORS}),
            Map.entry("SET_ASIDE", SetAsideReason.values()),
            Map.entry("REFUSED", Declined.values()));
    private static final Pattern ROW = Pattern.compile("\\| (?:`([A-Z_]+)`)? ?\\| (.+?) \\| (.+) \\|");
    private static final Pattern LABEL = Pattern.compile("`([a-z-]+)`");

    static List<String> outcomes() {
        return List.copyOf(BY_OUTCOME.keySet());
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void everyReasonHasAMeaning(String outcome) {
        List<String> told = ReasonMeaning.all().stream()
                .filter(meaning -> meaning.outcome().equals(outcome))
                .map(ReasonMeaning::reason)
                .toList();
        assertThat(told)
                .doesNotHaveDuplicates()
                .containsAll(Arrays.stream(BY_OUTCOME.get(outcome))
                        .map(Reason::label)
                        .toList());
    }

    @Test
    void thePageHasTheSameList() throws IOException {
        if (Boolean.getBoolean("vestnik.write")) {
            Files.writeString(Path.of("src/main/resources/reasons.json"), written(page()));
        }
        assertThat(page())
                .as("reasons.json is stale: VESTNIK_TEST_JAVA_OPTS=-Dvestnik.write=true dev/test journey-rules"
                        + " ReasonMeaningTest writes it anew")
                .isEqualTo(ReasonMeaning.all());
    }

    private static String written(List<ReasonMeaning> rows) {
        JsonMapper json = JsonMapper.builder().build();
        return rows.stream()
                .map(row -> {
                    ObjectNode line = json.createObjectNode().put("outcome", row.outcome());
                    if (row.reason() != null) {
                        line.put("reason", row.reason());
                    }
                    return "  " + line.put("means", row.means());
                })
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static List<ReasonMeaning> page() throws IOException {
        String page = Files.readString(Path.of("../docs/journeys.md"));
        List<ReasonMeaning> rows = new ArrayList<>();
        String outcome = "";
        for (String line : page.substring(page.indexOf("## Reasons")).lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                outcome = row.group(1) == null ? outcome : row.group(1);
                if (!outcome.isEmpty()) {
                    rows.add(meaning(outcome, row.group(2), row.group(3)));
                }
            }
        }
        return rows;
    }

    private static ReasonMeaning meaning(String outcome, String reason, String means) {
        Matcher label = LABEL.matcher(reason);
        return label.matches()
                ? new ReasonMeaning(outcome, label.group(1), means)
                : new ReasonMeaning(outcome, null, reason + ": " + means);
    }
}
