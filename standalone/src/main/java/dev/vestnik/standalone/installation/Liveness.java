package dev.vestnik.standalone.installation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.function.Supplier;

/** Asks a service whether it is alive, as an orchestrator would. */
final class Liveness implements Supplier<Liveness.Sign> {
    /** The meaning of an answer. */
    enum Sign {
        ALIVE,
        /** The service says that it is dead, or nothing listens any more. */
        DEAD,
        /** No answer came in time, which says little on a busy machine. */
        SILENT
    }

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final URI page;

    /** @param url the address of the service */
    Liveness(String url) {
        this.page = URI.create(url + "/actuator/health/liveness");
    }

    @Override
    public Sign get() {
        HttpRequest request =
                HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(10)).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200
                    ? Sign.ALIVE
                    : Sign.DEAD;
        } catch (HttpTimeoutException e) {
            return Sign.SILENT;
        } catch (IOException e) {
            return Sign.DEAD;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Sign.SILENT; // the supervisor is being stopped
        }
    }
}
