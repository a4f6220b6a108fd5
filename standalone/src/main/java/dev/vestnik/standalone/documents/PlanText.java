package dev.vestnik.standalone.documents;

import java.io.PrintStream;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Prints plans, faults and what others have changed. */
final class PlanText {
    /** Longer values are cut: whoever wants them whole has the files. */
    private static final int LONGEST_VALUE = 60;

    private static final int MOST_DIFFERENCES = 20;

    private final PrintStream out;

    PlanText(PrintStream out) {
        this.out = out;
    }

    void plan(JsonNode plan) {
        plan.path("changes").forEach(this::change);
        plan.path("warnings").forEach(warning -> out.printf("warning: %s: %s%n", place(warning), problem(warning)));
    }

    private void change(JsonNode change) {
        out.printf("%s  %s%s%n", change.path("path").asString(), effect(change), whose(change));
        if (change.has("draftOf")) {
            out.printf(
                    "    a draft by %s, which is not in force, goes with it%n",
                    change.path("draftOf").asString());
        }
        if (change.has("inFlight")) {
            out.printf("    %d customers are in it%n", change.path("inFlight").asLong());
        }
        change.path("cannotMigrate")
                .forEach(one -> out.printf(
                        "    %d of them in %s of version %d: %s%n",
                        one.path("customers").asLong(),
                        one.path("step").asString(),
                        one.path("version").asInt(),
                        one.path("why").asString()));
        JsonNode differences = change.path("differences");
        for (int i = 0; i < Math.min(MOST_DIFFERENCES, differences.size()); i++) {
            difference(differences.path(i));
        }
        if (differences.size() > MOST_DIFFERENCES) {
            out.printf("    and %d more%n", differences.size() - MOST_DIFFERENCES);
        }
    }

    private static String effect(JsonNode change) {
        String version =
                change.has("version") ? ", version " + change.path("version").asInt() : "";
        return switch (change.path("effect").asString()) {
            case "create" -> "new" + version;
            case "change" -> "changed" + version;
            case "text" -> "comments or layout" + version;
            default -> change.path("effect").asString() + version;
        };
    }

    private static String whose(JsonNode change) {
        return change.has("author")
                ? String.format(
                        Locale.ROOT,
                        " (in force: by %s, %s)",
                        change.path("author").asString(),
                        change.path("at").asString())
                : "";
    }

    private void difference(JsonNode difference) {
        String path = difference.path("path").asString();
        if (!difference.has("from")) {
            out.printf("    + %s: %s%n", path, value(difference.path("to")));
        } else if (!difference.has("to")) {
            out.printf("    - %s: %s%n", path, value(difference.path("from")));
        } else {
            out.printf("    ~ %s: %s -> %s%n", path, value(difference.path("from")), value(difference.path("to")));
        }
    }

    private static String value(JsonNode node) {
        String text = node.toString();
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }

    /** The faults of documents, or what others have changed meanwhile. */
    void problem(BundleClient.Refused refused) {
        JsonNode problem = refused.problem();
        problem.path("errors").forEach(error -> out.printf("%s: %s%n", place(error), problem(error)));
        problem.path("changes")
                .forEach(change -> out.printf(
                        "%s was %s by %s, %s%n",
                        change.path("definition").asString(),
                        change.path("action").asString(),
                        change.path("author").asString(),
                        change.path("at").asString()));
        if (problem.path("errors").isEmpty()) {
            out.println(problem.path("detail").asString("the engine refuses it"));
        }
    }

    /** {@code FILE: PATH} of a fault's {@code FILE#PATH}. */
    private static String place(JsonNode fault) {
        String path = fault.path("path").asString("");
        return path.endsWith("#") ? path.substring(0, path.length() - 1) : path.replaceFirst("#", ": ");
    }

    private static String problem(JsonNode fault) {
        return fault.path("problem").asString("");
    }
}
