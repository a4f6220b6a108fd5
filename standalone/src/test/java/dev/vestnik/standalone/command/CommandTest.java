package dev.vestnik.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTest {
    @Test
    void readsWhatIsMeantForIt() {
        CommandLine arguments = Command.DIFF.read(List.of("shop", "--in-flight", "exit"));
        assertThat(arguments.next()).contains("shop");
        assertThat(arguments.option("--in-flight")).contains("exit");
        assertThat(Command.APPLY.read(List.of("shop", "--yes")).flag("--yes")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PULL, --yes, unknown option --yes",
        "DIFF, --yes, unknown option --yes",
        "CHECK, --in-flight, unknown option --in-flight",
        "DEMO, --data, unknown option --data",
        "UP, shop, '\"shop\" is too much'"
    })
    void refusesWhatItWouldIgnore(Command command, String argument, String problem) {
        assertThatThrownBy(() -> command.read(List.of(argument)))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageStartingWith(problem);
        assertThatThrownBy(() -> Command.APPLY.read(List.of("shop", "other")))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageStartingWith("\"other\" is too much");
    }

    @Test
    void isOneOfThoseThatThereAre() {
        assertThat(Command.of("apply")).isEqualTo(Command.APPLY);
        assertThatThrownBy(() -> Command.of("APPLY")).hasMessageStartingWith("unknown command APPLY");
    }
}
