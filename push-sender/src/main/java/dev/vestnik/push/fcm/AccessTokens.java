package dev.vestnik.push.fcm;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/** Access tokens of Google's token endpoint for a service account; the library renews them before they end. */
final class AccessTokens {
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";

    private final GoogleCredentials credentials;
    private final String project;

    private AccessTokens(GoogleCredentials credentials, String project) {
        this.credentials = credentials;
        this.project = project;
    }

    /** @throws ConfigException when the file does not hold a service account with a project */
    static AccessTokens of(Path serviceAccount) {
        try (InputStream in = Files.newInputStream(serviceAccount)) {
            ServiceAccountCredentials account = ServiceAccountCredentials.fromStream(in);
            if (account.getProjectId() == null) {
                throw new IOException("no project_id");
            }
            // the runtime retries unsent messages; the library's own retries would hold one for a minute
            GoogleCredentials impatient =
                    account.createWithCustomRetryStrategy(false).createScoped(List.of(SCOPE));
            return new AccessTokens(impatient, account.getProjectId());
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
    String current() throws IOException {
        credentials.refreshIfExpired();
        AccessToken token = credentials.getAccessToken();
        if (token == null) {
            throw new IOException("No access token");
        }
        return token.getTokenValue();
    }

    /** The token to use after a refusal: a new one when the refused one is still the current one. */
    synchronized String insteadOf(String refused) throws IOException {
        if (refused.equals(current())) {
            credentials.refresh();
        }
        return current();
    }
}
