package dev.vestnik.system.poison;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;

/**
 * A document through the engine's API. It is refused with a problem that says why, or it is taken and harms nobody; never a fault of
 * the engine's own, and never a wait without an end.
 *
 * @param path with the id in it
 * @param thenPublish whether it is a journey that is to be published once it was taken
 */
record HostileDocument(String what, String path, String type, String body, boolean mustRefuse, boolean thenPublish)
        implements Poison {
    /** Said by the web server before any of our code has the request: by the status alone. */
    private static final Set<Integer> BY_THE_SERVER = Set.of(413, 414, 431);

    private static final Set<Integer> REFUSALS = Set.of(400, 404, 409, 413, 414, 415, 422, 431);

    @Override
    public String name() {
        return "PUT " + path.substring(0, Math.min(60, path.length())) + " (" + what + ")";
    }

    @Override
    public Claim inflict(Site site) throws InterruptedException {
        try {
            HttpResponse<String> answer = site.call("PUT", site.url("ENGINE") + path, type, body);
            if (answer.statusCode() < 300 && thenPublish) {
                answer = site.call("POST", site.url("ENGINE") + path + "/publish", "application/json", "{}");
            }
            return Claim.answered(this, complaint(answer));
        } catch (IOException e) {
            return Claim.answered(this, Optional.of("no answer within " + Site.PATIENCE + ": " + e));
        }
    }

    private Optional<String> complaint(HttpResponse<String> answer) {
        boolean taken = answer.statusCode() < 300;
        if (taken ? mustRefuse : !REFUSALS.contains(answer.statusCode())) {
            return Optional.of("answered " + shortened(answer));
        }
        return taken || explains(answer)
                ? Optional.empty()
                : Optional.of("refused without a cause: " + shortened(answer));
    }

    private static boolean explains(HttpResponse<String> answer) {
        boolean problem = answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json");
        return BY_THE_SERVER.contains(answer.statusCode())
                || problem
                        && (answer.body().contains("\"detail\"")
                                || answer.body().contains("\"errors\""));
    }

    private static String shortened(HttpResponse<String> answer) {
        String body = answer.body();
        return answer.statusCode() + " " + body.substring(0, Math.min(200, body.length()));
    }
}
