package dev.vestnik.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.system.installation.Http;
import dev.vestnik.system.installation.Standalone;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** Whatever is killed and whatever is sent again: every message arrives once, and what does not go out says why. */
class EveryMessageOnceTest {
    private static final Orders ORDERS = new Orders(400);

    @TempDir
    Path data;

    @Test
    void aKilledInstallationGoesOnWhereItWas() throws IOException, InterruptedException {
        Path file = ORDERS.write(data.resolve("orders.ndjson"));
        Standalone vestnik = new Standalone(data).up();
        Http http = new Http(vestnik.key());
        vestnik.publish("order-shipped");
        vestnik.publish("order-delivered");

        Process send = vestnik.start(data.resolve("send.log"), "send", file.toString(), "--data", data.toString());
        await().atMost(Duration.ofSeconds(60)).until(() -> outbox(http, vestnik).size() > 50);
        vestnik.kill();
        send.destroyForcibly().waitFor();
        assertThat(FileSystemUtils.deleteRecursively(data.resolve("sms")))
                .as("the SMS sender's volume is lost")
                .isTrue();

        try (Standalone again = vestnik.up()) {
            assertThat(again.run(data.resolve("send2.log"), "send", file.toString(), "--data", data.toString()))
                    .isZero();
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> distinct(outbox(http, again)) >= ORDERS.reachable());
            allOnce(http, again);

            assertThat(again.run(data.resolve("send3.log"), "send", file.toString(), "--data", data.toString()))
                    .isZero();
            marker(http, again);
            allOnce(http, again);
            tellsWhyNot(http, again);
        }
    }

    /** Every message once, but for those in doubt, which the timeline marks. */
    private void allOnce(Http http, Standalone vestnik) throws IOException, InterruptedException {
        Map<String, Integer> arrived = outbox(http, vestnik);
        assertThat(distinct(arrived)).isEqualTo(ORDERS.reachable());
        for (Map.Entry<String, Integer> message : arrived.entrySet()) {
            if (message.getValue() > 1) {
                String facts = http.get(vestnik.url("ENGINE") + "/api/messages/" + message.getKey())
                        .toString();
                assertThat(facts).as("a message that arrived twice").contains("possibleDuplicate");
            }
        }
    }

    /** Another event through every part: when it has arrived, all before it has been dealt with. */
    private static void marker(Http http, Standalone vestnik) throws IOException, InterruptedException {
        for (String event : List.of(
                "\"customer.updated\", \"data\": {\"phone\": \"+74950000001\"}",
                "\"order.shipped\", \"data\": {\"orderId\": \"m\", \"number\": \"m\", \"carrier\": \"Parcel\"}")) {
            for (int customer = 0; customer < 40; customer++) {
                http.call(
                        "POST",
                        vestnik.url("INGEST") + "/v1/events",
                        "application/cloudevents+json",
                        "{\"specversion\": \"1.0\", \"id\": \"m" + customer + event.hashCode()
                                + "\", \"source\": \"/shops/main\", \"time\": \"2018-03-01T10:00:00Z\", \"subject\": \"m-"
                                + customer + "\", \"type\": " + event + "}");
            }
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> markers(http, vestnik) == 40);
    }

    private static void tellsWhyNot(Http http, Standalone vestnik) throws IOException, InterruptedException {
        String timeline =
                http.get(vestnik.url("ENGINE") + "/api/customers/c-9/timeline").toString();
        assertThat(timeline).contains("no-phone");
    }

    private static long markers(Http http, Standalone vestnik) throws IOException, InterruptedException {
        return http.get(vestnik.url("SANDBOX") + "/outbox?to=%2B74950000001&limit=1000")
                .path("items")
                .size();
    }

    private static int distinct(Map<String, Integer> arrived) {
        return arrived.size();
    }

    /** How often each message has arrived, markers aside. */
    private static Map<String, Integer> outbox(Http http, Standalone vestnik) throws IOException, InterruptedException {
        Map<String, Integer> arrived = new HashMap<>();
        String since = "";
        while (true) {
            JsonNode page = http.get(vestnik.url("SANDBOX") + "/outbox?limit=1000" + since);
            for (JsonNode item : page.path("items")) {
                if (!item.path("to").asString().equals("+74950000001")) {
                    arrived.merge(item.path("messageId").asString(), 1, Integer::sum);
                }
            }
            if (page.path("next").isNull() || page.path("next").isMissingNode()) {
                return arrived;
            }
            since = "&since=" + page.path("next").asString();
        }
    }
}
