package dev.vestnik.standalone.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Files and an engine, brought in line both ways. Every test has documents of its own ids; the engine is one. */
class DocumentsTest {
    private static final String TEXT = """
            # what the parcel says
            id: ID
            locales: {en: {sms: {text: Hello}}}
            """;
    private static final String JOURNEY = """
            # one message, an hour later
            id: ID
            class: service
            entry: {on: order.shipped, key: event.orderId}
            start: rest
            steps:
              rest: {type: delay, for: PT1H, next: tell}   # not at once
              tell: {type: message, template: ID, channels: [{via: sms}]}
            """;

    @TempDir
    private static Path home;

    private static LonelyEngine engine;

    @TempDir
    private Path directory;

    private String id = "";
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        engine = new LonelyEngine(home);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private Documents documents() {
        return documents(directory);
    }

    private Documents documents(Path where) {
        printed.reset();
        return new Documents(
                new PrintStream(printed, true, StandardCharsets.UTF_8), engine.url(), LonelyEngine.KEY, where);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** A template and a journey that uses it. */
    private void written(TestInfo test) throws IOException {
        id = test.getTestMethod().orElseThrow().getName().toLowerCase();
        write("templates/" + id + ".yml", TEXT.replace("ID", id));
        write("journeys/" + id + ".yml", JOURNEY.replace("ID", id));
    }

    private int apply() throws InterruptedException {
        return documents().apply("keep", () -> true);
    }

    @Test
    void bringsTheEngineInLineAndThenHasNothingToDo(TestInfo test) throws Exception {
        written(test);
        assertThat(documents().diff("keep")).isEqualTo(Documents.DIFFERENCES);
        assertThat(printed()).contains("journeys/" + id + ".yml  new, version 1");
        assertThat(apply()).isEqualTo(Documents.DONE);
        assertThat(printed()).contains("done: 2 changed");
        assertThat(documents().diff("keep")).isEqualTo(Documents.DONE);
        assertThat(printed()).endsWith("nothing to do\n");
    }

    @Test
    void fetchesFilesWithTheirCommentsAndFindsNoDifference(TestInfo test, @TempDir Path other) throws Exception {
        written(test);
        apply();
        assertThat(documents(other).pull()).isEqualTo(Documents.DONE);
        assertThat(other.resolve("journeys/" + id + ".yml")).hasContent(JOURNEY.replace("ID", id));
        assertThat(other.resolve("templates/" + id + ".yml")).hasContent(TEXT.replace("ID", id));
        assertThat(documents(other).diff("keep")).isEqualTo(Documents.DONE);
        assertThat(documents(other).pull()).isEqualTo(Documents.DONE);
        assertThat(printed()).startsWith("0 written");
    }

    @Test
    void offersAreFilesToo(TestInfo test, @TempDir Path other) throws Exception {
        written(test);
        String offer = "id: %s   # the spring sale\nvalidFor: P14D\n".formatted(id);
        write("offers/" + id + ".yml", offer);
        assertThat(apply()).isEqualTo(Documents.DONE);
        assertThat(documents(other).pull()).isEqualTo(Documents.DONE);
        assertThat(other.resolve("offers/" + id + ".yml")).hasContent(offer);
        assertThat(documents().diff()).isEqualTo(Documents.DONE);
    }

    @Test
    void showsWhereDocumentsDifferAndAsksFirst(TestInfo test) throws Exception {
        written(test);
        apply();
        write("journeys/" + id + ".yml", JOURNEY.replace("ID", id).replace("PT1H", "PT2H"));
        assertThat(documents().apply("keep", () -> false)).isEqualTo(Documents.FAULTS);
        assertThat(printed())
                .contains("journeys/" + id + ".yml  changed, version 2 (in force: by pipeline, ")
                .contains("    ~ steps.rest.for: \"PT1H\" -> \"PT2H\"")
                .endsWith("nothing was changed\n");
        assertThat(documents().diff("keep")).isEqualTo(Documents.DIFFERENCES);
    }

    @Test
    void namesTheFaultsOfAllFilesAndChangesNothing(TestInfo test) throws Exception {
        written(test);
        write("journeys/" + id + ".yml", JOURNEY.replace("ID", id).replace("PT1H", "soon"));
        write("settings/shop.yml", "zone: Mars/Olympus\n");
        assertThat(apply()).isEqualTo(Documents.FAULTS);
        assertThat(printed())
                .contains("journeys/" + id + ".yml: steps.rest.for: ")
                .contains("settings/shop.yml: zone: ");
        Files.delete(directory.resolve("settings/shop.yml"));
        assertThat(documents().diff("keep")).isEqualTo(Documents.FAULTS);
        write("journeys/" + id + ".yml", JOURNEY.replace("ID", id));
        documents().diff("keep");
        assertThat(printed()).as("the sound template was not taken either").contains("templates/" + id + ".yml  new");
    }

    @Test
    void leavesAloneWhatIsInTheEngineAlone(TestInfo test) throws Exception {
        written(test);
        apply();
        Files.delete(directory.resolve("journeys/" + id + ".yml"));
        assertThat(apply()).isEqualTo(Documents.DONE);
        assertThat(printed()).contains("journeys/" + id + " is in the engine alone and is left alone");
    }

    @Test
    void refusesADirectoryWithoutDocuments(@TempDir Path empty) throws Exception {
        assertThatThrownBy(() -> documents(empty.resolve("shpo")).diff("keep"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("there is no directory");
        Files.createDirectories(empty.resolve("journey"));
        Files.writeString(empty.resolve("journey/a.yml"), JOURNEY);
        assertThatThrownBy(() -> documents(empty).apply("keep", () -> true))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("there is no document in " + empty)
                .hasMessageContaining("a folder of ");
    }

    @Test
    void namesFilesThatAreNoDocuments(TestInfo test) throws Exception {
        written(test);
        write("journeys/other.YML", JOURNEY);
        write("journeys/older/some.yml", JOURNEY);
        write("journeys/.hidden", "");
        documents().diff("keep");
        assertThat(printed())
                .contains("journeys/other.YML is no document, and is passed over")
                .contains("journeys/older is no document, and is passed over")
                .doesNotContain("hidden");
    }

    @Test
    void countsThoseWhomTheSameApplyWouldMove(TestInfo test) throws Exception {
        written(test);
        apply();
        write("journeys/" + id + ".yml", JOURNEY.replace("ID", id).replace("PT1H", "PT2H"));
        Awaitility.await() // until the tasks can tell how many customers are in it
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(documents().diff("exit")).isEqualTo(Documents.DIFFERENCES);
                    assertThat(printed()).contains("    0 customers are in it");
                });
    }

    @Test
    void refusesTwoFilesOfOneId(TestInfo test) throws Exception {
        written(test);
        write("journeys/" + id + ".yaml", JOURNEY.replace("ID", id));
        assertThatThrownBy(this::apply)
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("journeys/" + id + ".yml");
    }

    @Test
    void saysThatSomebodyWasFaster(TestInfo test) throws Exception {
        written(test);
        apply();
        write("templates/" + id + ".yml", TEXT.replace("ID", id).replace("Hello", "Good day"));
        Path others = Files.createTempDirectory(directory, "others");
        int status = documents().apply("keep", () -> overtaken(others));
        assertThat(status).isEqualTo(Documents.FAULTS);
        assertThat(printed())
                .contains("template/" + id + " was saved by pipeline, ")
                .contains("nothing was changed; run it again");
    }

    /** While the plan is being looked at, another pipeline applies its own. */
    private boolean overtaken(Path others) {
        try {
            Files.createDirectories(others.resolve("templates"));
            Files.writeString(
                    others.resolve("templates/" + id + ".yml"),
                    TEXT.replace("ID", id).replace("Hello", "Hi"));
            Documents other = new Documents(
                    new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                    engine.url(),
                    LonelyEngine.KEY,
                    others);
            return other.apply("keep", () -> true) == Documents.DONE;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aKeyThatIsNoneIsRefusedInWords() {
        Documents wrong = new Documents(
                new PrintStream(printed, true, StandardCharsets.UTF_8), engine.url(), "no key", directory);
        assertThatThrownBy(() -> wrong.diff("keep"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("the engine refuses the key (401)");
    }
}
