package dev.vestnik.standalone.command;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command's arguments: {@code --name value}, {@code --flag} and the rest. */
public final class CommandLine {
    private final Map<String, List<String>> options = new HashMap<>();
    private final Set<String> flags = new HashSet<>();
    private final Deque<String> rest = new ArrayDeque<>();

    /**
     * @param known options that take a value
     * @throws CommandFailedException on an unknown option or a missing value
     */
    public CommandLine(List<String> arguments, Set<String> known, Set<String> knownFlags) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (knownFlags.contains(argument)) {
                flags.add(argument);
            } else if (known.contains(argument)) {
                i++;
                if (i == arguments.size()) {
                    throw new CommandFailedException(argument + " needs a value");
                }
                options.computeIfAbsent(argument, first -> new ArrayList<>()).add(arguments.get(i));
            } else if (argument.startsWith("--")) {
                throw new CommandFailedException("unknown option " + argument + "; see ./vestnik help");
            } else {
                rest.add(argument);
            }
        }
    }

    /** @throws CommandFailedException where there are more than so many that are no options */
    public CommandLine atMost(int number) {
        if (rest.size() > number) {
            throw new CommandFailedException(
                    "\"" + rest.stream().skip(number).findFirst().orElseThrow() + "\" is too much; see ./vestnik help");
        }
        return this;
    }

    public boolean flag(String name) {
        return flags.contains(name);
    }

    public Optional<String> option(String name) {
        List<String> said = all(name);
        return said.isEmpty() ? Optional.empty() : Optional.of(said.getLast());
    }

    /** All values of an option that may be said more than once. */
    public List<String> all(String name) {
        return List.copyOf(options.getOrDefault(name, List.of()));
    }

    /** The next argument that is no option. */
    public Optional<String> next() {
        return Optional.ofNullable(rest.poll());
    }
}
