package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.PastExit;
import dev.vestnik.rules.customer.Position.Waiting;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.reason.Ending;
import dev.vestnik.rules.reason.ExitRule;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The state of a customer and that of a visitor who turned out to be the customer, as one. The customer's own word counts before the
 * visitor's; what was seen and counted is united; of two runs of one journey and key the older goes on. Each part keeps its bound. What
 * happened before starts nothing.
 */
final class Union {
    private static final String ATTRIBUTES = "attributes";

    private final Turn turn;
    private final StepRunner runner;
    private final CustomerState own;
    private final CustomerState came;

    Union(Turn turn, StepRunner runner, CustomerState came) {
        this.turn = turn;
        this.runner = runner;
        this.own = turn.state();
        this.came = came;
    }

    void unite() {
        profile();
        devices();
        consents();
        reach();
        came.suppressions().forEach(this::suppress);
        Housekeeping.unite(turn, came.seen());
        memory();
        journeys();
        Consents.takeBack(turn);
    }

    /** Keeps the customer's own word; the visitor's fills gaps. */
    private void profile() {
        Map<String, Object> changes = new HashMap<>(came.profile().fields());
        changes.keySet().removeAll(own.profile().fields().keySet());
        if (own.profile().fields().get(ATTRIBUTES) instanceof Map<?, ?> present
                && came.profile().fields().get(ATTRIBUTES) instanceof Map<?, ?> attributes) {
            Map<Object, Object> added = new HashMap<>(attributes);
            added.keySet().removeAll(present.keySet());
            changes.put(ATTRIBUTES, added);
        }
        if (!changes.isEmpty()) {
            turn.become(turn.state().withProfile(ProfileBounds.changed(turn, changes)));
        }
    }

    /** The visitor's first: where there are too many they make room for the customer's. */
    private void devices() {
        Set<String> known = own.devices().stream().map(Device::address).collect(Collectors.toSet());
        List<Device> all = came.devices().stream()
                .filter(device -> !known.contains(device.address()))
                .toList();
        if (all.isEmpty()) {
            return;
        }
        for (Device device : own.devices()) {
            all = StateBounds.with(turn, all, device);
        }
        turn.become(turn.state().withDevices(all));
    }

    /**
     * A "no" of the visitor's stands beside the customer's words, but for one on the very same; a "yes" does only where the customer has said
     * nothing that covers it. They come first: whatever the customer said is the later word.
     */
    private void consents() {
        List<Consent> all = came.consents().stream().filter(this::isTaken).toList();
        if (all.isEmpty()) {
            return;
        }
        for (Consent consent : own.consents()) {
            all = StateBounds.with(turn, all, consent);
        }
        turn.become(turn.state().withConsents(all));
    }

    private boolean isTaken(Consent consent) {
        return own.consents().stream()
                .noneMatch(known -> consent.granted()
                        ? covers(known, consent)
                        : known.channel() == consent.channel() && Objects.equals(known.topic(), consent.topic()));
    }

    private static boolean covers(Consent known, Consent consent) {
        return (known.channel() == null || known.channel() == consent.channel())
                && (known.topic() == null || known.topic().equals(consent.topic()));
    }

    private void reach() {
        Reach reach = turn.state().reach();
        for (Reach.Registration one : came.reach().registrations()) {
            if (reach.registeredAt(one.device()).isBefore(one.at())) {
                reach = reach.registered(one.device(), one.at());
            }
        }
        for (Reach.Stop stop : came.reach().stops()) {
            if (reach.stop(stop.channel(), stop.address()) == null
                    && Addresses.is(turn.state(), stop.channel(), stop.address())) {
                reach = reach.stopped(stop);
            }
        }
        turn.become(turn.state().withReach(reach));
    }

    private void suppress(Suppression suppression) {
        boolean known = turn.state().suppressions().stream()
                .anyMatch(one -> one.channel() == suppression.channel() && one.address() == suppression.address());
        if (!known) {
            List<Suppression> all = StateBounds.with(turn, turn.state().suppressions(), suppression);
            turn.become(turn.state().withSuppressions(all));
        }
    }

