package dev.vestnik.system.poison;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the services say of themselves after the day: ready, every dead letter counted, nothing stuck but poison, each with its cause. */
record Bookkeeping(Site site) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> SERVICES = List.of("INGEST", "ENGINE", "SMS", "EMAIL", "PUSH", "PAGES");
    private static final Pattern COUNTED =
            Pattern.compile("(?m)^vestnik_dead_letters_total\\{[^}]*topic=\"([^\"]+)\"[^}]*} ([0-9.E+]+)$");

    List<String> complaints(SetAside setAside, Instant started) throws IOException, InterruptedException {
        List<String> complaints = new ArrayList<>();
        ready(complaints);
        counted(setAside.counts(started), complaints);
        stuck(complaints);
        return complaints;
    }

    private void ready(List<String> complaints) throws IOException, InterruptedException {
        for (String service : SERVICES) {
            HttpResponse<String> health = get(site.url(service) + "/actuator/health/readiness");
            if (health.statusCode() != 200) {
                complaints.add(service + " is not ready after the day: " + health.body());
            }
        }
    }

    private void counted(Map<String, Long> setAside, List<String> complaints) throws IOException, InterruptedException {
        Map<String, Long> counted = new HashMap<>();
        for (String service : SERVICES) {
            Matcher line = COUNTED.matcher(
                    get(site.url(service) + "/actuator/prometheus").body());
            while (line.find()) {
                counted.merge(line.group(1), (long) Double.parseDouble(line.group(2)), Long::sum);
            }
        }
        setAside.forEach((topic, letters) -> {
            long said = counted.getOrDefault(topic, 0L);
            if (said != letters) {
                complaints.add("vestnik_dead_letters_total of %s says %d, but there are %d dead letters"
                        .formatted(topic, said, letters));
            }
        });
    }

    private void stuck(List<String> complaints) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(site.url("ENGINE") + "/api/stuck");
        if (answer.statusCode() != 200) {
            complaints.add("GET /api/stuck answers " + answer.statusCode());
            return;
        }
        for (JsonNode item : JSON.readTree(answer.body()).path("items")) {
            if (!item.path("customer").asString("").contains(Poison.MARK)) {
                complaints.add("stuck without being poison: " + item);
            }
            if (item.path("cause").asString("").isBlank()) {
                complaints.add("stuck without a cause: " + item);
            }
        }
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return site.call("GET", url, "application/json", "");
    }
}
