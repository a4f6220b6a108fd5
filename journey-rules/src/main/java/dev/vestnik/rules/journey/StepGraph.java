package dev.vestnik.rules.journey;

import dev.vestnik.rules.document.Nearest;
import dev.vestnik.rules.document.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The ways between the steps of a document, as far as it can be read: a document full of faults has its graph, too. */
final class StepGraph {
    private final Place start;
    private final boolean tooMany;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Set<String>> events = new HashMap<>();
    private final Set<String> filling = new LinkedHashSet<>();
    private final StepOutline rules = new StepOutline(false);

    private record Node(Place place, StepOutline outline) {
        boolean waits() {
            return outline.waits();
        }
    }

    private StepGraph(Place root) {
        this.start = root.at("start");
        for (Place rule : StepOutline.maps(root.at("on"))) {
            rules.leadsToWith(rule.at("goto"), rule.at("on"));
            if (StepOutline.isTrue(rule.at("update"))) {
                rules.refreshedBy(rule.at("on"));
            }
        }
        this.tooMany = root.at("steps").isMap() && root.at("steps").entries().size() > Journey.MOST_STEPS;
    }

    static StepGraph of(Place root, StepKinds kinds) {
        StepGraph graph = new StepGraph(root);
        if (graph.tooMany) {
            return graph;
        }
        graph.read(root.at("steps"), kinds);
        Set<String> entry = startedBy(root.at("entry"));
        graph.filling.addAll(entry);
        graph.filling.addAll(graph.rules.refreshing());
        graph.nodes.values().forEach(node -> graph.filling.addAll(node.outline().refreshing()));
        graph.nodes.values().forEach(node -> graph.filling.addAll(node.outline().filling()));
        graph.spreadEvents(entry);
        return graph;
    }

    private void read(Place steps, StepKinds kinds) {
        if (steps.isMap()) {
            steps.entries().forEach((id, step) -> {
                if (step.isMap()) {
                    nodes.put(id, new Node(step, kinds.outline(step)));
                }
            });
        }
    }

    /** The event types that can have brought an instance to this step. */
    Set<String> eventsAt(String step) {
        return events.getOrDefault(step, Set.of());
    }

    /** The event types from which the context is computed. */
    Set<String> eventsThatFillTheContext() {
        return filling;
    }

    /** The names that steps set in what an instance remembers. */
    Set<String> setBySteps() {
        Set<String> set = new LinkedHashSet<>();
        nodes.values().forEach(node -> set.addAll(node.outline().set()));
        return set;
    }

    private static Set<String> startedBy(Place entry) {
        String moment = ScheduleReader.event(entry);
        if (moment != null) {
            return Set.of(moment);
        }
        Place on = entry.at("on");
        Set<String> types = new LinkedHashSet<>();
        List<Place> all = on.isList() ? on.elements() : List.of(on);
        all.forEach(one -> StepOutline.text(one).ifPresent(types::add));
        return types;
    }

    private void spreadEvents(Set<String> entry) {
        Deque<String> changed = new ArrayDeque<>();
        if (!entry.isEmpty()) {
            StepOutline.text(start).flatMap(this::meant).ifPresent(first -> arrive(first, entry, changed));
        }
        for (StepOutline.Edge edge : rules.edges()) {
            Set<String> along = Set.of(Objects.requireNonNull(edge.brings()));
            meant(edge.target()).ifPresent(next -> arrive(next, along, changed));
        }
        while (!changed.isEmpty()) {
            String id = changed.removeFirst();
            Node node = node(id);
            Set<String> here = eventsAt(id);
            for (StepOutline.Edge edge : node.outline().edges()) {
                Set<String> along = edge.brings() == null ? here : Set.of(edge.brings());
                meant(edge.target()).ifPresent(next -> arrive(next, along, changed));
            }
        }
    }

    private void arrive(String step, Set<String> types, Deque<String> changed) {
        Set<String> here = events.computeIfAbsent(step, id -> new LinkedHashSet<>());
        boolean more = here.addAll(types) | here.addAll(node(step).outline().refreshing());
        if (more) {
            changed.add(step);
        }
    }

    /** Notes what is wrong with the graph. */
    void check() {
        if (tooMany) {
            return; // refused for their number; looking for loops takes the square of it
        }
        checkTarget(start);
        rules.edges().forEach(edge -> checkTarget(edge.place()));
        nodes.values().forEach(node -> node.outline().edges().forEach(edge -> checkTarget(edge.place())));
        checkReachable();
        checkLoops();
    }

    private void checkTarget(Place place) {
        StepOutline.text(place)
                .filter(target -> !nodes.containsKey(target))
                .ifPresent(target ->
                        place.fault("there is no step \"" + target + "\"" + Nearest.hint(target, nodes.keySet())));
    }

    private void checkReachable() {
        Optional<String> first = StepOutline.text(start).flatMap(this::meant);
        if (first.isEmpty()) {
            return;
        }
        Set<String> reached = reachable(first.get(), false);
        rules.edges()
                .forEach(edge -> meant(edge.target()).ifPresent(target -> reached.addAll(reachable(target, false))));
        nodes.forEach((id, node) -> {
            if (!reached.contains(id)) {
                node.place().fault("cannot be reached from the start");
            }
        });
    }

    private void checkLoops() {
        Set<String> reported = new HashSet<>();
        nodes.forEach((id, node) -> {
            boolean loop = !node.waits() && reachable(id, true).contains(id);
            if (loop && reported.add(id)) {
                reported.addAll(reachable(id, true));
                node.place().fault("is in a loop without a wait: " + String.join(" -> ", way(id)));
            }
        });
    }

    /**
     * The steps reachable from one; {@code withoutWait}: without staying anywhere, and that step itself only in a circle.
     */
    private Set<String> reachable(String from, boolean withoutWait) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        if (!withoutWait) {
            reached.add(from);
        }
        while (!open.isEmpty()) {
            for (String next : following(open.removeFirst(), withoutWait)) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }

    private List<String> following(String id, boolean withoutWait) {
        Node node = node(id);
        return withoutWait && node.waits()
                ? List.of()
                : node.outline().edges().stream()
                        .flatMap(edge -> meant(edge.target()).stream())
                        .toList();
    }

    /** A way from a step to itself. */
    private List<String> way(String id) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(id));
        while (!cameFrom.containsKey(id) && !open.isEmpty()) {
            String step = open.removeFirst();
            for (String next : following(step, true)) {
                if (cameFrom.putIfAbsent(next, step) == null) {
                    open.add(next);
                }
            }
        }
        Deque<String> way = new ArrayDeque<>(List.of(id));
        String step = cameFrom.get(id);
        while (step != null && !step.equals(id)) {
            way.addFirst(step);
            step = cameFrom.get(step);
        }
        way.addFirst(id);
        return List.copyOf(way);
    }

    private Node node(String id) {
        return Objects.requireNonNull(nodes.get(id));
    }

    /** The step, or the one that was meant: a wrong letter is one fault, not a chain of them. */
    private Optional<String> meant(String target) {
        return nodes.containsKey(target) ? Optional.of(target) : Nearest.of(target, nodes.keySet());
    }
}
