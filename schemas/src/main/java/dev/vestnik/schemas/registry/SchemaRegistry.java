package dev.vestnik.schemas.registry;

import dev.vestnik.schemas.http.BoundedBody.Body;
import dev.vestnik.schemas.http.BoundedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of the Confluent registry REST protocol that Confluent, Apicurio, Karapace and Redpanda have in common.
 * Thread-safe; every call blocks for one or a few HTTP round trips, each at most {@link #TIMEOUT} from its beginning to the last byte of
 * the answer. Redirects are not followed: the password goes nowhere but to the configured addresses.
 */
public final class SchemaRegistry implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int SCHEMA_NOT_FOUND = 40403;
    /** The largest answer, in bytes; the largest schema of the catalogue has 40 KB. */
    private static final int LARGEST_ANSWER = 2 << 20;

    private static final int LONGEST_CAUSE = 300;
    private static final int UNREADABLE = 422;
    private static final int NOT_FOUND = 404;
    /** Compatible with nothing; some registries say so too where nobody has said anything. */
    static final String NONE = "NONE";

    private final List<String> urls;
    private final @Nullable String authorization;
    private final BoundedHttp http;

    /**
     * @param urls base URLs, tried in this order, for example {@code http://127.0.0.1:8085/apis/ccompat/v7}
     * @param userInfo {@code user:password} for basic authentication
     */
    public SchemaRegistry(List<String> urls, @Nullable String userInfo) {
        this(urls, userInfo, null);
    }

    /** @param tls for https; null: as Java has it */
    public SchemaRegistry(List<String> urls, @Nullable String userInfo, @Nullable SSLContext tls) {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("schema.registry.url must name at least one URL");
        }
        this.urls = urls.stream()
                .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
                .toList();
        this.authorization = userInfo == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
        this.http = new BoundedHttp(TIMEOUT, LARGEST_ANSWER, tls);
    }

    /**
     * Registers a schema, which is idempotent.
     *
     * @return its id
     * @throws RegistryRefusedException when the registry says no, for example because the schema is not compatible
     * @throws RegistryUnavailableException when no registry answered
     */
    public int register(String subject, Schema schema) {
        return id(post("/subjects/" + subject + "/versions", schema));
    }

    /**
     * The id of a schema that is registered already.
     *
     * @throws RegistryRefusedException when it is not
     * @throws RegistryUnavailableException when no registry answered
     */
    public int lookUp(String subject, Schema schema) {
        return id(post("/subjects/" + subject, schema));
    }

    /**
     * The schema with this id. Only a registry's own "schema not found" is a no: any other refusal (a wrong password, a proxy's
     * page, a wrong path) says nothing about the schema, and taking it for a no would set good records aside.
     *
     * @throws RegistryRefusedException when there is none, or it is no Avro schema, or one that is too large or too deep to be read
     * @throws RegistryUnavailableException when no registry answered
     */
    public Schema byId(int id) {
        JsonNode answer;
        try {
            answer = call(request -> request.GET(), "/schemas/ids/" + id);
        } catch (RegistryRefusedException e) {
            if (e.error() == SCHEMA_NOT_FOUND || e.status() == UNREADABLE) {
                throw e;
            }
            throw new RegistryUnavailableException(String.valueOf(e.getMessage()));
        }
        try {
            return new Schema.Parser()
                    .setValidateDefaults(false)
                    .parse(answer.path("schema").asString(""));
        } catch (RuntimeException | StackOverflowError e) { // Avro's parser calls itself for each level
            throw new RegistryRefusedException(
                    UNREADABLE,
                    0,
                    "schema " + id + " is not an Avro schema: " + shortened(String.valueOf(e.getMessage())));
        }
    }

    /**
     * Whether anything is registered under this subject.
     *
     * @throws RegistryUnavailableException when no registry answered
     */
    boolean knows(String subject) {
        try {
            call(request -> request.GET(), "/subjects/" + subject + "/versions");
            return true;
        } catch (RegistryRefusedException e) {
            if (e.status() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /**
     * The compatibility that a subject's later schemas must have, in the registry's words; empty where the registry has nothing to say of it.
     *
     * @throws RegistryUnavailableException when no registry answered
     */
    Optional<String> compatibility(String subject) {
        try {
            JsonNode answer = call(request -> request.GET(), "/config/" + subject);
            return Optional.of(answer.path("compatibilityLevel").asString(NONE));
        } catch (RegistryRefusedException e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Sets it.
     *
     * @throws RegistryRefusedException when the registry does not allow that
     * @throws RegistryUnavailableException when no registry answered
     */
    void compatibility(String subject, String level) {
        String body = JSON.writeValueAsString(Map.of("compatibility", level));
        call(request -> request.PUT(HttpRequest.BodyPublishers.ofString(body)), "/config/" + subject);
    }

    private static int id(JsonNode answer) {
        if (!answer.path("id").isInt()) {
            throw new RegistryUnavailableException("an answer without an id: " + shortened(answer.toString()));
        }
        return answer.path("id").intValue();
    }

    private JsonNode post(String path, Schema schema) {
        String body = JSON.writeValueAsString(Map.of("schema", schema.toString()));
        return call(request -> request.POST(HttpRequest.BodyPublishers.ofString(body)), path);
    }

    private JsonNode call(UnaryOperator<HttpRequest.Builder> method, String path) {
        List<String> failures = new ArrayList<>();
        for (String url : urls) {
            try {
                HttpResponse<Body> response = http.send(request(method, url + path));
                if (response.statusCode() < 300) {
                    return JSON.readTree(whole(response.body(), path));
                }
                if (isRefusal(response.statusCode())) {
                    throw new RegistryRefusedException(
                            response.statusCode(), errorCode(response.body().text()), path + refusal(response));
                }
                failures.add(url + " answered " + response.statusCode());
            } catch (IOException e) {
                failures.add(url + ": " + shortened(RegistryRemedy.of(e)));
            } catch (JacksonException e) {
                failures.add(url + ": " + shortened(e.toString()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RegistryUnavailableException("interrupted");
            }
        }
        throw new RegistryUnavailableException(String.join("; ", failures));
    }

    private static String refusal(HttpResponse<Body> response) {
        String said = response.body().text();
        return (said.isBlank() ? "" : ": " + shortened(said)) + RegistryRemedy.of(response.statusCode());
    }

    /** An answer that is too long says no more when it is asked for again, so it must not make every reader of a topic wait. */
    private static String whole(Body body, String path) {
        if (!body.whole()) {
            throw new RegistryRefusedException(UNREADABLE, 0, path + ": an answer of more than 2 MiB");
        }
        return body.text();
    }

    private static boolean isRefusal(int status) {
        return status >= 400 && status < 500 && status != 408 && status != 429;
    }

    private static int errorCode(String body) {
        try {
            return JSON.readTree(body).path("error_code").asInt(0);
        } catch (JacksonException e) {
            return 0;
        }
    }

    private HttpRequest.Builder request(UnaryOperator<HttpRequest.Builder> method, String uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", CONTENT_TYPE)
                .header("Accept", CONTENT_TYPE + ", application/json");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return method.apply(request);
    }

    private static String shortened(String body) {
        return body.length() > LONGEST_CAUSE ? body.substring(0, LONGEST_CAUSE) + "…" : body;
    }

    /** Ends at once, also requests that are under way. */
    @Override
    public void close() {
        http.close();
    }
}
