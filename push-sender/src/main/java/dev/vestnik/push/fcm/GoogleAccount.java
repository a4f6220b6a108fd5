package dev.vestnik.push.fcm;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import dev.vestnik.push.access.Token;
import dev.vestnik.push.access.TokenEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/**
 * A service account of Google with its token endpoint.
 *
 * @param project of which it sends the notices
 */
record GoogleAccount(GoogleCredentials credentials, String project) implements TokenEndpoint {
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final Duration USUAL_LIFE = Duration.ofHours(1);

    /** The library's own time, by which it says when a token ends. */
    static final InstantSource CLOCK = InstantSource.system();

    /** @throws ConfigException when the file does not hold a service account with a project */
    static GoogleAccount of(Path serviceAccount) {
        try (InputStream in = Files.newInputStream(serviceAccount)) {
            ServiceAccountCredentials account = ServiceAccountCredentials.fromStream(in);
            if (account.getProjectId() == null) {
                throw new IOException("no project_id");
            }
            // the runtime retries unsent messages; the library's own retries would take a minute
            GoogleCredentials impatient =
                    account.createWithCustomRetryStrategy(false).createScoped(List.of(SCOPE));
            return new GoogleAccount(impatient, account.getProjectId());
        } catch (IOException | IllegalArgumentException e) {
            ConfigException refused = new ConfigException(
                    "vestnik.push.fcm.service-account", serviceAccount, "is not a readable service account");
            refused.initCause(e);
            throw refused;
        }
    }

    @Override
    public Token ask() throws IOException {
        AccessToken token = credentials.refreshAccessToken();
        Duration life = token.getExpirationTime() == null
                ? USUAL_LIFE
                : Duration.between(CLOCK.instant(), token.getExpirationTime().toInstant());
        return Token.lasting(token.getTokenValue(), CLOCK.instant(), life);
    }
}
