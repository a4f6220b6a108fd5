package dev.vestnik.rules.model;

import dev.vestnik.rules.model.RandomHistory.Cap;
import dev.vestnik.rules.model.RandomHistory.Quiet;
import dev.vestnik.rules.model.RandomHistory.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands before the model's messages. */
final class ModelGates {
    private static final Duration NEXT_BEST = Duration.ofHours(1);
    private static final Duration LIFE = Duration.ofDays(1);
    private static final Duration SERVICE_LIFE = Duration.ofDays(3);
    private static final int LIVES_ON_HOLD = 7;

    private static final Map<String, String> NOBODY =
            Map.of("push", "no-device", "sms", "no-phone", "email", "no-email");

    private final RandomHistory.Settings settings;
    private final List<Told> told;
    private final List<Sent> sent;
    private final ModelPauses pauses;
    private final Set<String> suppressed = new HashSet<>();
    private Instant now = Instant.MIN;

    /** Whether a message that had waited has gone at this time. */
    private boolean oneHasGone;

    /** A gate's word. */
    sealed interface Ruling {
        record Pass(String address) implements Ruling {}

        record Hold(String reason, Instant until) implements Ruling {}

        record No(String reason) implements Ruling {}
    }

    ModelGates(RandomHistory.Settings settings, List<Told> told, List<Sent> sent, ModelPauses pauses) {
        this.pauses = pauses;
        this.settings = settings;
        this.told = told;
        this.sent = sent;
    }

    /** Something new is decided. */
    void now(Instant instant) {
        now = instant;
        oneHasGone = false;
    }

    /** Until when a message that goes out now is worth delivering. */
    Instant worthUntil(ModelRun run, Plan.Message message) {
        Instant end = end(run, message);
        return end == null ? now.plus(life(run)) : end;
    }

    private static @Nullable Instant end(ModelRun run, Plan.Message message) {
        return message.within() == null ? null : run.stepAt.plus(message.within());
    }

    private static Duration life(ModelRun run) {
        return run.plan.service() ? SERVICE_LIFE : LIFE;
    }

    /** Whether the customer had this device until now. */
    boolean forget(String token) {
        boolean had = token.equals(device());
        if (had) {
            told.add(new Told(now, "gone-" + now, "device.removed", now, Map.of("token", token)));
        }
        return had;
    }

    void unite(ModelGates visitor) {
        suppressed.addAll(visitor.suppressed);
    }

    boolean suppress(String channel, String address) {
        return suppressed.add(channel + " " + address);
    }

    Ruling pass(ModelRun run, Plan.Message message, Plan.Via via) {
        Instant end = end(run, message);
        String address = address(via.channel());
        if (pauses.isPaused(run.journey)) {
            return new Ruling.Hold("paused", pauses.nextLook(now));
        }
        if (run.n < via.atLeast()) {
            return new Ruling.No("condition");
        }
        if (end != null && !now.isBefore(end)) {
            return new Ruling.No("expired");
        }
        if (address == null) {
            return new Ruling.No(NOBODY.get(via.channel()));
        }
        if (suppressed.contains(via.channel() + " " + address)) {
            return new Ruling.No("suppressed");
        }
        if (run.plan.service()) {
            return new Ruling.Pass(address);
        }
        if (!allowed(run.plan, via.channel())) {
            return new Ruling.No("no-consent");
        }
        return waits(
                run, message, via, end == null ? run.stepAt.plus(life(run).multipliedBy(LIVES_ON_HOLD)) : end, address);
    }

    private Ruling waits(ModelRun run, Plan.Message message, Plan.Via via, Instant end, String address) {
        Instant loud = quietUntil();
        if (loud != null) {
            return hold("quiet-hours", loud, end);
        }
        Instant room = roomFrom(run, via);
        if (room != null) {
            return hold("capped", room, end);
        }
        if (run.waited() && oneHasGone) {
            return message.drop() ? new Ruling.No("outranked") : hold("outranked", now.plus(NEXT_BEST), end);
        }
        oneHasGone |= !run.plan.shadow();
        return new Ruling.Pass(address);
    }

