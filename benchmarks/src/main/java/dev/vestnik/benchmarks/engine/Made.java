package dev.vestnik.benchmarks.engine;

import dev.vestnik.benchmarks.harness.EngineProcess;

/**
 * Counts the engine's decisions since the last {@link #reset}: a figure counts only where they are what the mix must lead to.
 */
final class Made {
    private static final String DECISIONS = "vestnik_decisions_total";

    private final EngineProcess engine;
    private Counts before = new Counts(0, 0, 0, 0, 0);

    Made(EngineProcess engine) {
        this.engine = engine;
    }

    private record Counts(long entries, long exits, long sent, long receipts, long deadLetters) {
        Counts minus(Counts other) {
            return new Counts(
                    entries - other.entries,
                    exits - other.exits,
                    sent - other.sent,
                    receipts - other.receipts,
                    deadLetters - other.deadLetters);
        }

        @Override
        public String toString() {
            return "the engine made " + entries + " cart entries, " + exits + " exits, " + sent + " messages shipped, "
                    + receipts + " receipts";
        }
    }

    void reset() {
        before = now();
    }

    /**
     * Says what was decided.
     *
     * @throws IllegalStateException when it is not what the mix leads to
     */
    String check(Load.Tally tally) {
        Counts made = now().minus(before);
        Counts wanted = new Counts(tally.begun(), tally.ended(), tally.shipped(), tally.receipts(), 0);
        if (!made.equals(wanted)) {
            throw new IllegalStateException("the mix did not do what it says: wanted " + wanted + ", but " + made
                    + ", dead letters " + made.deadLetters());
        }
        return made.toString();
    }

    private Counts now() {
        return new Counts(
                decisions("abandoned-cart", "ENTERED"),
                decisions("abandoned-cart", "LEFT"),
                decisions("order-shipped", "SENT"),
                engine.metric(DECISIONS, "outcome=\"RECEIPT\""),
                engine.metric("vestnik_dead_letters_total"));
    }

    private long decisions(String journey, String outcome) {
        return engine.metric(DECISIONS, "journey=\"" + journey + "\"", "outcome=\"" + outcome + "\"");
    }
}
