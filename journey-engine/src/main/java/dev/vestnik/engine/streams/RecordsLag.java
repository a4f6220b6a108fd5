package dev.vestnik.engine.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The number of records that the tasks of this instance have not read yet, as Kafka's own metrics say it.
 *
 * @param sources the topics that count, by their names on the cluster
 */
record RecordsLag(KafkaStreams running, Set<String> sources) {

    Map<String, Long> byTopic() {
        Map<String, Long> lag = new TreeMap<>();
        each((topic, partition, records) -> lag.merge(topic, records, Long::sum));
        return lag;
    }

    Map<Integer, Long> byPartition() {
        Map<Integer, Long> lag = new HashMap<>();
        each((topic, partition, records) -> lag.merge(partition, records, Long::sum));
        return lag;
    }

    private interface Taker {
        void take(String topic, int partition, long records);
    }

    private void each(Taker taker) {
        for (Map.Entry<MetricName, ? extends Metric> metric : running.metrics().entrySet()) {
            String topic = metric.getKey().tags().get("topic");
            String partition = metric.getKey().tags().get("partition");
            if (metric.getKey().name().equals("records-lag")
                    && topic != null
                    && partition != null
                    && sources.contains(topic)
                    && metric.getValue().metricValue() instanceof Double records
                    && !records.isNaN()) {
                taker.take(topic, Integer.parseInt(partition), records.longValue());
            }
        }
    }
}
