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
import java.util.List;
import java.util.stream.Stream;
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
        assertThat(documents().diff("keep")).isEqualTo(Documents.DONE);
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

    private static final String TEST = """
            # an hour later
            events: [{type: order.shipped, data: {orderId: o1}}]
            expect: {messages: [{at: PT1H, channel: sms, text: Hello}]}
            """;

    @Test
    void testsGoAlongAndAreRunAndComeBack(TestInfo test, @TempDir Path other) throws Exception {
        written(test);
        write("tests/" + id + "/an-hour.yml", TEST);
        assertThat(apply()).isEqualTo(Documents.DONE);
        assertThat(printed()).contains("tests/" + id + "  new").contains("done: 3 changed");
        assertThat(documents().diff("keep")).as(printed()).isEqualTo(Documents.DONE);
        assertThat(documents(other).pull()).isEqualTo(Documents.DONE);
        assertThat(other.resolve("tests/" + id + "/an-hour.yml")).content().contains("PT1H");
        assertThat(documents(other).diff("keep")).as(printed()).isEqualTo(Documents.DONE);
        write("journeys/" + id + ".yml", JOURNEY.replace("ID", id).replace("PT1H", "PT2H"));
        assertThat(apply()).isEqualTo(Documents.FAULTS);
        assertThat(printed()).contains("journeys/" + id + ".yml: tests/an-hour: expected sms");
        write("tests/" + id + "/an-hour.yml", TEST.replace("PT1H", "PT2H"));
        assertThat(apply()).isEqualTo(Documents.DONE);
    }

    @Test
    void aTestThatFailsIsRefusedWhateverElseIsThere(TestInfo test) throws Exception {
        written(test);
        apply();
        write("tests/" + id + "/late.yml", TEST.replace("PT1H", "PT3H"));
        assertThat(apply()).isEqualTo(Documents.FAULTS);
        assertThat(printed()).contains("tests/" + id + ": tests/late: expected sms");
        write("tests/" + id + "/late.yml", "events: [{type: order.shipd}]\nexpect: {messages: []}\n");
        assertThat(apply()).isEqualTo(Documents.FAULTS);
        assertThat(printed()).contains("tests/" + id + "/late.yml: events[0].type: there is no event");
        Files.delete(directory.resolve("tests/" + id + "/late.yml"));
        write("tests/nobody/some.yml", TEST);
        assertThat(apply()).isEqualTo(Documents.FAULTS);
        assertThat(printed()).contains("tests/nobody/some.yml").contains("there is no journey nobody in force");
    }

    private int install(Path packs, String name, PackWishes wishes) throws InterruptedException {
        printed.reset();
        return new Packs(new PrintStream(printed, true, StandardCharsets.UTF_8), packs)
                .installation(name, engine.url(), LonelyEngine.KEY)
                .run(wishes, question -> null, () -> true);
    }

    /** A pack of a template and a journey of the test's own. */
    private void pack(TestInfo test, String words) throws IOException {
        id = test.getTestMethod().orElseThrow().getName().toLowerCase();
        write("pack/pack.yml", "name: pack\ntitle: Parcels\nwhat: Tells of parcels.\nscenarios: [14]\nsettings: []\n");
        write("pack/templates/" + id + ".yml", TEXT.replace("ID", id).replace("Hello", words));
        write("pack/journeys/" + id + ".yml", JOURNEY.replace("ID", id));
    }

    private void changedByTheShop(String words) throws Exception {
        Path shop = Files.createTempDirectory(directory, "shop");
        Files.createDirectories(shop.resolve("templates"));
        Files.writeString(
                shop.resolve("templates/" + id + ".yml"), TEXT.replace("ID", id).replace("Hello", words));
        assertThat(documents(shop).apply("keep", () -> true)).isEqualTo(Documents.DONE);
    }

    private String template() throws Exception {
        Path there = Files.createTempDirectory(directory, "there");
        documents(there).pull();
        return Files.readString(there.resolve("templates/" + id + ".yml"));
    }

    @Test
    void aPackInstalledAgainBringsWhatIsNewAndKeepsWhatTheShopHasChanged(TestInfo test) throws Exception {
        PackWishes none = PackWishes.of(List.of(), List.of());
        pack(test, "Hello");
        assertThat(install(directory, "pack", none)).as(printed()).isEqualTo(Documents.DONE);
        assertThat(install(directory, "pack", none)).isEqualTo(Documents.DONE);
        assertThat(printed()).isEqualTo("nothing to do\n");
        pack(test, "Good day");
        assertThat(install(directory, "pack", none)).isEqualTo(Documents.DONE);
        assertThat(template()).as("what is new comes").contains("Good day");
        changedByTheShop("Ahoy");
        assertThat(install(directory, "pack", none)).isEqualTo(Documents.DONE);
        assertThat(printed()).contains("templates/" + id + ".yml is yours and stays as it is");
        pack(test, "Good evening");
        assertThat(install(directory, "pack", none)).isEqualTo(Documents.DONE);
        assertThat(printed())
                .contains("yours and the pack's have both changed; yours stays")
                .contains("\"Ahoy\" -> \"Good evening\"");
        assertThat(template()).contains("Ahoy");
        PackWishes taken = PackWishes.of(List.of(), List.of("templates/" + id + ".yml"));
        assertThat(install(directory, "pack", taken)).isEqualTo(Documents.DONE);
        assertThat(template()).contains("Good evening");
    }

    @Test
    void everyPackIsInstalledWithItsTestsAndTheShopsName() throws Exception {
        Path packs = Path.of("../scenario-packs");
        PackWishes named = PackWishes.of(List.of("name=Лавка"), List.of());
        for (Path pack : children(packs)) {
            String name = String.valueOf(pack.getFileName());
            assertThat(install(packs, name, named)).as(name + ": " + printed()).isEqualTo(Documents.DONE);
            assertThat(printed()).doesNotContain("warning");
            assertThat(install(packs, name, named)).isEqualTo(Documents.DONE);
            assertThat(printed()).as(name).isEqualTo("nothing to do\n");
        }
        Path there = Files.createTempDirectory(directory, "there");
        documents(there).pull();
        assertThat(there.resolve("settings/shop.yml"))
                .content()
                .contains("Лавка", "quietHours", "Europe/Moscow", "max: 3", "P7D");
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }

    @Test
    void aPackThatAsksForMoreThanWasSaidNamesIt(TestInfo test) throws Exception {
        pack(test, "Hello");
        write("pack/pack.yml", """
                name: pack
                settings:
                  - {name: motto, path: texts.motto, asks: what the shop says of itself}
                """);
        assertThatThrownBy(() -> install(directory, "pack", PackWishes.of(List.of(), List.of())))
                .isInstanceOf(CommandFailedException.class)
                .hasMessage("say what is missing: --set motto=... (what the shop says of itself)");
        assertThatThrownBy(() -> install(directory, "pack", PackWishes.of(List.of("moto=x"), List.of())))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("the pack asks for no moto, but for motto");
        write("pack/pack.yml", """
                name: pack
                settings:
                  - {name: most, path: caps.0.max, asks: how many, default: 3}
                """);
        assertThatThrownBy(() -> install(directory, "pack", PackWishes.of(List.of("most=few"), List.of())))
                .isInstanceOf(CommandFailedException.class)
                .hasMessage("most must be a whole number, not few");
        assertThatThrownBy(() -> install(directory, "pck", PackWishes.of(List.of(), List.of())))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("there is no pack pck; there are ");
    }

    @Test
    void packsAreListedAndShown() {
        Packs packs = new Packs(new PrintStream(printed, true, StandardCharsets.UTF_8), Path.of("../scenario-packs"));
        packs.list();
        packs.show("order-tracking");
        assertThat(printed())
                .contains("cart               Reminds of carts")
                .contains("journeys/courier.yml")
                .contains("--set name=...  the shop's name");
    }
}