    private static Ruling hold(String reason, Instant until, Instant end) {
        return until.isBefore(end) ? new Ruling.Hold(reason, until) : new Ruling.No(reason);
    }

    /**
     * Whether such marketing is allowed: a no to the topic stands, a later no to all ends a yes to the topic; who said nothing allows push
     * alone.
     */
    boolean allowed(Plan plan, String channel) {
        Told topic = lastWord(channel, plan.topic());
        Told all = lastWord(channel, null);
        if (topic != null && (!granted(topic) || all == null || told.indexOf(topic) > told.indexOf(all))) {
            return granted(topic);
        }
        return all == null ? channel.equals("push") : granted(all);
    }

    private static boolean granted(Told word) {
        return (boolean) word.data().get("granted");
    }

    private @Nullable Told lastWord(String channel, @Nullable String topic) {
        return told.reversed().stream()
                .filter(event -> event.type().equals("consent.changed"))
                .filter(event -> Set.of("any", channel).contains(event.data().get("channel")))
                .filter(event -> Objects.equals(topic, event.data().get("topic")))
                .findFirst()
                .orElse(null);
    }

    /** Null: the customer has none. */
    @Nullable
    String address(String channel) {
        return switch (channel) {
            case "sms" -> international(field("phone"));
            case "email" -> field("email");
            default -> device();
        };
    }

    /** A number as it is written in the shop's country, which is RU. */
    private static @Nullable String international(@Nullable String written) {
        return written == null || written.startsWith("+")
                ? written
                : "+7" + written.replaceAll("[^0-9]", "").substring(1);
    }

    private @Nullable String device() {
        return told.reversed().stream()
                .filter(event -> event.type().startsWith("device."))
                .findFirst()
                .filter(event -> event.type().equals("device.registered"))
                .map(event -> (String) event.data().get("token"))
                .orElse(null);
    }

    private @Nullable String field(String name) {
        return told.reversed().stream()
                .filter(event ->
                        event.type().equals("customer.updated") && event.data().containsKey(name))
                .findFirst()
                .map(event -> (String) event.data().get(name))
                .orElse(null);
    }

    ZoneId zone() {
        String own = field("timezone");
        return own == null ? settings.zone() : ZoneId.of(own);
    }

    private @Nullable Instant quietUntil() {
        if (!(settings.quiet() instanceof Quiet(LocalTime from, LocalTime to))) {
            return null;
        }
        ZonedDateTime local = now.atZone(zone());
        LocalDate today = local.toLocalDate();
        return Stream.of(today.minusDays(1), today)
                .filter(day -> !local.isBefore(day.atTime(from).atZone(zone())))
                .map(day ->
                        (to.isAfter(from) ? day : day.plusDays(1)).atTime(to).atZone(zone()))
                .filter(local::isBefore)
                .map(ZonedDateTime::toInstant)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Instant roomFrom(ModelRun run, Plan.Via via) {
        return settings.caps().stream()
                .filter(cap -> cap.channel() == null || cap.channel().equals(via.channel()))
                .filter(cap -> cap.topic() == null || cap.topic().equals(run.plan.topic()))
                .flatMap(cap -> Stream.ofNullable(roomFrom(cap, run, via)))
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** Null: there is room now. A message that is tried again has its place. */
    private @Nullable Instant roomFrom(Cap cap, ModelRun run, Plan.Via via) {
        List<Instant> counted = sent.stream()
                .filter(message -> message.run != run || !message.isOfNow() || !message.channel.equals(via.channel()))
                .filter(message -> !message.failed && !message.run.plan.service())
                .filter(message -> cap.channel() == null || cap.channel().equals(message.channel))
                .filter(message -> cap.topic() == null || cap.topic().equals(message.run.plan.topic()))
                .map(message -> message.at)
                .filter(at -> at.isAfter(now.minus(cap.per())))
                .sorted()
                .toList();
        return counted.size() < cap.max()
                ? null
                : counted.get(counted.size() - cap.max()).plus(cap.per());
    }
}
