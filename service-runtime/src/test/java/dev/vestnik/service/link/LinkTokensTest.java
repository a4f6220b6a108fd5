package dev.vestnik.service.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.topic.ChannelName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinkTokensTest {
    private static final String SECRET = "the secret of tests";
    private static final CustomerKey ANNA = new CustomerKey("main", "anna@example.com");
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final LinkedMessage SENT =
            new LinkedMessage(ANNA, UUID.fromString("01234567-89ab-8def-8123-456789abcdef"), 3, ChannelName.EMAIL, NOW);

    private final LinkTokens tokens = new LinkTokens(List.of(SECRET));

    static List<PublicLink> links() {
        return List.of(
                new PublicLink.Click(SENT, "https://shop.example/корзина?a=1&b=2#top"),
                new PublicLink.Open(SENT),
                new PublicLink.OptOut(ANNA, ChannelName.SMS, "cart-reminders"),
                new PublicLink.OptOut(ANNA, ChannelName.PUSH, null),
                new PublicLink.Preferences(ANNA, NOW),
                new PublicLink.Confirmation(ANNA, ChannelName.EMAIL, "footer", NOW));
    }

    @ParameterizedTest
    @MethodSource("links")
    void readsWhatItHasWritten(PublicLink link) {
        assertThat(tokens.read(tokens.write(link))).contains(link);
    }

    @ParameterizedTest
    @MethodSource("links")
    void writesTheSameLinkInTheSameWay(PublicLink link) {
        assertThat(tokens.write(link)).isEqualTo(new LinkTokens(List.of(SECRET)).write(link));
    }

    @ParameterizedTest
    @MethodSource("links")
    void refusesATokenOfWhichOneBitIsAnother(PublicLink link) {
        byte[] token = Base64.getUrlDecoder().decode(tokens.write(link));
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] forged = token.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(tokens.read(Base64.getUrlEncoder().withoutPadding().encodeToString(forged)))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("links")
    void showsNobodyTheCustomer(PublicLink link) {
        String bytes = new String(Base64.getUrlDecoder().decode(tokens.write(link)), StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain("anna").doesNotContain("shop.example").doesNotContain("main");
    }

    @ParameterizedTest
    @MethodSource("links")
    void readsWhatTheLastSecretSealedWhileTheNextOneSeals(PublicLink link) {
        LinkTokens rotated = new LinkTokens(List.of("the next secret of tests", SECRET));
        assertThat(rotated.read(tokens.write(link))).contains(link);
        assertThat(tokens.read(rotated.write(link))).isEmpty();
    }

    @Test
    void refusesWhatIsNoTokenInShortTime() {
        Random random = new Random(20261130);
        Set<String> words = new HashSet<>(List.of("", "a", "====", "../../etc", "x".repeat(3_000_000)));
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            words.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        long start = System.nanoTime();
        assertThat(words).allSatisfy(word -> assertThat(tokens.read(word)).isEmpty());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void leadsNowhereButToTheWeb() {
        PublicLinks links = new PublicLinks(URI.create("https://go.shop.example"), tokens);
        assertThat(links.takes("https://shop.example/cart")).isTrue();
        assertThat(List.of(
                        "javascript:alert(1)",
                        "//evil.example",
                        "shop://cart",
                        "https://shop.example/a\nLocation: x",
                        "https://",
                        "https://go.shop.example/u/abc"))
                .allMatch(target ->
                        !links.takes(target) && links.click(SENT, target).equals(target));
    }

    @Test
    void whatWouldMakeTooLongALinkHasNone() {
        PublicLinks links = new PublicLinks(URI.create("https://go.shop.example"), tokens);
        for (int length : List.of(1_000, 1_400, 1_500, 5_000)) {
            for (String letter : List.of("x", "ф", "€")) {
                String target = "https://shop.example/" + letter.repeat(length);
                String link = links.click(SENT, target);
                String token = link.substring(link.lastIndexOf('/') + 1);
                assertThat(link.equals(target)
                                || tokens.read(token).equals(Optional.of(new PublicLink.Click(SENT, target))))
                        .isTrue();
            }
        }
        assertThat(links.click(SENT, "https://shop.example/" + "x".repeat(1_000)))
                .startsWith("https://go.");
    }

    @Test
    void hasSecretsWhereItHasAnAddress() {
        URI url = URI.create("https://go.shop.example");
        assertThatThrownBy(() -> new LinkSettings(url, List.of(), Duration.ofDays(1)))
                .hasMessageContaining("vestnik.links.secrets");
        assertThatThrownBy(() -> new LinkSettings(url, List.of("short"), Duration.ofDays(1)))
                .hasMessageContaining("16 characters");
        assertThat(new LinkSettings(url, List.of(SECRET), Duration.ofDays(1)).toString())
                .doesNotContain(SECRET);
    }
}
