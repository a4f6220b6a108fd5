package dev.vestnik.rules.decide;

import dev.vestnik.rules.journey.StepKind;
import dev.vestnik.rules.journey.StepKinds;
import java.util.List;

/** The kinds of steps that there are: a new kind is a class that fulfils {@link StepRules}, and one line here. */
public final class StepRegistry {
    static final List<StepKind<? extends StepRules>> ALL = List.of(
            Message.KIND, // sends
            AskStep.KIND, // asks the customer
            Delay.KIND, // waits for a time
            WaitUntil.KIND, // waits for an event
            Batch.KIND, // gathers
            Branch.KIND, // chooses
            Experiment.KIND, // draws
            Update.KIND, // remembers
            ConsentStep.KIND, // records a yes or no
            Emit.KIND, // tells other journeys
            JourneyStep.KIND, // starts another one
            LookupStep.KIND, // asks a source outside
            OfferStep.KIND, // gives a code
            TaskStep.KIND, // gives people something to do
            End.KIND); // ends

    /** The kinds of steps in the order in which authors of documents are told of them. */
    public static final StepKinds KINDS = kinds(ALL);

    private StepRegistry() {}

    /** Takes only kinds whose steps have rules. */
    static StepKinds kinds(List<StepKind<? extends StepRules>> kinds) {
        return new StepKinds(kinds);
    }
}
