package dev.vestnik.benchmarks.core;

import dev.vestnik.benchmarks.harness.Figure;
import dev.vestnik.benchmarks.harness.Report;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The rules in JMH: operations a second of one thread, beside a round trip of one event through plain Avro. */
public final class CoreBenchmark {
    private static final String CONTROL = "avroRoundTrip";
    /** Plain Avro makes only classes of these packages. */
    private static final String TRUSTED = "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.vestnik.schemas.shop,java.lang";

    private static final Map<String, String> NAMES = names();

    private final Report report;
    private final Path directory;

    public CoreBenchmark(Report report, Path directory) {
        this.report = report;
        this.directory = directory;
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("pageWithoutAJourney", "core: page view without a journey");
        names.put("cartReset", "core: running cart reset");
        names.put("cartBegun", "core: cart begun");
        names.put("orderEndsACart", "core: order that ends a cart");
        names.put("smsSent", "core: SMS sent");
        names.put("wakeUp", "core: wake-up");
        names.put("amongJourneys 10", "core: running cart reset, 10 other journeys");
        names.put("amongJourneys 100", "core: running cart reset, 100 other journeys");
        names.put("amongJourneys 1000", "core: running cart reset, 1,000 other journeys");
        names.put("stateRead", "core: state read from bytes");
        names.put("stateWritten", "core: state written to bytes");
        return names;
    }

    /** Runs it: two minutes. */
    public void run() throws RunnerException {
        report.say("JMH, 1 fork, 3 iterations of 1 s after as many to warm up");
        Map<String, Double> scores = scores(new Runner(new OptionsBuilder()
                        .include(Rules.class.getName() + "\\.")
                        .include(AmongJourneys.class.getName())
                        .jvmArgsAppend("-Xmx1g", TRUSTED)
                        .shouldFailOnError(true)
                        .output(directory.resolve("jmh.log").toString())
                        .build())
                .run());
        double control = Objects.requireNonNull(scores.get(CONTROL));
        List<Figure> figures = NAMES.entrySet().stream()
                .map(name -> Figure.against(
                        name.getValue(), Objects.requireNonNull(scores.get(name.getKey())), "op/s", control))
                .toList();
        report.print("core", figures);
    }

    private static Map<String, Double> scores(Collection<RunResult> results) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            String others = result.getParams().getParam("others");
            scores.put(
                    name.substring(name.lastIndexOf('.') + 1) + (others == null ? "" : " " + others),
                    result.getPrimaryResult().getScore());
        }
        return scores;
    }
}
