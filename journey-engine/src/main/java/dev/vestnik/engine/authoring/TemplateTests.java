package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.service.access.Caller;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The stored tests of the journeys that use a template: a text comes into force where they pass, as a journey does. */
final class TemplateTests {
    private static final Fault OF_OTHERS =
            new Fault("", "a test of a journey of other shops, which uses this template, does not pass with this text");

    private final TestRuns runs;

    TemplateTests(TestRuns runs) {
        this.runs = runs;
    }

    /**
     * Runs those of the journeys in force.
     *
     * @param outlook with all templates that are to come into force
     * @param replaced journeys that are to come into force with them, and whose tests run by themselves
     * @throws ProblemException 422 with everything that differs, naming the journeys that the caller may know of
     */
    void require(String template, Outlook outlook, Set<DefinitionKey> replaced, Caller caller)
            throws InterruptedException {
        Set<Fault> faults = new LinkedHashSet<>();
        for (Definition user : TemplateUse.atWorkNow(template, outlook.snapshot())) {
            if (user.key().kind() == Kind.JOURNEY && !replaced.contains(user.key())) { // campaigns have no tests
                boolean visible = DefinitionShops.isVisible(user, caller);
                for (Fault fault : runs.broken(user, outlook, caller)) {
                    faults.add(visible ? new Fault(user.key() + "#" + fault.path(), fault.problem()) : OF_OTHERS);
                }
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.faults(List.copyOf(faults));
        }
    }
}
