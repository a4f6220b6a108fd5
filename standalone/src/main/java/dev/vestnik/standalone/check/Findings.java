package dev.vestnik.standalone.check;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Warning;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Tells what is found in files, and counts it. */
final class Findings {
    private final PrintStream out;
    private int faults;
    private int failures;
    private int tests;

    Findings(PrintStream out) {
        this.out = out;
    }

    /** The document where it is sound; tells its faults and warnings. */
    <T> Optional<T> of(DocumentFile file, Checked<T> checked) {
        return switch (checked) {
            case Checked.Sound<T>(T value, List<Warning> warnings) -> {
                warn(file, warnings);
                yield Optional.of(value);
            }
            case Checked.Faulty<T>(List<Fault> found) -> {
                found.forEach(fault -> fault(file, fault));
                yield Optional.empty();
            }
        };
    }

    private void warn(DocumentFile file, List<Warning> warnings) {
        warnings.forEach(warning -> out.printf(
                "%s: warning: %s: %s; %s%n", file.path(), warning.path(), warning.problem(), warning.remedy()));
    }

    void fault(DocumentFile file, Fault fault) {
        faults++;
        out.printf("%s: %s%n", file.path(), fault);
    }

    /** @param differences from what the test expects */
    void tested(DocumentFile file, String name, List<String> differences) {
        tests++;
        if (!differences.isEmpty()) {
            failures++;
            out.printf("%s: the test \"%s\" fails%n", file.path(), name);
            differences.forEach(difference -> out.printf("    %s%n", difference));
        }
    }

    /** Tells the sum of it; true where nothing is wrong. */
    boolean sum(int journeys, int templates) {
        boolean sound = faults + failures == 0;
        String result = sound ? "all is well" : count(faults, "fault") + ", " + count(failures, "failing test");
        out.printf(
                "%s, %s, %s: %s%n",
                count(journeys, "journey"), count(templates, "template"), count(tests, "test"), result);
        return sound;
    }

    private static String count(int number, String of) {
        return number + " " + of + (number == 1 ? "" : "s");
    }
}
