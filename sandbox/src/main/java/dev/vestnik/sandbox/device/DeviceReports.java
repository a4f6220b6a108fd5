package dev.vestnik.sandbox.device;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.followup.FollowUpHandler;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Reports as devices do: tells a message's report URL that the message was shown or opened, and gives up after some time. */
final class DeviceReports implements FollowUpHandler, AutoCloseable {
    static final String REPORT = "report";
    private static final int MOST_ATTEMPTS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Behaviours behaviours;

    DeviceReports(Behaviours behaviours) {
        this.behaviours = behaviours;
    }

    @Override
    public void awaitReady() {}

    @Override
    public boolean deliver(Delivery delivery) throws IOException, InterruptedException {
        if (!(delivery.entry() instanceof Received message) || !message.facts().containsKey(REPORT)) {
            throw new IllegalStateException("no device reports on record " + delivery.seq());
        }
        String status = message.followUps().get(delivery.index()).status();
        boolean heard = report(message, status);
        if (heard
                && behaviours.chance(
                        behaviours.of(message.provider()).receipts().duplicateReceipts())) {
            report(message, status);
        }
        return heard || delivery.attempt() >= MOST_ATTEMPTS;
    }

    private boolean report(Received message, String status) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(message.facts().get(REPORT)))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"status\":\"" + status + "\"}"))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
