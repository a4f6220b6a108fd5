package dev.vestnik.rules.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A message in the model, and how far it is known to have got: forward alone, and a failure counts until it has arrived after all. */
final class Sent {
    private static final List<String> STAGES = List.of("", "accepted", "delivered", "opened", "clicked");

    final ModelRun run;
    final String step;
    final String name;

    /** The run's coming to the step that it is of. */
    final int visit;

    final String channel;
    final String address;
    Instant at;

    /** When its channel's turn is over. */
    Instant until;

    int attempt = 1;
    boolean failed;
    private int stage;

    Sent(ModelRun run, String name, String channel, String address, Instant at) {
        this.run = run;
        this.name = name;
        this.visit = run.visits;
        this.step = run.step;
        this.channel = channel;
        this.address = address;
        this.at = at;
        this.until = at;
    }

    /** Whether the run is where it was when it sent it. */
    boolean isOfNow() {
        return visit == run.visits;
    }

    void again(Instant now) {
        attempt++;
        at = now;
        stage = 0;
        failed = false;
    }

    /** Whether a report is news. One that comes twice, or says less than is known, is none. */
    boolean hears(String status, int ofAttempt) {
        int said = STAGES.indexOf(status.toLowerCase(Locale.ROOT));
        boolean news = said > 0 ? failed || said > stage : ofAttempt == attempt && !failed && stage < 2;
        if (news) {
            failed = said <= 0;
            stage = Math.max(stage, said);
        }
        return news;
    }

    boolean isAsFarAs(String wanted) {
        return !failed && stage >= STAGES.indexOf(wanted);
    }

    /** Whether a gateway has taken it, as far as is known. */
    boolean isTaken() {
        return isAsFarAs("accepted");
    }

    /** Whether no gateway is known to have, or have had, it. */
    boolean isOpen() {
        return !failed && stage == 0;
    }
}
