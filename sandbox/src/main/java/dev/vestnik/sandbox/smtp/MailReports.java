package dev.vestnik.sandbox.smtp;

import dev.vestnik.sandbox.followup.FollowUpHandler;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Pipes notifications and complaints about e-mails into the shop's door, as its mail server would, or puts them into its mailbox; gives up
 * after some time.
 */
final class MailReports implements FollowUpHandler, AutoCloseable {
    /** Follow-ups in the ledger: this, a space and the status of a notification. */
    static final String BOUNCE = "BOUNCE";

    static final String COMPLAINT = "COMPLAINT";
    private static final int MOST_ATTEMPTS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final @Nullable URI door;
    private final String key;

    private final ReturnMailbox mailbox;

    MailReports(SmtpSettings settings, ReturnMailbox mailbox) {
        door = settings.bounceDoor();
        key = settings.bounceKey();
        this.mailbox = mailbox;
    }

    @Override
    public void awaitReady() {}

    @Override
    public boolean deliver(Delivery delivery) throws InterruptedException {
        if (!(delivery.entry() instanceof Received mail)) {
            throw new IllegalStateException("no mail is at record " + delivery.seq());
        }
        String[] owed = mail.followUps().get(delivery.index()).status().split(" ", 2);
        byte[] report = owed[0].equals(COMPLAINT)
                ? ReturnedMail.complaint(mail, "abuse")
                : ReturnedMail.bounce(mail, "failed", owed[1]);
        boolean heard = door == null ? mailbox.take(report) : piped(door, report);
        return heard || delivery.attempt() >= MOST_ATTEMPTS;
    }

    private boolean piped(URI address, byte[] report) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "message/rfc822")
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofByteArray(report))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
