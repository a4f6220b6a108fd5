package dev.vestnik.system.poison;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Orders as any shop has them, at a steady rate: half of the customers are told by SMS, half by e-mail. Watches that each message
 * arrives once, and how long after its event was due to be posted; an event that the door puts off is posted again, as a shop would,
 * and its time runs on.
 */
final class NormalTraffic implements AutoCloseable {
    static final String JOURNEY = "normal";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NUMBER = Pattern.compile("normal-(\\d+)-");
    private static final int CUSTOMERS = 50;
    private static final int NEWEST = 60;

    private final Site site;
    private final Map<Integer, Instant> due = new ConcurrentHashMap<>();
    private final Map<Integer, Instant> arrived = new ConcurrentHashMap<>();
    private final Map<Integer, String> twice = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger putOff = new AtomicInteger();
    private final AtomicReference<String> refusal = new AtomicReference<>();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private String since = "";
    private int measuredFrom;
    private int measuredTo = Integer.MAX_VALUE;
    private @Nullable ScheduledFuture<?> flow;

    NormalTraffic(Site site) {
        this.site = site;
    }

    /** Publishes its journey and makes its customers known. */
    void prepare() throws IOException, InterruptedException {
        site.mustCall("PUT", "/api/templates/" + JOURNEY, """
                {"id": "normal", "defaultLocale": "en", "locales": {"en": {
                 "sms": {"text": "normal-{{ event.number }}-"},
                 "email": {"subject": "normal-{{ event.number }}-", "mjml": "<mjml><mj-body><mj-section><mj-column>\
                <mj-text>Order {{ event.number }}</mj-text></mj-column></mj-section></mj-body></mjml>"}}}}""");
        site.mustCall("PUT", "/api/journeys/" + JOURNEY, """
                {"id": "normal", "class": "service", "entry": {"on": "order.shipped", "key": "event.orderId"}, "start": "tell",
                 "steps": {"tell": {"type": "message", "template": "normal", "channels": [{"via": "sms"}, {"via": "email"}]}}}""");
        site.mustCall("POST", "/api/journeys/" + JOURNEY + "/publish", "{}");
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            String contact = customer % 2 == 0
                    ? "\"phone\": \"+7495%07d\"".formatted(2_000_000 + customer)
                    : "\"email\": \"normal%d@example.com\"".formatted(customer);
            HttpResponse<String> answer = post(event("customer-" + customer, customer, "customer.updated", contact));
            if (answer.statusCode() != 202) {
                throw new IllegalStateException("a customer is not taken: " + answer.statusCode() + answer.body());
            }
        }
    }

    /** Looks for what arrives, from now on until closed, whatever is killed and started again meanwhile. */
    void watch() {
        var _ = clock.scheduleWithFixedDelay(this::look, 20, 20, TimeUnit.MILLISECONDS);
    }

    /** Posts at this rate from now on until {@link #rest}. */
    void flow(int messagesASecond) {
        flow = clock.scheduleAtFixedRate(
                this::order, 0, TimeUnit.SECONDS.toMicros(1) / messagesASecond, TimeUnit.MICROSECONDS);
    }

    /** Posts nothing new; what was put off is posted again until it is taken. */
    void rest() {
        if (flow != null) {
            flow.cancel(false);
        }
    }

    /** What comes from now on is measured, all of it, until {@link #measured}. */
    void measure() {
        measuredFrom = next.get();
    }

    void measured() {
        measuredTo = next.get();
    }

    /** Whether the newest messages came at once: whoever has just started has become warm. */
    synchronized boolean flows() {
        int newest = next.get() - 10; // what was posted just now is on its way
        return newest >= NEWEST
                && IntStream.range(newest - NEWEST, newest)
                        .allMatch(number -> arrived.containsKey(number)
                                && arrived.get(number).isBefore(due.get(number).plusMillis(300)));
    }

    private void order() {
        int number = next.getAndIncrement();
        due.put(number, Instant.now());
        send(number);
    }

    private void send(int number) {
        try {
            String order =
                    "\"orderId\": \"normal-%d\", \"number\": \"%d\", \"carrier\": \"Parcel\"".formatted(number, number);
            var _ = site.callSoon(
                            "POST",
                            site.url("INGEST") + "/v1/events",
                            "application/cloudevents+json",
                            event("order-" + number, number % CUSTOMERS, "order.shipped", order))
                    .whenComplete((answer, failure) -> answered(number, answer, failure));
        } catch (IOException e) {
            refusal.set(e.toString());
        }
    }

    private void answered(int number, HttpResponse<String> answer, Throwable failure) {
        if (failure != null || answer.statusCode() == 429 || answer.statusCode() >= 500) {
            putOff.incrementAndGet();
            if (!clock.isShutdown()) {
                var _ = clock.schedule(() -> send(number), 1, TimeUnit.SECONDS);
            }
        } else if (answer.statusCode() != 202) {
            refusal.set(answer.statusCode() + " " + answer.body());
        }
    }

    private synchronized void look() {
        try {
            JsonNode page;
            do {
                page = JSON.readTree(
                        site.call("GET", site.url("SANDBOX") + "/outbox?limit=1000" + since, "application/json", "")
                                .body());
                page.path("items").forEach(this::item);
            } while (page.path("items").size() == 1000);
        } catch (IOException | JacksonException e) {
            // it is down or on its way: looks again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void item(JsonNode item) {
        since = "&since=" + item.path("seq").asLong();
        Matcher matcher = NUMBER.matcher(
                item.path("subject").asString("") + item.path("text").asString(""));
        if (matcher.find()) {
            int number = Integer.parseInt(matcher.group(1));
            Instant at = Instant.parse(item.path("receivedAt").asString());
            if (due.containsKey(number) && arrived.putIfAbsent(number, at) != null) {
                twice.put(number, item.path("messageId").asString());
            }
        }
    }

    /** Whether all that was posted has arrived. */
    synchronized boolean complete() {
        return arrived.size() >= due.size();
    }

    /** How many were posted so far. */
    int posted() {
        return due.size();
    }

    /** Says what did not go as it should; empty when every message arrived once. */
    synchronized List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        List<Integer> missing = due.keySet().stream()
                .filter(number -> !arrived.containsKey(number))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            complaints.add("normal traffic: %d of %d messages did not arrive: %s"
                    .formatted(missing.size(), due.size(), missing.subList(0, Math.min(20, missing.size()))));
        }
        twice.forEach((number, messageId) -> {
            if (!inDoubt(messageId)) {
                complaints.add("normal traffic: arrived twice and is not marked: " + number + " " + messageId);
            }
        });
        if (refusal.get() != null) {
            complaints.add("normal traffic: an event was refused: " + refusal.get());
        }
        return complaints;
    }

    /** How many arrived twice, marked or not. */
    int doubled() {
        return twice.size();
    }

    /** A sender that died between the provider's answer and its own note of it says so of the message that it sends again. */
    private boolean inDoubt(String messageId) {
        return site.says("ENGINE", "/api/messages/" + messageId, "possibleDuplicate");
    }

    /** Of what was due between {@link #measure} and {@link #measured}. */
    synchronized Latencies latencies() {
        List<Long> millis = millis(_ -> true);
        Map<Long, Long> slowSeconds = new TreeMap<>();
        Instant from = due.get(measuredFrom);
        due.forEach((number, at) -> {
            Instant end = arrived.getOrDefault(number, Instant.MAX);
            if (measured(number) && end.isAfter(at.plusMillis(900))) {
                slowSeconds.merge(Duration.between(from, at).toSeconds(), 1L, Long::sum);
            }
        });
        return new Latencies(millis, putOff.get(), slowSeconds);
    }

    /** For whoever looks for the cause: SMS and e-mail apart. */
    synchronized String byChannel() {
        return "sms: " + new Latencies(millis(number -> number % 2 == 0), 0, Map.of()) + "; email: "
                + new Latencies(millis(number -> number % 2 == 1), 0, Map.of());
    }

    private List<Long> millis(IntPredicate which) {
        return arrived.entrySet().stream()
                .filter(message -> measured(message.getKey()) && which.test(message.getKey()))
                .map(message -> Duration.between(due.get(message.getKey()), message.getValue())
                        .toMillis())
                .sorted()
                .toList();
    }

    private boolean measured(int number) {
        return number >= measuredFrom && number < measuredTo;
    }

    private HttpResponse<String> post(String event) throws IOException, InterruptedException {
        return site.call("POST", site.url("INGEST") + "/v1/events", "application/cloudevents+json", event);
    }

    private static String event(String id, int customer, String type, String data) {
        return """
                {"specversion": "1.0", "id": "normal-%s", "source": "/shops/main", "type": "%s", "time": "2026-01-24T11:00:00Z", \
                "subject": "normal-%d", "data": {%s}}""".formatted(id, type, customer, data);
    }

    /** Looks once more for what has arrived. */
    void lookAgain() {
        look();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
