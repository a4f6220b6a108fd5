package dev.vestnik.sender.report;

import java.util.concurrent.CompletableFuture;

/** Takes reports that know only a gateway's id of the message; a sender that has such gateways makes a bean of it. */
public interface ReportsById {

    /**
     * Writes a report for the correlation with its message; completes once Kafka has it.
     *
     * @param id as in the gateway's closing records
     */
    CompletableFuture<Void> write(String gateway, String id, DeliveryReport report);
}
