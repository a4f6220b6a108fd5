package dev.vestnik.engine.streams.wakeup;

import dev.vestnik.engine.streams.wakeup.Backlog.Ends;
import dev.vestnik.engine.streams.wakeup.Backlog.Reader;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Makes the backlogs of tasks. The broker says where partitions end, and each stream thread's consumer where it is. */
public final class Backlogs {
    private final Ends ends;
    private final ThreadLocal<@Nullable Reader> readers = new ThreadLocal<>();

    public Backlogs(Ends ends) {
        this.ends = ends;
    }

    /** This thread's consumer. */
    public void readBy(Reader reader) {
        readers.set(reader);
    }

    /** @param partitions the task's, one of each topic; none where there is nothing to wait for */
    public Backlog of(List<TopicPartition> partitions) {
        return new Backlog(partitions, ends, readers::get);
    }
}
