package dev.vestnik.benchmarks.harness;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints figures: a table for people, or a JSON object a line. */
public final class Report {
    private final PrintStream out;
    private final boolean json;

    public Report(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** Prints the progress of a run; on standard error where programs read the figures. */
    public void say(String text) {
        (json ? System.err : out).println("  " + text);
    }

    /** One table of one benchmark. */
    public void print(String title, List<Figure> figures) {
        if (json) {
            figures.forEach(figure -> out.println(json(figure)));
            return;
        }
        out.println();
        out.printf("%-64s %14s %14s %8s  %s%n", title, "figure", "control", "ratio", "unit");
        for (Figure figure : figures) {
            out.printf(
                    "%-64s %14s %14s %8s  %s%n",
                    figure.name(), text(figure.value()), text(figure.control()), text(figure.ratio()), figure.unit());
        }
    }

    private static String text(@Nullable Double number) {
        if (number == null) {
            return "-";
        }
        return String.format(Locale.ROOT, number >= 1000 ? "%,.0f" : "%.3g", number);
    }

    private static String json(Figure figure) {
        return String.format(
                Locale.ROOT,
                "{\"name\": \"%s\", \"value\": %s, \"unit\": \"%s\", \"control\": %s, \"ratio\": %s}",
                figure.name(),
                figure.value(),
                figure.unit(),
                figure.control(),
                figure.ratio());
    }
}
