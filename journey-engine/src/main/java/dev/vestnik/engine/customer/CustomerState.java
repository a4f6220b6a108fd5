package dev.vestnik.engine.customer;

import java.util.List;

/**
 * What the engine knows of one customer; immutable.
 *
 * @param timelineNext the sequence number of the next timeline entry
 */
public record CustomerState(
        Profile profile,
        List<Device> devices,
        List<Consent> consents,
        List<Suppression> suppressions,
        List<Instance> instances,
        List<Outstanding> messages,
        List<GoalWatch> goals,
        List<EntryCount> entries,
        List<Seen> seen,
        Armed armed,
        int timelineNext) {

    /** A customer we have never heard of. */
    public static final CustomerState NEW = new CustomerState(
            Profile.UNKNOWN,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Armed.NONE,
            0);

    public CustomerState {
        devices = List.copyOf(devices);
        consents = List.copyOf(consents);
        suppressions = List.copyOf(suppressions);
        instances = List.copyOf(instances);
        messages = List.copyOf(messages);
        goals = List.copyOf(goals);
        entries = List.copyOf(entries);
        seen = List.copyOf(seen);
    }
}
