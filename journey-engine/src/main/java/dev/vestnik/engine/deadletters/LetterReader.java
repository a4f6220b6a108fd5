package dev.vestnik.engine.deadletters;

import dev.vestnik.engine.reader.BackwardReader;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.TopicLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The dead letters of all topics, newest first. Blocks. */
final class LetterReader {
    /** An overview looks at no more of each topic. */
    static final int LOOKED_AT = 1_000;

    private final TopicLayout layout;
    private final BackwardReader reader;

    LetterReader(TopicLayout layout, BackwardReader reader) {
        this.layout = layout;
        this.reader = reader;
    }

    /**
     * Letters of one topic that are here for one reason.
     *
     * @param first of those that were looked at
     * @param cause of the newest
     */
    record Group(String topic, String reason, int count, Instant first, Instant last, String cause) {
        private static Group of(String topic, LetterView newest) {
            return new Group(topic, newest.reason(), 1, newest.at(), newest.at(), newest.cause());
        }

        private Group and(LetterView older) {
            return new Group(topic, reason, count + 1, older.at(), last, cause);
        }
    }

    /** @param more topics of which only the newest {@value #LOOKED_AT} letters were looked at */
    record Overview(List<Group> groups, List<String> more) {}

    /** @throws org.apache.kafka.common.errors.TimeoutException when the broker does not answer in time */
    Overview overview() {
        List<Group> groups = new ArrayList<>();
        List<String> more = new ArrayList<>();
        Set<String> full = reader.notEmpty(
                DeadLetterTopics.list().stream().map(this::letters).toList());
        for (Topic topic : DeadLetterTopics.list()) {
            if (full.contains(letters(topic))) {
                BackwardReader.Part<LetterView> newest = read(topic, null, null, LOOKED_AT);
                groups.addAll(grouped(topic.name(), newest.found()));
                if (newest.next() != null) {
                    more.add(topic.name());
                }
            }
        }
        return new Overview(groups, more);
    }

    private static List<Group> grouped(String topic, List<LetterView> newestFirst) {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (LetterView letter : newestFirst) {
            Group group = groups.get(letter.reason());
            groups.put(letter.reason(), group == null ? Group.of(topic, letter) : group.and(letter));
        }
        return List.copyOf(groups.values());
    }

    /**
     * @param reason of those that are wanted; null: all
     * @param before an offset; null: from the end
     * @throws org.apache.kafka.common.errors.TimeoutException when the broker does not answer in time
     */
    BackwardReader.Part<LetterView> read(Topic topic, @Nullable String reason, @Nullable Long before, int limit) {
        return reader.read(letters(topic), before, limit, record -> {
            LetterView letter = LetterView.of(record);
            return reason == null || reason.equals(letter.reason()) ? letter : null;
        });
    }

    /** @throws org.apache.kafka.common.errors.TimeoutException when the broker does not answer in time */
    Optional<LetterView> at(Topic topic, long offset) {
        return Optional.ofNullable(
                reader.at(letters(topic), List.of(offset), LetterView::of).get(offset));
    }

    private String letters(Topic topic) {
        return DeadLetterTopics.letters(layout, topic);
    }
}
