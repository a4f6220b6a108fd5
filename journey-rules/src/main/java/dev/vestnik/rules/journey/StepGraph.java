package dev.vestnik.rules.journey;

import dev.vestnik.rules.document.Nearest;
import dev.vestnik.rules.document.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the steps of a document lead, as far as it can be read: a document full of faults has its graph, too. */
final class StepGraph {
    private final Place start;
    private final boolean tooMany;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Set<String>> events = new HashMap<>();
    private final Set<String> filling = new LinkedHashSet<>();

    /**
     * @param waits whether an instance stays here for a time, or until an event, whatever comes
     * @param edges out of it
     * @param refreshed the event types that also bring an instance on while it stays here
     */
    private record Node(Place place, boolean waits, List<Edge> edges, Set<String> refreshed) {}

    /**
     * @param place where the document says it
     * @param brings the event that takes an instance along here; null: the clock or nothing
     */
    private record Edge(
            Place place, String target, @Nullable String brings) {}

    private StepGraph(Place root) {
        this.start = root.at("start");
        this.tooMany = root.at("steps").isMap() && root.at("steps").entries().size() > Journey.MOST_STEPS;
    }

    static StepGraph of(Place root) {
        StepGraph graph = new StepGraph(root);
        if (graph.tooMany) {
            return graph;
        }
        StepScan.quietly(root.at("steps"), (id, place) -> graph.nodes.put(id, node(place)));
        StepScan.text(root.at("entry").at("on")).ifPresent(graph.filling::add);
        graph.nodes.values().forEach(node -> graph.filling.addAll(node.refreshed()));
        graph.spreadEvents(StepScan.text(root.at("entry").at("on")));
        return graph;
    }

    private static Node node(Place place) {
        List<Edge> edges = new ArrayList<>();
        for (String key : List.of("onSent", "onNone", "next", "onTimeout", "otherwise")) {
            edge(place.at(key), null).ifPresent(edges::add);
        }
        for (Place one : StepScan.list(place.at("cases"))) {
            edge(one.at("next"), null).ifPresent(edges::add);
        }
        for (Place one : StepScan.list(place.at("on"))) {
            edge(one.at("next"), StepScan.text(one.at("on")).orElse("?")).ifPresent(edges::add);
        }
        Set<String> refreshed = new LinkedHashSet<>();
        for (Place one : StepScan.list(place.at("resetOn"))) {
            if (StepScan.isTrue(one.at("update"))) {
                refreshed.add(StepScan.text(one.at("on")).orElse("?"));
            }
        }
        return new Node(place, waits(place), edges, refreshed);
    }

    private static Optional<Edge> edge(Place place, @Nullable String brings) {
        return StepScan.text(place).map(target -> new Edge(place, target, brings));
    }

    /** A delay until an instant that has passed does not wait; a message may have nobody to go to. */
    private static boolean waits(Place step) {
        String type = StepScan.text(step.at("type")).orElse("");
        return type.equals("waitUntil")
                || type.equals("delay") && !step.at("until").present();
    }

    /** The event types that can have brought an instance to this step. */
    Set<String> eventsAt(String step) {
        return events.getOrDefault(step, Set.of());
    }

    /** The event types from which the context is computed. */
    Set<String> eventsThatFillTheContext() {
        return filling;
    }

    private void spreadEvents(Optional<String> entry) {
        Deque<String> changed = new ArrayDeque<>();
        if (entry.isPresent()) {
            StepScan.text(start).flatMap(this::meant).ifPresent(first -> arrive(first, Set.of(entry.get()), changed));
        }
        while (!changed.isEmpty()) {
            String id = changed.removeFirst();
            Node node = node(id);
            Set<String> here = eventsAt(id);
            for (Edge edge : node.edges()) {
                Set<String> along = edge.brings() == null ? here : Set.of(edge.brings());
                meant(edge.target()).ifPresent(next -> arrive(next, along, changed));
            }
        }
    }

    private void arrive(String step, Set<String> types, Deque<String> changed) {
        Set<String> here = events.computeIfAbsent(step, id -> new LinkedHashSet<>());
        boolean more = here.addAll(types) | here.addAll(node(step).refreshed());
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
        nodes.values().forEach(node -> node.edges().forEach(edge -> checkTarget(edge.place())));
        checkReachable();
        checkLoops();
    }

    private void checkTarget(Place place) {
        StepScan.text(place)
                .filter(target -> !nodes.containsKey(target))
                .ifPresent(target ->
                        place.fault("there is no step \"" + target + "\"" + Nearest.hint(target, nodes.keySet())));
    }

    private void checkReachable() {
        Optional<String> first = StepScan.text(start).flatMap(this::meant);
        if (first.isEmpty()) {
            return;
        }
        Set<String> reached = reachable(first.get(), false);
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

    /** What can be reached from a step; {@code withoutWait}: without staying anywhere, and the step itself only in a circle. */
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
                : node.edges().stream()
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
        return java.util.Objects.requireNonNull(nodes.get(id));
    }

    /** The step, or the one that was meant: a wrong letter is one fault, not a chain of them. */
    private Optional<String> meant(String target) {
        return nodes.containsKey(target) ? Optional.of(target) : Nearest.of(target, nodes.keySet());
    }
}
