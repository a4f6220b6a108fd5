package dev.vestnik.sender.lane;

import dev.vestnik.sender.gateway.GuardedRoute;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the route how many instances of this sender are alive: the members of the lane's group, which divide the contracts' limits.
 * The answer is that of the group's coordinator, a moment old.
 */
final class GroupSize {
    private static final Logger log = LoggerFactory.getLogger(GroupSize.class);

    private final String group;
    private final String lane;
    private final Admin admin;
    private final GuardedRoute route;
    private volatile int members;

    GroupSize(LaneContext context, Admin admin) {
        this.group = context.group();
        this.lane = context.lane().name();
        this.admin = admin;
        this.route = context.route();
    }

    /** Asks without waiting; the last answer counts until the next one. */
    void ask() {
        admin.describeConsumerGroups(List.of(group)).all().whenComplete((groups, failure) -> {
            if (failure == null) {
                groups.values().forEach(found -> told(found.members().size()));
            } else {
                log.debug("lane={} members=unknown", lane, failure);
            }
        });
    }

    private void told(int size) {
        members = size;
        route.share(lane, size);
    }

    /** Whether there are other instances, as of the last answer. */
    boolean hasOthers() {
        return members > 1;
    }
}
