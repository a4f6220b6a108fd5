package dev.vestnik.standalone.status;

import dev.vestnik.standalone.installation.Ports;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** {@code ./vestnik status}: what is wrong and what helps, then what runs, lag, pending timers; the same as JSON for programs. */
public final class Status {
    private final PrintStream out;
    private final Inspection inspection;

    /** @param key the API key; null when none is known, and the engine then does not tell its timers */
    public Status(PrintStream out, Ports ports, @Nullable String key) {
        this.out = out;
        this.inspection = new Inspection(ports, new StatusQuestions(key));
    }

    /** Prints it for a person, in colours on a terminal; false when something is wrong. */
    public boolean run() {
        return run(Colours.of(System.console(), System.getenv()));
    }

    boolean run(Colours colours) {
        SystemReport report = inspection.report();
        new StatusPage(out, colours).print(report);
        return report.isWell();
    }

    /** Prints it for a program; false when something is wrong. */
    public boolean json() {
        SystemReport report = inspection.report();
        out.println(report.json());
        return report.isWell();
    }
}
