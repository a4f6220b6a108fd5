package dev.vestnik.engine.definitions;

import dev.vestnik.rules.definition.AllDefinitions;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.Definitions;
import java.time.Instant;
import java.util.List;

/**
 * The log as of one revision: as written and as the rules need it.
 *
 * @param broken what is published and does not compile with this version, or not yet; it is left out of {@code definitions}
 */
public record LogSnapshot(AllDefinitions all, Definitions definitions, List<Broken> broken) {
    static final LogSnapshot EMPTY = new LogSnapshot(AllDefinitions.EMPTY, Definitions.EMPTY, List.of());

    private static final int MOST_PROBLEMS = 20;
    private static final int LONGEST_PROBLEM = 300;

    public LogSnapshot {
        broken = List.copyOf(broken);
    }

    /**
     * A document that this version cannot use.
     *
     * @param version of a journey; 0 for everything else
     * @param problems the first 20, of 300 characters each at most: the document may have written them
     * @param since when the document came into force, as its record says
     */
    public record Broken(DefinitionKey key, int version, List<String> problems, Instant since) {
        public Broken {
            problems = problems.stream()
                    .limit(MOST_PROBLEMS)
                    .map(LogSnapshot::shortened)
                    .toList();
        }

        String reason() {
            return problems.isEmpty() ? "it does not compile" : problems.getFirst();
        }
    }

    private static String shortened(String problem) {
        String line = problem.replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST_PROBLEM ? line.substring(0, LONGEST_PROBLEM) + "…" : line;
    }
}
