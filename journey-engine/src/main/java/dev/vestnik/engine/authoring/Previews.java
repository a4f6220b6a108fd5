package dev.vestnik.engine.authoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.condition.SampleValues;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.SampleData;
import dev.vestnik.rules.template.Template;
import dev.vestnik.service.access.Caller;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Renders texts of templates for those who write them. */
final class Previews {
    private final DefinitionWriting definitions;
    private final Checking checking;
    private final InstantSource clock;

    Previews(DefinitionWriting definitions, Checking checking, InstantSource clock) {
        this.definitions = definitions;
        this.checking = checking;
        this.clock = clock;
    }

    /** A template to look at, and the definitions in force when it was found. */
    record Text(Template template, LogSnapshot snapshot) {}

    /**
     * A text as the customer would get it.
     *
     * @param language that was taken for the locale
     * @param sampled what was missing and has made-up values; absent: nothing
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Preview(String channel, String language, Rendering.Text text, List<String> sampled) {}

    /** @throws ProblemException 404 where there is no such text, 422 where it cannot be used */
    Text text(String id, @Nullable String version, Caller caller) throws InterruptedException {
        LogSnapshot snapshot = definitions.snapshot();
        if (version != null) {
            Definition definition = DefinitionWriting.existing(DefinitionKey.template(id), snapshot);
            Document document = Versions.document(definition, version, caller);
            return new Text(checking.template(document.json()).template(), snapshot);
        }
        Document inForce = snapshot.all().state(DefinitionKey.template(id)).document();
        Template template = snapshot.definitions().template(id);
        if (template == null || inForce == null || !DefinitionShops.isVisible(inForce, caller)) {
            throw none(id, snapshot);
        }
        return new Text(template, snapshot);
    }

    private static ProblemException none(String id, LogSnapshot snapshot) {
        String broken = snapshot.definitions().brokenTemplate(id);
        return broken == null
                ? ProblemException.notFound("template/" + id)
                : ProblemException.faults(
                        List.of(new Fault("", "this version of Vestnik cannot use the template: " + broken)));
    }

    /**
     * The text with what the request brings, over what is known.
     *
     * @param known variables by their names
     * @param given the names of those that are somebody's, with what they lack
     * @throws ProblemException 422 where it cannot be rendered
     */
    Preview of(Text text, PreviewRequest request, Map<String, Object> known, Set<String> given)
            throws InterruptedException {
        Map<String, Object> variables = variables(settings(text, request));
        variables.putAll(known);
        request.variables().forEach((name, value) -> variables.merge(name, value, Previews::over));
        Set<String> theirs = new HashSet<>(given);
        theirs.addAll(request.variables().keySet());
        SampleData data = request.sample() ? filled(text, variables, theirs) : new SampleData(variables, List.of());
        return rendered(text, request, data);
    }

    /** Fields that are given take the place of those that are known. */
    private static Object over(Object known, Object given) {
        if (!(known instanceof Map<?, ?> before) || !(given instanceof Map<?, ?> now)) {
            return given;
        }
        Map<Object, Object> both = new HashMap<>(before);
        both.putAll(now);
        return both;
    }

    /** The settings of the customer's shop; without a customer, the values that are the same for every shop. */
    private static ShopSettings settings(Text text, PreviewRequest request) {
        ShopSettings settings = text.snapshot().definitions().shop();
        PreviewRequest.Whose whose = request.customer();
        return whose == null ? settings : settings.of(whose.shop());
    }

    private Map<String, Object> variables(ShopSettings settings) {
        Map<String, Object> shop = new HashMap<>(settings.texts());
        shop.putIfAbsent("timezone", settings.zone().getId());
        return new HashMap<>(Map.of(
                "shop", shop,
                "links",
                        Map.of(
                                "unsubscribe", "https://example.org/u/preview",
                                "preferences", "https://example.org/p/preview"),
                "now", clock.instant(),
                "customer", Map.of(),
                "event", Map.of(),
                "context", Map.of(),
                "merged", List.of(),
                "journey", Map.of("id", "preview", "version", 1L, "step", "preview")));
    }

    private SampleData filled(Text text, Map<String, Object> variables, Set<String> given) {
        List<String> events = TemplateUse.events(text.template().id(), text.snapshot());
        return SampleData.fill(text.template(), variables, given, SampleValues.of(events, clock.instant()));
    }

    private Preview rendered(Text text, PreviewRequest request, SampleData data) throws InterruptedException {
        String locale = locale(text, request, data);
        Rendering rendering = checking.rendered(text.template(), request.channel(), locale, data.variables());
        return switch (rendering) {
            case Rendering.Text shown ->
                new Preview(request.channel().label(), text.template().language(locale), shown, data.sampled());
            case Rendering.NoText none ->
                throw ProblemException.faults(List.of(new Fault("channel", "the template has no text for it")));
            case Rendering.Failed(List<String> problems) ->
                throw ProblemException.faults(problems.stream()
                        .map(problem -> new Fault("variables", problem))
                        .toList());
        };
    }

    private static String locale(Text text, PreviewRequest request, SampleData data) {
        String wanted = request.locale();
        Object own = data.variables().get("customer") instanceof Map<?, ?> customer ? customer.get("locale") : null;
        return wanted != null
                ? wanted
                : own instanceof String locale && !data.sampled().contains("customer.locale")
                        ? locale
                        : settings(text, request).locale();
    }
}
