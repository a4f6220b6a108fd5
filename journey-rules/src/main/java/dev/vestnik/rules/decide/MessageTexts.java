package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.gate.Candidate;
import dev.vestnik.rules.gate.Draft;
import dev.vestnik.rules.gate.Situation;
import dev.vestnik.rules.gate.TemplateVariables;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Rendering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives templates their variables, and makes the addressed message of their texts. */
final class MessageTexts implements TemplateVariables {
    private final Links links;

    MessageTexts(Links links) {
        this.links = links;
    }

    @Override
    public Map<String, Object> of(Draft draft, Situation situation) {
        Map<String, Object> variables = of(draft.candidate(), situation);
        List<Map<String, Object>> merged = new ArrayList<>();
        for (Candidate other : draft.merged()) {
            Map<String, Object> all = of(other, situation);
            merged.add(Map.of(
                    "event", Objects.requireNonNull(all.get("event")),
                    "context", Objects.requireNonNull(all.get("context")),
                    "journey", Objects.requireNonNull(all.get("journey")),
                    "links", Objects.requireNonNull(all.get("links"))));
        }
        variables.put("merged", List.copyOf(merged));
        return variables;
    }

    private Map<String, Object> of(Candidate candidate, Situation situation) {
        Map<String, Object> variables = variables(
                candidate.instance(), candidate.journey(), candidate.step().id(), situation);
        variables.put("links", links(candidate, situation));
        return variables;
    }

    private Map<String, Object> links(Candidate candidate, Situation situation) {
        Map<String, Object> known = new HashMap<>();
        String unsubscribe = unsubscribe(candidate, situation);
        if (unsubscribe != null) {
            known.put("unsubscribe", unsubscribe);
        }
        String preferences = links.preferences(situation.customer(), situation.now());
        if (preferences != null) {
            known.put("preferences", preferences);
        }
        return Map.copyOf(known);
    }

    /** The variables of a text that no link belongs into. */
    static Map<String, Object> variables(Instance instance, Journey journey, String step, Situation situation) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("customer", situation.state().profile().fields());
        boolean byHand = journey.id().equals(ByHand.JOURNEY);
        variables.put("event", byHand ? ByHand.event(instance) : instance.event());
        variables.put("context", byHand ? ByHand.context(instance) : instance.context());
        variables.put("now", situation.now());
        variables.put("shop", shop(situation));
        variables.put("journey", Map.of("id", journey.id().value(), "version", (long) journey.version(), "step", step));
        variables.put("links", Map.of());
        variables.put("merged", List.of());
        return variables;
    }

    private static Map<String, Object> shop(Situation situation) {
        Map<String, Object> shop = new HashMap<>(situation.definitions().shop().texts());
        shop.putIfAbsent("timezone", situation.definitions().shop().zone().getId());
        return shop;
    }

    private @Nullable String unsubscribe(Candidate candidate, Situation situation) {
        return candidate.journey().journeyClass() == JourneyClass.MARKETING
                ? links.unsubscribe(
                        situation.customer(),
                        candidate.via().channel(),
                        candidate.journey().topic())
                : null;
    }

    /** The contact gate has made sure that there is an address. */
    Effect.Content addressed(Draft draft, Situation situation) {
        CustomerState state = situation.state();
        ShopSettings shop = situation.definitions().shop();
        return switch (draft.text()) {
            case Rendering.Sms(var body) -> new Effect.Content.Sms(address(draft, state), shop.smsSender(), body);
            case Rendering.Email(var subject, var html, var plain) ->
                new Effect.Content.Email(
                        address(draft, state),
                        draft.otherAddress() == null ? name(state) : null,
                        shop.name(),
                        subject,
                        html,
                        plain,
                        unsubscribe(draft.candidate(), situation));
            case Rendering.Push(var title, var body, var url, var imageUrl) ->
                new Effect.Content.Push(state.devices(), title, body, url, imageUrl);
        };
    }

    private static String address(Draft draft, CustomerState state) {
        String other = draft.otherAddress();
        return other == null ? Objects.requireNonNull(Addresses.of(state, draft.channel())) : other;
    }

    private static @Nullable String name(CustomerState state) {
        Object name = state.profile().fields().get("name");
        return name instanceof String text ? text : null;
    }
}
