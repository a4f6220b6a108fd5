package dev.vestnik.rules.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Knowledge at one place of a text: which values are surely there, and where the text's own variables come from. Bounded: values and
 * variables beyond that are not known.
 */
final class Presence {
    private static final int MOST = 200;
    /** Each branch has its own copy. */
    private static final int MOST_VARIABLES = 50;

    private static final Set<String> ROOTS = Set.of("event", "context", "customer", "links");

    private final Set<String> present;
    private final Map<String, Set<Source>> variables;
    private boolean left;

    Presence() {
        this(Set.of(), Map.of());
    }

    private Presence(Set<String> present, Map<String, Set<Source>> variables) {
        this.present = new HashSet<>(present);
        this.variables = new HashMap<>(variables);
    }

    /** The same for a branch in which these values are there. */
    Presence with(Set<String> keys) {
        Presence branch = new Presence(present, variables);
        branch.know(keys);
        return branch;
    }

    void know(Set<String> keys) {
        keys.stream().limit(MOST - Math.min(MOST, present.size())).forEach(present::add);
    }

    /** A {@code break} or {@code continue} ends the branch: the text after it is for the others alone. */
    void leave() {
        left = true;
    }

    void assign(String variable, Set<Source> sources) {
        if (variables.size() < MOST_VARIABLES || variables.containsKey(variable)) {
            variables.put(variable, sources);
        }
    }

    /** The sources of a variable of this name; more than one where branches differ. */
    Set<Source> root(String name) {
        Set<Source> own = variables.get(name);
        return own != null ? own : ROOTS.contains(name) ? Set.of(Source.root(name)) : Set.of();
    }

    boolean has(Source source) {
        return present.contains(source.key());
    }

    /** Learns what is known after branches, whichever of them was taken. */
    void join(List<Presence> branches) {
        List<Presence> goOn = branches.stream().filter(branch -> !branch.left).toList();
        left = goOn.isEmpty();
        Set<String> common = new HashSet<>(goOn.isEmpty() ? Set.of() : goOn.getFirst().present);
        goOn.forEach(branch -> common.retainAll(branch.present));
        know(common);
        Set<String> names = goOn.stream()
                .flatMap(branch -> branch.variables.keySet().stream())
                .collect(Collectors.toSet());
        names.forEach(name -> assign(
                name, goOn.stream().flatMap(branch -> branch.settled(name)).collect(Collectors.toUnmodifiableSet())));
    }

    private Stream<Source> settled(String name) {
        return root(name).stream().limit(MOST).map(source -> has(source) ? source.sure() : source);
    }
}