    /** Each part in its own bound; since when there is a customer is the customer's own. */
    private void memory() {
        Memory memory = came.memory();
        History history = memory.history();
        came.entries()
                .forEach(entry -> turn.become(
                        turn.state().withEntries(Lists.with(turn.state().entries(), entry))));
        memory.entries().forEach(entry -> EntryLimits.remember(turn, entry));
        memory.exits().forEach(exit -> PastExits.keep(turn, exit));
        memory.exposures().forEach(exposure -> Holdout.unite(turn, exposure));
        CapCounts.unite(turn, memory.counted());
        history.arms().forEach(arm -> Experiments.unite(turn, arm));
        history.sent().forEach(sent -> LastSents.unite(turn, sent));
        history.counted().forEach(count -> Counters.add(turn, count));
        HeldOffers.unite(turn, history.offers());
        history.habits().forEach(habit -> Habits.unite(turn, habit));
        history.contacts().forEach(contact -> OtherContacts.unite(turn, contact));
        Silences.unite(turn, history.dates());
        Interests.unite(turn, history.interests());
        Tasks.unite(turn, memory.people().tasks());
        memory.people().dialogues().forEach(dialogue -> Dialogues.unite(turn, dialogue));
    }

    private void journeys() {
        for (Outstanding message : came.messages()) {
            if (turn.message(message.id()).isEmpty()) {
                turn.put(message);
            }
        }
        for (GoalWatch watch : came.goals()) {
            if (turn.state().goals().stream().noneMatch(one -> one.instance().equals(watch.instance()))) {
                StateBounds.watch(turn, watch);
            }
        }
        Set<UUID> added = new LinkedHashSet<>();
        for (Instance instance : came.instances()) {
            if (turn.instance(instance.id()).isEmpty()) {
                turn.put(instance);
                added.add(instance.id());
            }
        }
        KeptEvents.unite(turn, came.memory().kept());
        runner.settleAll(turn); // what was published while they were on their way has passed by both keys
        added.forEach(id -> turn.instance(id).ifPresent(this::oneOfAKey));
        added.forEach(id -> endOvertaken(id, own.memory().exits()));
        own.instances()
                .forEach(instance -> endOvertaken(instance.id(), came.memory().exits()));
        InstanceRoom.fit(turn, runner, added);
    }

    /** Lets the older of two runs of a journey and key go on, with what the younger one learnt later. */
    private void oneOfAKey(Instance instance) {
        own.instances().stream()
                .flatMap(other -> turn.instance(other.id()).stream())
                .filter(other -> !other.id().equals(instance.id())
                        && other.journey().equals(instance.journey())
                        && other.key().equals(instance.key()))
                .findFirst()
                .ifPresent(other -> {
                    boolean cameFirst = instance.enteredAt().isBefore(other.enteredAt());
                    merge(cameFirst ? instance : other, cameFirst ? other : instance);
                });
    }

    private void merge(Instance older, Instance younger) {
        turn.put(learnt(older, younger));
        boolean reachable = turn.state().goals().stream()
                .anyMatch(watch ->
                        watch.instance().equals(older.id()) && !turn.now().isAfter(watch.until()));
        runner.leave(turn, younger, Ending.MERGED);
        if (reachable) { // one purchase is one conversion
            turn.become(turn.state()
                    .withGoals(turn.state().goals().stream()
                            .filter(watch -> !watch.instance().equals(younger.id()))
                            .toList()));
        }
    }

    /** The context of the later event; and of two waits in one step the one that ends later, which began when the customer was last here. */
    private static Instance learnt(Instance older, Instance younger) {
        if (older.version() != younger.version() || !younger.contextAt().isAfter(older.contextAt())) {
            return older;
        }
        Instance learnt = older.remembering(younger.context(), younger.contextAt());
        if (older.step().equals(younger.step())
                && older.position() instanceof Waiting(var since, var due)
                && younger.position() instanceof Waiting later
                && later.due().isAfter(due)) {
            return learnt.at(learnt.step(), learnt.iteration(), new Waiting(since, later.due()));
        }
        return learnt;
    }

    /** Ends a run that an event of the other key has ended: the purchase that was faster than the move. */
    private void endOvertaken(UUID instance, List<PastExit> exits) {
        Instance running = exits.isEmpty() ? null : turn.instance(instance).orElse(null);
        Journey journey = running == null ? null : turn.journeyOf(running);
        if (running != null && journey != null) {
            Parking.guard(turn, instance, () -> {
                PastExits.Overtaking overtaking = PastExits.overtaking(turn, journey, running, exits);
                if (overtaking != null) {
                    runner.leave(turn, running, new ExitRule(overtaking.exit().reason()));
                }
                return overtaking != null;
            });
        }
    }
}
