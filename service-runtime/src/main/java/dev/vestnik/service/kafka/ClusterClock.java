package dev.vestnik.service.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this machine's clock with the one of the cluster's controller, which tells it when it describes its quorum. Events bear the brokers'
 * time and waits end by this machine's, so both must be about the same.
 */
final class ClusterClock {
    private static final Logger log = LoggerFactory.getLogger(ClusterClock.class);
    private static final Duration MOST = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Admin admin;
    private final InstantSource clock;

    ClusterClock(Admin admin, InstantSource clock) {
        this.admin = admin;
        this.clock = clock;
    }

    /** Says what is wrong with this machine's clock; empty where nothing is, or where the cluster does not tell its time to this user. */
    Optional<String> complaint() throws InterruptedException {
        Instant asked = clock.instant();
        try {
            QuorumInfo quorum = admin.describeMetadataQuorum().quorumInfo().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return complaint(time(quorum), asked, clock.instant());
        } catch (ExecutionException | TimeoutException e) {
            log.info("clock=not-compared cause=\"{}\"", String.valueOf(e.getCause()));
            return Optional.empty();
        }
    }

    private static OptionalLong time(QuorumInfo quorum) {
        return quorum.voters().stream()
                .filter(voter -> voter.replicaId() == quorum.leaderId())
                .flatMapToLong(voter -> voter.lastCaughtUpTimestamp().stream())
                .findFirst();
    }

    private static Optional<String> complaint(OptionalLong told, Instant asked, Instant answered) {
        if (told.isEmpty()) {
            return Optional.empty();
        }
        Instant theirs = Instant.ofEpochMilli(told.getAsLong());
        if (asked.isAfter(theirs.plus(MOST))) {
            return Optional.of(words(Duration.between(theirs, asked), "ahead of"));
        }
        return answered.isBefore(theirs.minus(MOST))
                ? Optional.of(words(Duration.between(answered, theirs), "behind"))
                : Optional.empty();
    }

    private static String words(Duration off, String direction) {
        return "this machine's clock is %d s %s the brokers': waits end at the wrong time; set both by NTP, and restart the service"
                .formatted(off.toSeconds(), direction);
    }
}
