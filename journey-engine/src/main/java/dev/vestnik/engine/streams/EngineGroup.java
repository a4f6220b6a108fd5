package dev.vestnik.engine.streams;

import dev.vestnik.service.kafka.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engines' consumer group, as the broker has it. */
final class EngineGroup {
    private static final Logger log = LoggerFactory.getLogger(EngineGroup.class);
    private static final int TIMEOUT_MS = 10_000;

    private final KafkaSettings kafka;
    private final String group;

    EngineGroup(KafkaSettings kafka, String group) {
        this.kafka = kafka;
        this.group = group;
    }

    /**
     * Whether an engine has ever worked here; also where nobody can tell. The group is forgotten after days without a member, the
     * changelogs are not. Blocks.
     */
    boolean exists() throws InterruptedException {
        Map<String, Object> config = kafka.clientConfig();
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
        try (Admin admin = Admin.create(config)) {
            return hasChangelog(admin) || isKnown(admin);
        } catch (ExecutionException e) {
            log.warn("group={} cause=\"{}\"", group, String.valueOf(e.getCause()));
            return true;
        }
    }

    private boolean hasChangelog(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get().stream()
                .anyMatch(topic -> topic.startsWith(group + "-") && topic.endsWith("-changelog"));
    }

    private boolean isKnown(Admin admin) throws ExecutionException, InterruptedException {
        try {
            ConsumerGroupDescription described = Objects.requireNonNull(admin.describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group))
                    .get();
            return described.groupState() != GroupState.DEAD;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw e;
        }
    }
}
