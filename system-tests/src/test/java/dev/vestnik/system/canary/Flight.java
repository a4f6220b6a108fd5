package dev.vestnik.system.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/** Carries the marks through everything that handles personal data: each way goes well once and fails once. */
final class Flight {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> CHANNELS = List.of("sms", "email", "push");

    private final Door door;
    private final Records records;

    Flight(Door door, Records records) {
        this.door = door;
        this.records = records;
    }

    /** Returns when what can arrive has arrived, and what cannot has been given up or set aside. */
    void fly() throws IOException, InterruptedException {
        new Documents(door).publish();
        people();
        events();
        brokenEvents();
        providers();
        records.write();
        new Calls(door).make();
        arrive();
    }

    private void people() throws IOException, InterruptedException {
        String subscription = door.must("POST", "SANDBOX", "/webpush/subscriptions", "{}");
        send(
                known("phone", "\"phone\": \"" + Mark.PHONE.value() + "\""),
                known("refused-phone", "\"phone\": \"" + Mark.REFUSED_PHONE.value() + "\""),
                known("silent-phone", "\"phone\": \"" + Mark.SILENT_PHONE.value() + "\""),
                known("http-phone", "\"phone\": \"" + Mark.HTTP_PHONE.value() + "\""),
                known("email", "\"email\": \"" + Mark.EMAIL.value() + "\""),
                known("refused-email", "\"email\": \"" + Mark.REFUSED_EMAIL.value() + "\""),
                known("device", "\"attributes\": {\"pet\": \"" + Mark.FIELD.value() + "\"}"),
                device("device", "android", "\"token\": \"" + Mark.ANDROID_TOKEN.value() + "\""),
                device("device", "ios", "\"token\": \"" + Mark.IOS_TOKEN.value() + "\""),
                device("device", "web", "\"subscription\": " + subscription),
                device("dead-device", "android", "\"token\": \"" + Mark.DEAD_TOKEN.value() + "\""));
    }

    private void events() throws IOException, InterruptedException {
        refuse();
        for (String customer : List.of(
                "phone", "refused-phone", "http-phone", "email", "refused-email", "device", "dead-device", "nobody")) {
            send(tell(customer, "x.canary.tell"));
        }
        for (String broken : Documents.BROKEN) {
            send(tell("phone", "x.canary." + broken));
        }
        send(
                loginCode("phone"),
                loginCode("refused-phone"),
                loginCode("http-phone"),
                loginCode("email"),
                loginCode("nobody"),
                event(
                        "phone",
                        "order.out_for_delivery",
                        "\"orderId\": \"o1\", \"number\": \"1\", \"courier\": {\"name\": \""
                                + Mark.CYRILLIC_NAME.value() + "\", \"phone\": \"" + Mark.PHONE.value()
                                + "\"}, \"window\": {\"from\": \"2099-01-01T10:00:00Z\", \"to\": \"2099-01-01T12:00:00Z\"}, \"address\": \""
                                + Mark.ADDRESS.value() + "\", \"unheardOf\": \"" + Mark.FIELD.value() + "\""));
    }

    /** The shop's own code: to a phone, to one that is refused, by HTTP, to a channel without a text, to nobody. */
    private static String loginCode(String customer) {
        return event(
                customer,
                "account.verification_requested",
                "\"code\": \"" + Mark.LOGIN_CODE.value()
                        + "\", \"purpose\": \"login\", \"expiresAt\": \"2099-01-01T00:00:00Z\"");
    }

    /** Refused at the door, one after the other: a phone that is none, an address that is none, no JSON, an id that is none. */
    private void brokenEvents() throws IOException, InterruptedException {
        for (String body : List.of(
                known("broken", "\"phone\": \"" + Mark.PHONE.value() + Mark.TEXT.value() + "\""),
                known("broken", "\"email\": \"" + Mark.EMAIL.value() + " " + Mark.EMAIL.value() + "\""),
                known("broken", "\"birthday\": \"" + Mark.TEXT.value() + "\""),
                known("broken", "\"timezone\": \"" + Mark.TEXT.value() + "\""),
                known("broken", "\"locale\": \"" + Mark.TEXT.value() + "\""),
                known("broken", "\"attributes\": [\"" + Mark.FIELD.value() + "\"]"),
                known("broken", "\"attributes\": {\"pet\": {\"a\": \"" + Mark.FIELD.value() + "\"}}"),
                device("broken", Mark.TEXT.value(), "\"token\": \"" + Mark.ANDROID_TOKEN.value() + "\""),
                event(
                        "broken",
                        "consent.changed",
                        "\"channel\": \"" + Mark.PHONE.value() + "\", \"granted\": \"" + Mark.TEXT.value() + "\""),
                event("broken", "x.canary.tell", "\"note\": " + Mark.TEXT.value()),
                event("broken", Mark.EMAIL.value(), "\"note\": \"" + Mark.TEXT.value() + "\""),
                event("broken", "account.verification_requested", "\"code\": [\"" + Mark.LOGIN_CODE.value() + "\"]"),
                "{\"" + Mark.NAME.value() + "\": \"" + Mark.EMAIL.value() + "\"",
                Mark.EMAIL.value() + "\n",
                event("broken", "x.canary.tell", "").replace("/shops/main", "/shops/" + Mark.PHONE.value()),
                event("broken", "x.canary.tell", "")
                        .replace("\"subject\": \"canary-broken\"", "\"subject\": [\"" + Mark.PHONE.value() + "\"]"),
                event("broken", "x.canary.tell", "").replace("\"time\": \"", "\"time\": \"" + Mark.PHONE.value()),
                event("broken", "x.canary.tell", "").replace("\"1.0\"", "\"" + Mark.PHONE.value() + "\""))) {
            for (String path : List.of(
                    "/v1/events", "/v1/events?" + Calls.encoded(Mark.EMAIL) + "=" + Calls.encoded(Mark.PHONE))) {
                door.call("POST", "INGEST", path, body + "\n");
            }
        }
    }

