package dev.vestnik.benchmarks;

import dev.vestnik.benchmarks.campaign.CampaignBenchmark;
import dev.vestnik.benchmarks.core.CoreBenchmark;
import dev.vestnik.benchmarks.engine.EngineBenchmark;
import dev.vestnik.benchmarks.fanout.FanoutBenchmark;
import dev.vestnik.benchmarks.harness.Report;
import dev.vestnik.benchmarks.harness.Scale;
import dev.vestnik.benchmarks.harness.Workplace;
import dev.vestnik.benchmarks.held.HeldBenchmark;
import dev.vestnik.benchmarks.links.LinksBenchmark;
import dev.vestnik.benchmarks.recommend.RecommendationsBenchmark;
import dev.vestnik.benchmarks.senders.SendersBenchmark;
import dev.vestnik.benchmarks.simulation.SimulationBenchmark;
import dev.vestnik.benchmarks.starts.StartsBenchmark;
import dev.vestnik.benchmarks.timers.RestartBenchmark;
import dev.vestnik.benchmarks.timers.TimersBenchmark;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./vestnik bench [NAME ...] [--json] [--scale 0.1] [--beside DIR] [--only TEXT]}: the benchmarks, each beside its control; without a name
 * all there are. DIR is a packaged checkout of another version, the control of {@code starts}; TEXT is in the names of the parts of {@code senders} and the services of
 * {@code starts} that run.
 */
public final class Benchmarks {
    private static final Map<String, Runner> ALL = all();

    private final Report report;
    private final Options options;

    private Benchmarks(Report report, Options options) {
        this.report = report;
        this.options = options;
    }

    /** The options of every benchmark. */
    private record Options(Scale scale, @Nullable Path beside, String only) {}

    /** Runs one benchmark in a directory of its own. */
    private interface Runner {
        void run(Report report, Workplace workplace, Options options) throws Exception;
    }

    private static Map<String, Runner> all() {
        Map<String, Runner> all = new LinkedHashMap<>();
        all.put("core", (report, workplace, _) -> new CoreBenchmark(report, workplace.directory()).run());
        all.put(
                "engine",
                (report, workplace, options) ->
                        new EngineBenchmark(report, workplace.directory(), options.scale()).run());
        all.put(
                "timers",
                (report, workplace, options) ->
                        new TimersBenchmark(report, workplace.directory(), options.scale()).run());
        all.put(
                "restart",
                (report, workplace, options) ->
                        new RestartBenchmark(report, workplace.directory(), options.scale()).run());
        all.put(
                "held",
                (report, workplace, options) ->
                        new HeldBenchmark(report, workplace.directory(), options.scale()).run());
        all.put(
                "campaign",
                (report, workplace, options) ->
                        new CampaignBenchmark(report, workplace.directory(), options.scale()).run());
        all.put(
                "fanout",
                (report, workplace, options) ->
                        new FanoutBenchmark(report, workplace.directory(), options.scale()).run());
        all.put(
                "senders",
                (report, workplace, options) ->
                        new SendersBenchmark(report, workplace.directory(), options.scale()).run(options.only()));
        all.put(
                "simulation",
                (report, workplace, options) ->
                        new SimulationBenchmark(report, workplace.directory(), options.scale()).run());
        all.put("recommendations", (report, _, options) -> new RecommendationsBenchmark(report, options.scale()).run());
        all.put(
                "links",
                (report, workplace, options) ->
                        new LinksBenchmark(report, workplace.directory(), options.scale()).run());
        all.put(
                "starts",
                (report, workplace, options) -> new StartsBenchmark(report, workplace.directory(), options.scale())
                        .run(options.beside(), options.only()));
        return all;
    }

    /** Exit status 2: an argument is wrong; 1: a benchmark failed. */
    public static void main(String[] arguments) {
        // Output of other code must not get between the figures.
        PrintStream out = System.out;
        System.setOut(System.err);
        System.exit(run(List.of(arguments), out));
    }

    private static int run(List<String> arguments, PrintStream out) {
        List<String> names = new ArrayList<>();
        boolean json = false;
        Scale scale = Scale.FULL;
        Path beside = null;
        String only = "";
        try {
            for (int i = 0; i < arguments.size(); i++) {
                switch (arguments.get(i)) {
                    case "--json" -> json = true;
                    case "--scale" -> scale = Scale.parse(value(arguments, ++i));
                    case "--beside" -> beside = Path.of(value(arguments, ++i));
                    case "--only" -> only = value(arguments, ++i);
                    default -> names.add(known(arguments.get(i)));
                }
            }
        } catch (IllegalArgumentException e) {
            System.err.println("vestnik bench: " + e.getMessage());
            return 2;
        }
        Benchmarks benchmarks = new Benchmarks(new Report(out, json), new Options(scale, beside, only));
        return benchmarks.runAll(names.isEmpty() ? List.copyOf(ALL.keySet()) : names);
    }

    private static String value(List<String> arguments, int index) {
        if (index == arguments.size()) {
            throw new IllegalArgumentException(arguments.getLast() + " needs a value");
        }
        return arguments.get(index);
    }

    private static String known(String name) {
        if (!ALL.containsKey(name)) {
            throw new IllegalArgumentException(
                    "no benchmark is called \"" + name + "\"; there are " + String.join(", ", ALL.keySet()));
        }
        return name;
    }

    private int runAll(List<String> names) {
        int status = 0;
        for (String name : names) {
            Runner runner = ALL.get(name);
            try (Workplace workplace = Workplace.make(name)) {
                Scale scale = options.scale();
                report.say(
                        name + (scale.isFull() ? "" : ", at a scale of " + scale.factor() + ": a trial, no figures"));
                if (runner != null) {
                    runner.run(report, workplace, options);
                }
            } catch (Exception e) {
                System.err.println("vestnik bench " + name + " failed: " + e.getMessage());
                e.printStackTrace();
                status = 1;
            }
        }
        return status;
    }
}
