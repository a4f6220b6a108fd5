package dev.vestnik.engine.definitions;

import java.util.List;

/**
 * The log as of one revision: as written and as the rules need it.
 *
 * @param broken what is published and does not compile with this version; it is left out of {@code definitions}
 */
public record LogSnapshot(AllDefinitions all, Definitions definitions, List<Broken> broken) {
    static final LogSnapshot EMPTY = new LogSnapshot(AllDefinitions.EMPTY, Definitions.EMPTY, List.of());

    public LogSnapshot {
        broken = List.copyOf(broken);
    }

    /**
     * A document that this version cannot use.
     *
     * @param version of a journey; 0 for everything else
     */
    public record Broken(DefinitionKey key, int version, List<String> problems) {
        public Broken {
            problems = List.copyOf(problems);
        }
    }
}
