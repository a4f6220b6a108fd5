package dev.vestnik.engine.support;

import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.document.Nearest;
import dev.vestnik.rules.document.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The topics that journeys have: a consent to any other says nothing to anybody yet. */
final class ConsentTopics {
    private final DefinitionsLog definitions;

    ConsentTopics(DefinitionsLog definitions) {
        this.definitions = definitions;
    }

    /** Warnings of consents whose topic no published journey of the shop has, by their places in the request. */
    List<Warning> warnings(String shop, List<Consent> consents) {
        Set<String> known = of(shop);
        List<Warning> warnings = new ArrayList<>();
        for (int i = 0; i < consents.size(); i++) {
            String topic = consents.get(i).topic();
            if (topic != null && !known.contains(topic)) {
                warnings.add(new Warning(
                        "[" + i + "].topic",
                        "no published journey has the topic \"" + topic + "\"" + Nearest.hint(topic, known),
                        "write the topic as the journeys do, or leave it out for all topics"));
            }
        }
        return warnings;
    }

    /** The topics of the shop's published journeys. */
    SortedSet<String> of(String shop) {
        Definitions now = definitions.current();
        SortedSet<String> topics = new TreeSet<>();
        now.journeys().values().stream()
                .flatMap(journey -> journey.versions().values().stream())
                .filter(journey -> journey.isOf(shop) && journey.topic() != null)
                .forEach(journey -> topics.add(journey.topic()));
        return topics;
    }
}