    /** The providers' own words repeat the address, as many do. */
    private void refuse() throws IOException, InterruptedException {
        behave("smpp", "\"recipients\": {\"" + Mark.REFUSED_PHONE.value() + "\": \"0x0B\"}");
        behave("twilio", "\"openRate\": 0, \"recipients\": {}");
        behave(
                "smtp",
                "\"recipients\": {\"" + Mark.REFUSED_EMAIL.value() + "\": \"550 5.1.1 <" + Mark.REFUSED_EMAIL.value()
                        + "> " + Mark.NAME.value() + " does not live here\"}");
        behave("fcm", "\"recipients\": {\"" + Mark.DEAD_TOKEN.value() + "\": \"UNREGISTERED\"}");
    }

    /** Then they break the wire, answer nothing, refuse all, and get well again; all channels at once. */
    private void providers() throws IOException, InterruptedException {
        arrivedFirst();
        for (String bad :
                List.of("\"failConnections\": 1", "\"loseAnswers\": 1", "\"temporaryRate\": 1", "\"rejectRate\": 1")) {
            Map<String, String> before = answers();
            for (String channel : CHANNELS) {
                behave(channel, bad);
                for (String customer : List.of("phone", "http-phone", "email", "device")) {
                    send(tell(customer, "x.canary." + channel));
                }
            }
            felt(before);
        }
        Map<String, String> before = answers();
        for (String channel : CHANNELS) {
            behave(channel, "\"silentRate\": 1");
        }
        send(tell("silent-phone", "x.canary.sms"), tell("email", "x.canary.email"), tell("device", "x.canary.push"));
        felt(before);
        door.must("DELETE", "SANDBOX", "/behaviour", "");
    }

    /** Waits until a gateway of each channel has answered, or failed to, again; an open circuit may keep it from that. */
    private void felt(Map<String, String> before) {
        try {
            await().atMost(Duration.ofSeconds(3))
                    .until(() -> Collections.disjoint(answers().entrySet(), before.entrySet()));
        } catch (ConditionTimeoutException e) {
            // what waits for the gateway is given to it later
        }
    }

    private Map<String, String> answers() throws IOException, InterruptedException {
        Map<String, String> answers = new HashMap<>();
        for (String channel : CHANNELS) {
            answers.put(
                    channel,
                    door.page(channel.toUpperCase(Locale.ROOT), "/actuator/prometheus")
                            .lines()
                            .filter(line -> line.startsWith("vestnik_gateway_seconds_count")
                                    || line.startsWith("vestnik_gateway_busy"))
                            .collect(Collectors.joining()));
        }
        return answers;
    }

    private void behave(String channel, String how) throws IOException, InterruptedException {
        door.must("POST", "SANDBOX", "/behaviour", "{\"channel\": \"" + channel + "\", " + how + "}");
    }

    /** The control: what is looked for everywhere else did go through. */
    private void arrivedFirst() {
        await("marked messages").atMost(PATIENCE).untilAsserted(() -> {
            for (Mark mark : List.of(Mark.PHONE, Mark.HTTP_PHONE, Mark.EMAIL, Mark.ANDROID_TOKEN, Mark.IOS_TOKEN)) {
                assertThat(outbox(mark)).contains(Mark.TEXT.value());
            }
        });
    }

    private void arrive() {
        arrivedFirst();
        await("a marked code")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(outbox(Mark.PHONE)).contains(Mark.LOGIN_CODE.value()));
        await("dead letters").atMost(PATIENCE).until(() -> records.setAside() >= records.written());
    }

    private String outbox(Mark mark) throws IOException, InterruptedException {
        return door.must("GET", "SANDBOX", "/outbox?limit=1000&to=" + Calls.encoded(mark), "");
    }

    private void send(String... events) throws IOException, InterruptedException {
        door.must("POST", "INGEST", "/v1/events", String.join("\n", events) + "\n");
    }

    private static String known(String customer, String contact) {
        return event(
                customer,
                "customer.updated",
                "\"name\": \"" + Mark.CYRILLIC_NAME.value() + "\", \"firstName\": \"" + Mark.NAME.value() + "\", "
                        + contact);
    }

    private static String device(String customer, String platform, String address) {
        return event(customer, "device.registered", "\"platform\": \"" + platform + "\", " + address);
    }

    private static String tell(String customer, String type) {
        return event(
                customer, type, "\"note\": \"" + Mark.TEXT.value() + "\", \"field\": \"" + Mark.FIELD.value() + "\"");
    }

    private static String event(String customer, String type, String data) {
        return "{\"specversion\": \"1.0\", \"id\": \"" + UUID.randomUUID()
                + "\", \"source\": \"/shops/main\", \"subject\": \"canary-" + customer
                + "\", \"time\": \"2026-01-24T11:00:00Z\", \"type\": \"" + type + "\", \"data\": {" + data + "}}";
    }
}
