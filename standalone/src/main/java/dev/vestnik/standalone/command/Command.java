package dev.vestnik.standalone.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The commands of the launcher that run in Java, each with what can be said behind it. */
public enum Command {
    UP(0, Set.of("--data"), Set.of("--sandbox")),
    DEMO(0, Set.of("--for"), Set.of()),
    SEND(1, Set.of("--data"), Set.of()),
    STATUS(0, Set.of("--data"), Set.of("--json")),
    KEYS(2, Set.of("--data", "--file", "--roles", "--shops", "--expires", "--old-for"), Set.of()),
    PULL(1, Set.of("--data"), Set.of()),
    DIFF(1, Set.of("--data", "--in-flight"), Set.of()),
    APPLY(1, Set.of("--data", "--in-flight"), Set.of("--yes")),
    CHECK(1, Set.of(), Set.of()),
    PACKS(2, Set.of("--data", "--set", "--take"), Set.of("--yes")),
    DEAD_LETTERS(3, Set.of("--data", "--reason"), Set.of("--yes"));

    private final int most;
    private final Set<String> options;
    private final Set<String> flags;

    /** @param most arguments that are no options */
    Command(int most, Set<String> options, Set<String> flags) {
        this.most = most;
        this.options = options;
        this.flags = flags;
    }

    /** @throws CommandFailedException where there is no such command */
    public static Command of(String name) {
        return Arrays.stream(values())
                .filter(command -> command.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailedException("unknown command " + name + "; see ./vestnik help"));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws CommandFailedException where it would ignore one of them */
    public CommandLine read(List<String> arguments) {
        return new CommandLine(arguments, options, flags).atMost(most);
    }
}
