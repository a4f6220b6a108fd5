package dev.vestnik.system.canary;

import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.system.installation.Standalone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Marked customers of a running installation, and where their data shows. */
public final class Canary implements AutoCloseable {
    private static final int EXCERPT = 80;

    private final Door door;
    private final Records records;
    private final Ground ground;
    private final Supplier<String> spans;

    /** @param spans everything that was exported of traces so far */
    public Canary(Standalone vestnik, Path data, Supplier<String> spans) {
        this.door = new Door(vestnik);
        this.records = new Records(vestnik);
        this.ground = new Ground(vestnik, data, door);
        this.spans = spans;
    }

    /** Settings of the installation's services that the flight takes. */
    public static String smsSettings(int smpp, String sandbox) {
        return """
                vestnik.sms.gateways:
                  - {name: sandbox, host: 127.0.0.1, port: %1$d, system-id: vestnik, password: vestnik, tags: true}
                  - {name: canary, host: 127.0.0.1, port: %1$d, system-id: vestnik, password: vestnik, tags: true, grace: 2s}
                vestnik.sms.http:
                  - {name: canary-http, provider: twilio, url: "%2$s/providers/twilio", user: vestnik, key: vestnik-sandbox-key, sender: "+14155550100", answer-timeout: 2s}
                vestnik.sms.routes:
                  - {prefixes: ["+79264815"], gateways: [canary]}
                  - {prefixes: ["+79274815"], gateways: [canary-http]}
                  - {gateways: [sandbox]}
                """.formatted(smpp, sandbox);
    }

    public void fly() throws IOException, InterruptedException {
        new Flight(door, records).fly();
    }

    /** All findings, each with its place. */
    public List<String> findings() throws IOException, InterruptedException {
        Map<String, String> places = new TreeMap<>(ground.places());
        places.putAll(records.headers());
        places.putAll(ground.letters(Topics.all().stream()
                .map(topic -> topic.name())
                .filter(name -> !name.endsWith(".dead-letters") && !name.equals(Topics.AUDIT.name()))
                .toList()));
        places.put("the traces", spans.get());
        return places.entrySet().stream()
                .flatMap(place -> Mark.in(place.getValue()).stream()
                        .map(found -> found + " in " + place.getKey() + before(found, place.getValue())))
                .toList();
    }

    /** What stands before a mark that is there as it is; it tells who wrote it. */
    private static String before(String found, String text) {
        int at = text.indexOf(
                Mark.valueOf(found.substring(0, found.indexOf(' '))).value());
        return at < 0
                ? ""
                : " after \"" + text.substring(Math.max(0, at - EXCERPT), at).replaceAll("[^ -~]", ".") + "\"";
    }

    @Override
    public void close() {
        door.close();
        records.close();
    }
}
