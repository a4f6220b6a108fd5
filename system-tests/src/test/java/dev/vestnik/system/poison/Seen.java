package dev.vestnik.system.poison;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What can be seen of an installation from outside at one moment.
 *
 * @param committed how far the slowest group is that reads a partition
 */
record Seen(SetAside setAside, Map<TopicPartition, OffsetAndMetadata> committed) {
    /** A lane notes with its offset from where on its attempts are needed. */
    private static final Pattern NEEDED = Pattern.compile("attempts=(\\d+).*");

    static Seen now(Site site) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed =
                site.committed(); // first: what is passed by then is set aside by then
        return new Seen(SetAside.read(site.bootstrapServers()), committed);
    }

    /** Whether the groups that read its topic have gone on after it. */
    boolean passed(SetAside.Origin origin) {
        OffsetAndMetadata at = committed.get(new TopicPartition(origin.topic(), origin.partition()));
        return at != null && at.offset() > origin.offset();
    }

    /** Whether a record among the attempts stands before all that its lane needs: then nobody reads it any more. */
    boolean history(SetAside.Origin origin) {
        String lane = origin.topic().replace("attempts.", "messages.");
        OffsetAndMetadata at = committed.get(new TopicPartition(lane, origin.partition()));
        Matcher needed = NEEDED.matcher(at == null ? "" : at.metadata());
        return needed.matches() && Long.parseLong(needed.group(1)) > origin.offset();
    }
}
