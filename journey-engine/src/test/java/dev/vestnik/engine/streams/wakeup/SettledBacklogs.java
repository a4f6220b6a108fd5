package dev.vestnik.engine.streams.wakeup;

import dev.vestnik.engine.streams.wakeup.Backlog.End;
import dev.vestnik.engine.streams.wakeup.Backlog.Ends;
import dev.vestnik.engine.streams.wakeup.Backlog.Reader;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Backlogs of tasks, on this thread, that have read everything whenever they are asked. */
public final class SettledBacklogs {
    private SettledBacklogs() {}

    public static Backlogs make() {
        Backlogs backlogs = new Backlogs(new Ends() {
            @Override
            public End of(TopicPartition partition) {
                return new End(Long.MAX_VALUE, 0);
            }

            @Override
            public void ask(List<TopicPartition> partitions) {}
        });
        backlogs.readBy(new Reader() {
            @Override
            public long at(TopicPartition partition) {
                return 0;
            }

            @Override
            public long lastPolled(TopicPartition partition) {
                return -1;
            }

            @Override
            public void begin(TopicPartition partition) {}
        });
        return backlogs;
    }
}
