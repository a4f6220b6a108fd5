package dev.vestnik.standalone.documents;

import java.io.PrintStream;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Brings documents into force: shows the plan, asks, does all of it or nothing. */
final class Publication {
    private final PrintStream out;
    private final PlanText text;
    private final BundleClient client;

    Publication(PrintStream out, BundleClient client) {
        this.out = out;
        this.text = new PlanText(out);
        this.client = client;
    }

    /** Shows the plan; null where there is nothing to do. */
    BundleClient.@Nullable Answer planned(Map<String, String> documents, String inFlight) throws InterruptedException {
        BundleClient.Answer answer = documents.isEmpty() ? null : client.plan(documents, inFlight);
        return switch (answer) {
            case null -> nothing();
            case BundleClient.Refused refused -> {
                text.problem(refused);
                yield refused;
            }
            case BundleClient.Accepted accepted -> {
                text.plan(accepted.plan());
                yield accepted.plan().path("changes").isEmpty() ? nothing() : accepted;
            }
        };
    }

    private BundleClient.@Nullable Answer nothing() {
        out.println("nothing to do");
        return null;
    }

    /** @param consent asked once the plan was shown */
    int carriedOut(Map<String, String> documents, String inFlight, BooleanSupplier consent)
            throws InterruptedException {
        return switch (planned(documents, inFlight)) {
            case null -> Documents.DONE;
            case BundleClient.Refused refused -> Documents.FAULTS;
            case BundleClient.Accepted accepted ->
                consent.getAsBoolean() ? applied(client.apply(documents, inFlight, accepted.etag())) : notApplied();
        };
    }

    private int notApplied() {
        out.println("nothing was changed");
        return Documents.FAULTS;
    }

    private int applied(BundleClient.Answer answer) {
        return switch (answer) {
            case BundleClient.Refused refused -> {
                text.problem(refused);
                out.println("nothing was changed; run it again to see the new plan");
                yield Documents.FAULTS;
            }
            case BundleClient.Accepted(var etag, JsonNode done) -> {
                out.printf("done: %d changed%n", done.path("changes").size());
                done.path("behind").forEach(host -> out.printf("%s does not work with it yet%n", host.asString()));
                yield Documents.DONE;
            }
        };
    }
}
