package dev.vestnik.rules.template;

/** Leaves a rendering that must not go out; never leaves this package. */
@SuppressWarnings("serial")
final class Unrenderable extends RuntimeException {
    private final String problem;

    /** @param problem names the variable or the limit, without the customer's data */
    Unrenderable(String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}
