package dev.vestnik.engine.report;

import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.schemas.engine.Outcome;
import dev.vestnik.schemas.message.MessageHeader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Decisions as engines write them. */
final class Decisions {
    private Decisions() {}

    /** Of the first version, about a customer of the shop {@code main}. */
    static Decision.Builder of(String journey, Outcome outcome, Instant at) {
        return of("main", "anna", at)
                .setJourney(journey)
                .setVersion(1)
                .setInstance(UUID.randomUUID().toString())
                .setOutcome(outcome);
    }

    private static Decision.Builder of(String shop, String customer, Instant at) {
        return Decision.newBuilder()
                .setHeader(new MessageHeader(UUID.randomUUID().toString(), shop, customer, at, "journey-engine"))
                .setGates(List.of())
                .setInputs(Map.of())
                .setCause("order.placed")
                .setRevision(1)
                .setNominalAt(at);
    }
}
