package dev.vestnik.engine.deadletters;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.TopicLayout;
import dev.vestnik.schemas.topic.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The topics of the catalogue that have dead letters. */
final class DeadLetterTopics {
    private static final Map<String, Topic> ALL = all();

    private DeadLetterTopics() {}

    private static Map<String, Topic> all() {
        Set<String> names = Topics.all().stream().map(Topic::name).collect(Collectors.toSet());
        Map<String, Topic> all = new LinkedHashMap<>();
        for (Topic topic : Topics.all()) {
            if (names.contains(Topics.deadLetters(topic).name())) {
                all.put(topic.name(), topic);
            }
        }
        return all;
    }

    static List<Topic> list() {
        return List.copyOf(ALL.values());
    }

    /**
     * The topic of this name, without the deployment's prefix.
     *
     * @throws ProblemException 404 where it has no dead letters
     */
    static Topic named(String name) {
        Topic topic = ALL.get(name);
        if (topic == null) {
            throw ProblemException.notFound(
                    "topic \"" + name + "\" with dead letters; there are: " + String.join(", ", ALL.keySet()));
        }
        return topic;
    }

    /** The name on the cluster of a topic's dead letters. */
    static String letters(TopicLayout layout, Topic topic) {
        return layout.name(Topics.deadLetters(topic));
    }
}
