package dev.vestnik.engine.report;

import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.engine.peers.Peers;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.report.LocalReports.Part;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Sums up the rows of all instances. Blocks. */
final class ReportSums {
    private final LocalReports local;
    private final Peers peers;
    private final int partitions;
    private final JsonMapper json;

    ReportSums(LocalReports local, Peers peers, int partitions, JsonMapper json) {
        this.local = local;
        this.peers = peers;
        this.partitions = partitions;
        this.json = json;
    }

    /**
     * The sums of all instances.
     *
     * @param groups as of {@link Part}
     * @param missing partitions that no instance could read: their customers are not in it
     * @param silent instances that did not answer
     */
    record Whole(
            Map<String, Map<String, Long>> groups,
            Map<String, Map<String, Long>> days,
            List<Integer> missing,
            Set<String> silent) {}

    /**
     * A report that is asked for.
     *
     * @param journey {@link LocalReports#SHOP}: a summary of the shop
     */
    record Question(String shop, String journey, Period period) {
        private boolean isSummary() {
            return journey.equals(LocalReports.SHOP);
        }

        private String path() {
            String about = isSummary() ? "summary" : "journeys/" + encoded(journey);
            return "/internal/reports/" + about + "?shop=" + encoded(shop) + "&from=" + period.from() + "&to="
                    + period.to();
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    Part here(Question question) {
        return question.isSummary()
                ? local.summary(question.shop(), question.period())
                : local.journey(question.shop(), question.journey(), question.period());
    }

    /** @throws ProblemException 503 while partitions move from one instance to another */
    Whole everywhere(Question question, String authorization) throws InterruptedException {
        List<Part> parts = new ArrayList<>(List.of(here(question)));
        Set<String> silent = new TreeSet<>();
        peers.ask(peers.others(), question.path(), authorization).forEach((host, answer) -> {
            answer.ifPresent(node -> parts.add(json.treeToValue(node, Part.class)));
            if (answer.isEmpty()) {
                silent.add(host);
            }
        });
        return whole(parts, silent);
    }

    private Whole whole(List<Part> parts, Set<String> silent) {
        Set<Integer> read = new TreeSet<>();
        Sums groups = new Sums();
        Sums days = new Sums();
        for (Part part : parts) {
            for (int partition : part.partitions()) {
                if (!read.add(partition)) {
                    throw PeerForwarding.moving(); // two have it: one of them does not any more
                }
            }
            groups.addAll(part.groups());
            days.addAll(part.days());
        }
        List<Integer> missing = IntStream.range(0, partitions)
                .filter(partition -> !read.contains(partition))
                .boxed()
                .toList();
        return new Whole(groups.of(), days.of(), missing, silent);
    }
}
