package dev.vestnik.system.poison;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page {@code /api/status} of the engine; a node that is missing when it does not answer. */
record EngineStatus(JsonNode page) {
    private static final JsonMapper JSON = new JsonMapper();

    static EngineStatus of(Site site) {
        try {
            HttpResponse<String> answer = site.call("GET", site.url("ENGINE") + "/api/status", "application/json", "");
            return new EngineStatus(answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.missingNode());
        } catch (IOException e) {
            return new EngineStatus(JSON.missingNode());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new EngineStatus(JSON.missingNode());
        }
    }

    /** A record of the definitions' log that nobody can read has no dead letter: the log itself keeps it. */
    Optional<String> saysUnread(long offset) {
        for (JsonNode one : page.path("unread").path("newest")) {
            if (one.path("offset").asLong(-1) == offset) {
                return one.path("cause").asString("").isBlank()
                        ? Optional.of("unread without a cause: " + one)
                        : Optional.empty();
            }
        }
        return Optional.of("expected among what is unread in /api/status, but it is not");
    }

    Optional<String> saysBroken(String id) {
        return page.path("broken").toString().contains(id)
                ? Optional.empty()
                : Optional.of("expected among what is broken in /api/status, but it is not");
    }
}
