package dev.vestnik.system.poison;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/**
 * What can be seen of an installation from outside at one moment.
 *
 * @param committed how far the slowest group is that reads a partition
 */
record Seen(SetAside setAside, Map<TopicPartition, Long> committed) {

    static Seen now(Site site) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> committed = site.committed(); // first: what is passed by then is set aside by then
        return new Seen(SetAside.read(site.bootstrapServers()), committed);
    }

    /** Whether the groups that read its topic have gone on after it. */
    boolean passed(SetAside.Origin origin) {
        return committed.getOrDefault(new TopicPartition(origin.topic(), origin.partition()), 0L) > origin.offset();
    }
}
