package dev.vestnik.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.rules.document.Samples;
import dev.vestnik.standalone.command.CommandFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @BeforeEach
    void samples() throws IOException {
        write("journeys/abandoned-cart.yml", Samples.journeys().get("abandoned-cart"));
        write("templates/cart-reminder.yml", Samples.templates().get("cart-reminder"));
        write("settings/shop.yml", "zone: Europe/Moscow\ntexts: {name: Corner}\n");
        write("tests/abandoned-cart/purchase.yml", """
                name: a purchase ends it
                events:
                  - {type: cart.updated, data: {cartId: c1}}
                  - {at: PT1H, type: order.placed, data: {cartId: c1}}
                expect: {messages: [], reasons: [purchased]}
                """);
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private boolean check() {
        return new Check(new PrintStream(out, true, StandardCharsets.UTF_8), directory).run();
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void runsTheTestsOfAllJourneys() {
        assertThat(check()).as(said()).isTrue();
        assertThat(said()).isEqualTo("1 journey, 1 template, 1 test: all is well\n");
    }

    @Test
    void looksAtOffersToo() throws IOException {
        write("offers/spring.yml", "id: summer\nvalidFor: soon\n");
        assertThat(check()).isFalse();
        assertThat(said()).contains("offers/spring.yml: validFor: ");
    }

    @Test
    void saysWhatATestFinds() throws IOException {
        write("tests/abandoned-cart/late.yml", """
                events: [{type: cart.updated, data: {cartId: c1}}]
                receipts: {push: [opened]}
                expect: {messages: [{at: PT1H, channel: push}]}
                """);
        assertThat(check()).isFalse();
        assertThat(said())
                .contains("tests/abandoned-cart/late.yml: the test \"late\" fails\n    expected push at")
                .contains("it goes out at 2026-06-01T11:00:00Z (PT2H)")
                .endsWith("1 journey, 1 template, 2 tests: 0 faults, 1 failing test\n");
    }

    @Test
    void saysEveryFaultWithItsFile() throws IOException {
        write(
                "journeys/wrong.yml",
                Samples.journeys().get("abandoned-cart").replace("cart-reminder\n", "cart-remindr\n"));
        write("journeys/other.yml", Samples.journeys().get("abandoned-cart"));
        write("templates/cart-reminder.yml", "id: cart-reminder\nlocales: {en: {sms: {text: '{{ event.x'}}}\n");
        write("settings/shop.yml", "zone: Nowhere\n");
        write("tests/gone/some.yml", "{events: [], expect: {messages: []}}");
        write("tests/abandoned-cart/bad.yml", "{events: [{type: cart.updatd}], expect: {messages: []}}");
        assertThat(check()).isFalse();
        assertThat(said())
                .contains("settings/shop.yml: zone: ")
                .contains("templates/cart-reminder.yml: locales.en.sms.text")
                .contains("journeys/wrong.yml: steps.remind.template")
                .contains("tests/abandoned-cart/bad.yml: events[0].type: there is no event \"cart.updatd\"")
                .contains("is not run: there is no sound journey gone");
    }

    @Test
    void aFileIsCalledAsItsDocument() throws IOException {
        write("journeys/other.yml", Samples.journeys().get("abandoned-cart"));
        assertThat(check()).isFalse();
        assertThat(said()).contains("journeys/other.yml: id: must be other, as the file's name");
    }

    @Test
    void findsWhatTheEngineWouldRefuse() throws IOException {
        write(
                "templates/cart-reminder.yml",
                Samples.templates()
                        .get("cart-reminder")
                        .replaceFirst("(?m)^id: cart-reminder$", "id: cart-reminder\nshops: [main]"));
        write("journeys/abandoned-cart.json", Samples.journeys().get("abandoned-cart"));
        write("tests/abandoned-cart/same.yml", """
                name: a purchase ends it
                events: [{type: cart.updated, data: {cartId: c1}}, {at: PT1H, type: order.placed, data: {cartId: c1}}]
                expect: {messages: []}
                """);
        assertThat(check()).isFalse();
        assertThat(said())
                .contains(
                        "journeys/abandoned-cart.yml: is a second file of abandoned-cart, beside journeys/abandoned-cart.json")
                .contains(
                        "journeys/abandoned-cart.json: steps.remind.template: is for fewer shops than the journey, which is for every shop")
                .contains("tests/abandoned-cart/same.yml: name: is that of another test of abandoned-cart");
    }

    @Test
    void passesOverAFileWithoutAName() throws IOException {
        write("journeys/json", "{}");
        write("journeys/.yml", "{}");
        write("tests/abandoned-cart/yaml", "{}");
        assertThat(check()).as(said()).isTrue();
    }

    @Test
    void thereMustBeSomethingToCheck() {
        Check nothing = new Check(new PrintStream(out), directory.resolve("nowhere"));
        assertThatThrownBy(nothing::run)
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("there is no directory");
    }
}
