package dev.vestnik.rules.customer;

import java.util.List;

/**
 * All that the engine keeps of one customer; immutable.
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
        Memory memory,
        Reach reach,
        Ties ties,
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
            Memory.NONE,
            Reach.NONE,
            Ties.NONE,
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

    public CustomerState withProfile(Profile other) {
        return new CustomerState(
                other,
                devices,
                consents,
                suppressions,
                instances,
                messages,
                goals,
                entries,
                seen,
                memory,
                reach,
                ties,
                armed,
                timelineNext);
    }

    public CustomerState withDevices(List<Device> other) {
        return new CustomerState(
                profile,
                other,
                consents,
                suppressions,
                instances,
                messages,
                goals,
                entries,
                seen,
                memory,
                reach,
                ties,
                armed,
                timelineNext);
    }

    public CustomerState withConsents(List<Consent> other) {
        return new CustomerState(
                profile,
                devices,
                other,
                suppressions,
                instances,
                messages,
                goals,
                entries,
                seen,
                memory,
                reach,
                ties,
                armed,
                timelineNext);
    }

    public CustomerState withSuppressions(List<Suppression> other) {
        return new CustomerState(
                profile,
                devices,
                consents,
                other,
                instances,
                messages,
                goals,
                entries,
                seen,
                memory,
                reach,
                ties,
                armed,
                timelineNext);
    }

    public CustomerState withInstances(List<Instance> other) {
        return new CustomerState(
                profile,
                devices,
                consents,
                suppressions,
                other,
                messages,
                goals,
                entries,
                seen,
                memory,
                reach,
                ties,
                armed,
                timelineNext);
    }

    public CustomerState withMessages(List<Outstanding> other) {
        return new CustomerState(
                profile,
                devices,
                consents,
                suppressions,
                instances,
                other,
                goals,
                entries,
                seen,
                memory,
                reach,
                ties,
                armed,
                timelineNext);
    }

    public CustomerState withGoals(List<GoalWatch> other) {
        return new CustomerState(
                profile,
                devices,
                consents,
                suppressions,
                instances,
                messages,
                other,
                entries,
                seen,
                memory,
                reach,
                ties,
                armed,
                timelineNext);
    }

    public CustomerState withEntries(List<EntryCount> other) {
        return new CustomerState(
                profile,
                devices,
                consents,
                suppressions,
                instances,
                messages,
                goals,
                other,
                seen,
                memory,
                reach,
                ties,
                armed,
                timelineNext);
    }

    public CustomerState withSeen(List<Seen> other) {
        return new CustomerState(
                profile,
                devices,
                consents,
                suppressions,
                instances,
                messages,
                goals,
                entries,
                other,
                memory,
                reach,
                ties,
                armed,
                timelineNext);
    }

    public CustomerState withMemory(Memory other) {
        return new CustomerState(
                profile,
                devices,
                consents,
                suppressions,
                instances,
                messages,
                goals,
                entries,
                seen,
                other,
                reach,
                ties,
                armed,
                timelineNext);
    }

    public CustomerState withReach(Reach other) {
        return new CustomerState(
                profile,
                devices,
                consents,
                suppressions,
                instances,
                messages,
                goals,
                entries,
                seen,
                memory,
                other,
                ties,
                armed,
                timelineNext);
    }

    public CustomerState withTies(Ties other) {
        return new CustomerState(
                profile,
                devices,
                consents,
                suppressions,
                instances,
                messages,
                goals,
                entries,
                seen,
                memory,
                reach,
                other,
                armed,
                timelineNext);
    }

    public CustomerState withArmed(Armed other) {
        return new CustomerState(
                profile,
                devices,
                consents,
                suppressions,
                instances,
                messages,
                goals,
                entries,
                seen,
                memory,
                reach,
                ties,
                other,
                timelineNext);
    }

    public CustomerState withTimelineNext(int other) {
        return new CustomerState(
                profile,
                devices,
                consents,
                suppressions,
                instances,
                messages,
                goals,
                entries,
                seen,
                memory,
                reach,
                ties,
                armed,
                other);
    }

    /** Whether there is anything of the customer in it, and not only hashes of events: nothing after an erasure. */
    public boolean isOfSomebody() {
        return !withSeen(List.of())
                .withArmed(Armed.NONE)
                .withTies(ties.withErasure(null))
                .isEmpty();
    }

    /** Whether nothing is worth keeping. */
    public boolean isEmpty() {
        History history = memory.history();
        return history.since() == null
                ? equals(NEW.withTimelineNext(timelineNext))
                : withMemory(memory.withHistory(history.withSince(null))).isEmpty();
    }
}
