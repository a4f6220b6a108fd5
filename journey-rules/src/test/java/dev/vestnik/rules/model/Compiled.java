package dev.vestnik.rules.model;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.Meanwhile;
import dev.vestnik.rules.definition.Pauses;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.definition.Resumption;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.settings.SettingsDocument;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.work.Work;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The plans of a history as the rules read them: published, version by version. */
public final class Compiled {
    private static final JourneyCompiler COMPILER = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);
    private static final Map<String, Template> TEMPLATES = Map.of("hello", new Hello());

    private static final Map<String, Journey> JOURNEYS = new ConcurrentHashMap<>(); // many customers have the same

    private final Map<JourneyId, Published> published = new HashMap<>();
    private final ShopSettings settings;
    private final UnaryOperator<Journey> planting;
    private long revision;
    private @Nullable Definitions definitions;

    public Compiled(RandomHistory history) {
        this(history, journey -> journey);
    }

    /** @param planting of bugs */
    Compiled(RandomHistory history, UnaryOperator<Journey> planting) {
        this.planting = planting;
        settings = settings(history.settings());
        history.plans()
                .forEach(plan ->
                        publish(new RandomHistory.Published(Instant.EPOCH, plan, RandomHistory.Fate.KEEP, Map.of())));
    }

    /** Publishes a plan: the first version, or the next one. */
    void publish(RandomHistory.Published publication) {
        Plan plan = publication.plan();
        revision++;
        definitions = null;
        JourneyId id = new JourneyId(plan.id());
        Published before = published.get(id);
        int version = before == null ? 1 : before.current() + 1;
        Map<Integer, Journey> versions = new HashMap<>(before == null ? Map.of() : before.versions());
        versions.put(version, planting.apply(of(plan).published(version)));
        Map<Integer, InFlight> inFlight = new HashMap<>(before == null ? Map.of() : before.inFlight());
        inFlight.put(version, InFlight.valueOf(publication.fate().name()));
        Map<Integer, Map<String, String>> places = new HashMap<>(before == null ? Map.of() : before.places());
        places.put(version, publication.moves());
        Published next = new Published(
                Status.LIVE, version, versions, number -> null, inFlight, places, Pauses.NONE, publication.at());
        published.put(id, before == null ? next : with(next, before.status(), before.pauses()));
    }

    /** Carries out what marketers do. */
    public void change(RandomHistory.Item item) {
        switch (item) {
            case RandomHistory.Published publication -> publish(publication);
            case RandomHistory.Paused(Instant at, String journey) -> pause(journey, at);
            case RandomHistory.Resumed(Instant at, String journey, RandomHistory.Meanwhile meanwhile) ->
                resume(journey, at, meanwhile);
            default -> throw new AssertionError("nothing that marketers do: " + item);
        }
    }

    void pause(String journey, Instant at) {
        put(journey, Status.PAUSED, new Pauses(at, null, Meanwhile.SKIP_EXPIRED, List.of()));
    }

    void resume(String journey, Instant at, RandomHistory.Meanwhile meanwhile) {
        Instant from = Objects.requireNonNull(Objects.requireNonNull(published.get(new JourneyId(journey)))
                .pauses()
                .since());
        Resumption over = new Resumption(from, at, Meanwhile.valueOf(meanwhile.name()));
        put(journey, Status.LIVE, new Pauses(null, null, Meanwhile.SKIP_EXPIRED, List.of(over)));
    }

    private void put(String journey, Status status, Pauses pauses) {
        revision++;
        definitions = null;
        published.computeIfPresent(new JourneyId(journey), (id, before) -> with(before, status, pauses));
    }

    private static Published with(Published one, Status status, Pauses pauses) {
        return new Published(
                status, one.current(), one.versions(), one.older(), one.inFlight(), one.places(), pauses, one.since());
    }

    public Definitions definitions() {
        if (definitions == null) {
            definitions = Definitions.of(revision, Map.copyOf(published), TEMPLATES, settings);
        }
        return definitions;
    }

    static Journey of(Plan plan) {
        return JOURNEYS.computeIfAbsent(PlanText.of(plan), Compiled::journey);
    }

    private static Journey journey(String text) {
        return switch (COMPILER.check(text, 1, Catalogue.of(TEMPLATES))) {
            case Checked.Sound<Journey>(Journey journey, var warnings) -> journey;
            case Checked.Faulty<Journey>(var faults) -> throw new AssertionError(faults + "\n" + text);
        };
    }

    private static ShopSettings settings(RandomHistory.Settings settings) {
        String text = "zone: %s\ncountry: RU\nquietHours: %s\ncaps: %s"
                .formatted(settings.zone(), quiet(settings.quiet()), caps(settings.caps()));
        return switch (SettingsDocument.parse(text)) {
            case Checked.Sound<SettingsDocument>(SettingsDocument document, var warnings) -> document.settings();
            case Checked.Faulty<SettingsDocument>(var faults) -> throw new AssertionError(faults + "\n" + text);
        };
    }

    private static String quiet(RandomHistory.@Nullable Quiet quiet) {
        return quiet == null ? "[]" : "[{from: \"%s\", to: \"%s\"}]".formatted(quiet.from(), quiet.to());
    }

    private static String caps(List<RandomHistory.Cap> caps) {
        return caps.stream()
                .map(cap -> "{max: %d, per: %s%s%s}"
                        .formatted(
                                cap.max(),
                                cap.per(),
                                cap.channel() == null ? "" : ", channel: " + cap.channel(),
                                cap.topic() == null ? "" : ", topic: " + cap.topic()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Greets in every channel. */
    private record Hello() implements Template {
        @Override
        public String id() {
            return "hello";
        }

        @Override
        public Set<Channel> channels() {
            return Set.of(Channel.values());
        }

        @Override
        public Rendering render(Channel channel, String locale, Map<String, Object> variables, Work work) {
            return switch (channel) {
                case SMS -> new Rendering.Sms("Hello");
                case EMAIL -> new Rendering.Email("Hello", "<p>Hello</p>", "Hello");
                case PUSH -> new Rendering.Push("Hello", "Hello", null, null);
            };
        }

        @Override
        public String language(String locale) {
            return "en";
        }
    }
}
