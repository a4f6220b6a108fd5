package dev.vestnik.rules.model;

import java.util.ArrayList;
import java.util.List;

/** The codes that the model's runs have been given and nobody has seen. */
final class ModelCodes {
    private final List<Code> all = new ArrayList<>();
    private final ModelSteps steps;

    ModelCodes(ModelSteps steps) {
        this.steps = steps;
    }

    private static final class Code {
        private final ModelRun run;
        private boolean unsent;

        Code(ModelRun run) {
            this.run = run;
        }
    }

    void given(ModelRun run) {
        all.add(new Code(run));
    }

    /** A message of the run was handed over, or a step tells others. */
    void shown(ModelRun run) {
        all.removeIf(code -> code.run == run);
    }

    /** A message of the run went to nobody. */
    void unsent(ModelRun run) {
        all.stream().filter(code -> code.run == run).forEach(code -> code.unsent = true);
    }

    /** What nobody has seen goes back, but for what a run leaves that comes to its end without a message. */
    void left(ModelRun run, boolean completed) {
        all.stream()
                .filter(code -> code.run == run && (code.unsent || !completed))
                .forEach(code -> steps.dropped("offer-returned", run, "offer=spring"));
        shown(run);
    }
}
