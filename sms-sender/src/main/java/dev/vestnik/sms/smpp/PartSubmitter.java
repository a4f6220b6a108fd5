package dev.vestnik.sms.smpp;

import dev.vestnik.sender.Outcome;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** Submits single parts of texts over a gateway's links. */
final class PartSubmitter {
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 5_000;

    private final GatewaySettings settings;
    private final SmppLinks links;
    private final InstantSource clock;
    private final Crowd crowd = new Crowd();

    PartSubmitter(GatewaySettings settings, SmppLinks links, InstantSource clock) {
        this.settings = settings;
        this.links = links;
        this.clock = clock;
    }

    Outcome once(Submit submit, SmsPart part) {
        Outcome outcome = links.submit(session -> submit.part(session, part, clock.instant(), settings.grace()));
        return crowd.judged(submit.to().digits(), outcome);
    }

    /**
     * Tries a later part, with growing pauses, while the centre has no room or refuses it for now, or the links are lost: it cannot go back
     * to Kafka. Gives up after the time for which an answer would be waited for too.
     */
    Outcome patiently(Submit submit, SmsPart part) {
        long end = System.nanoTime() + settings.grace().toNanos();
        long pause = FIRST_PAUSE_MS;
        Outcome outcome = once(submit, part);
        while (isPutOff(outcome) && System.nanoTime() - end < 0) {
            try {
                Thread.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return outcome;
            }
            pause = Math.min(LONGEST_PAUSE_MS, 2 * pause);
            outcome = once(submit, part);
        }
        return outcome;
    }

    private static boolean isPutOff(Outcome outcome) {
        return !PartOutcomes.isTaken(outcome) && !PartOutcomes.isForGood(outcome);
    }
}
