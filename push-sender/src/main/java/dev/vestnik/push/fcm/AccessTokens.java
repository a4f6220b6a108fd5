package dev.vestnik.push.fcm;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of Google's token endpoint for a service account, renewed before they end. An endpoint that gives none is left alone for a
 * while: each waiting message would ask it otherwise.
 */
final class AccessTokens {
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    /** A token is renewed so long before its end, so that none ends on its way. */
    private static final Duration EARLY = Duration.ofMinutes(5);
    /** The time, from its failure on, for which the endpoint is left alone. */
    static final Duration REST = Duration.ofSeconds(5);

    private final GoogleCredentials credentials;
    private final String project;
    private final InstantSource clock;
    private final ReentrantLock renewing = new ReentrantLock();
    private Instant restUntil = Instant.MIN;

    private AccessTokens(GoogleCredentials credentials, String project, InstantSource clock) {
        this.credentials = credentials;
        this.project = project;
        this.clock = clock;
    }

    /** @throws ConfigException when the file does not hold a service account with a project */
    static AccessTokens of(Path serviceAccount) {
        return of(serviceAccount, InstantSource.system()); // the library's, by which tokens end
    }

    static AccessTokens of(Path serviceAccount, InstantSource clock) {
        try (InputStream in = Files.newInputStream(serviceAccount)) {
            ServiceAccountCredentials account = ServiceAccountCredentials.fromStream(in);
            if (account.getProjectId() == null) {
                throw new IOException("no project_id");
            }
            // the runtime retries unsent messages; the library's own retries would hold one for a minute
            GoogleCredentials impatient =
                    account.createWithCustomRetryStrategy(false).createScoped(List.of(SCOPE));
            return new AccessTokens(impatient, account.getProjectId(), clock);
        } catch (IOException | IllegalArgumentException e) {
            ConfigException refused = new ConfigException(
                    "vestnik.push.fcm.service-account", serviceAccount, "is not a readable service account");
            refused.initCause(e);
            throw refused;
        }
    }

    String project() {
        return project;
    }

    /** The current token; asks the endpoint, and blocks, when there is none or a new one is due. */
    String current() throws IOException, InterruptedException {
        String known = alive(EARLY);
        return known == null ? renewed("") : known;
    }

    /** The token to use after a refusal: a new one when the refused one is still the current one. */
    String insteadOf(String refused) throws IOException, InterruptedException {
        return renewed(refused);
    }

    /** One message renews the token. Those that have one meanwhile do not wait for it. */
    private String renewed(String refused) throws IOException, InterruptedException {
        String ending = other(alive(Duration.ZERO), refused);
        if (ending != null && !renewing.tryLock()) {
            return ending;
        } else if (ending == null) {
            renewing.lockInterruptibly();
        }
        try {
            return token(refused);
        } finally {
            renewing.unlock();
        }
    }

    private String token(String refused) throws IOException {
        String another = other(alive(EARLY), refused);
        if (another != null) {
            return another; // renewed by the message before
        }
        IOException failure =
                clock.instant().isBefore(restUntil) ? new IOException("no token a moment ago") : refresh();
        String known = other(alive(Duration.ZERO), refused);
        if (known == null) {
            throw failure == null ? new IOException("the refused token again") : failure;
        }
        return known;
    }

    private @Nullable IOException refresh() {
        try {
            credentials.refresh();
            return null;
        } catch (IOException e) {
            restUntil = clock.instant().plus(REST); // from the failure on: a silent endpoint takes longer than the rest
            return e;
        }
    }

    /** The known token if it lives for longer than that. */
    private @Nullable String alive(Duration more) {
        AccessToken token = credentials.getAccessToken();
        if (token == null) {
            return null;
        }
        Date end = token.getExpirationTime();
        boolean lives = end == null || clock.instant().plus(more).isBefore(end.toInstant());
        return lives ? token.getTokenValue() : null;
    }

    private static @Nullable String other(@Nullable String token, String refused) {
        return refused.equals(token) ? null : token;
    }
}
