package dev.vestnik.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Links;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.service.link.LinkTokens;
import dev.vestnik.service.link.PublicLink;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@ExtendWith(SharedEngine.class)
class PreferencesApiTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final RunningEngine engine;
    private final WebTestClient pages;

    PreferencesApiTest(RunningEngine engine) {
        this.engine = engine;
        this.pages = engine.client("");
    }

    private String path(String customer) {
        String link = engine.bean(Links.class).preferences(new CustomerKey("main", customer), Instant.now());
        assertThat(link).startsWith("https://go.shop.example/p/");
        return "/public/preferences/" + URI.create(link).getPath().substring("/p/".length());
    }

    private WebTestClient.BodyContentSpec shown(String path) {
        return pages.get().uri(path).exchange().expectStatus().isOk().expectBody();
    }

    private void known(String id) {
        engine.happened(
                new CustomerKey("main", id),
                CustomerUpdated.newBuilder()
                        .setFirstName("Anna")
                        .setEmail("anna@example.org")
                        .build());
    }

    @Test
    void aLinkShowsAndChangesItsCustomersChoicesWithoutAKey() {
        known("choosing");
        String path = path("choosing");
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> shown(path).jsonPath("$.channels.email").isEqualTo(false));
        pages.put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("""
                        {"channels": {"email": true}, "topics": {}, "frequency": "weekly", "pauseDays": "30", "locale": "ru",
                         "tracked": false, "evidence": "the text"}""")
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.accepted")
                .isEqualTo(2);
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> shown(path)
                        .jsonPath("$.channels.email")
                        .isEqualTo(true)
                        .jsonPath("$.frequency")
                        .isEqualTo("weekly")
                        .jsonPath("$.pausedUntil")
                        .isNotEmpty()
                        .jsonPath("$.locale")
                        .isEqualTo("ru")
                        .jsonPath("$.tracked")
                        .isEqualTo(false)
                        .jsonPath("$.firstName")
                        .doesNotExist());
        pages.put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"frequency\": \"hourly\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void takesNoOtherLinkAndNoOldOne() {
        LinkTokens tokens = new LinkTokens(List.of(RunningEngine.LINK_SECRET));
        dev.vestnik.schemas.CustomerKey anna = new dev.vestnik.schemas.CustomerKey("main", "choosing");
        List<String> others = List.of(
                "nonsense",
                new LinkTokens(List.of("another secret of tests"))
                        .write(new PublicLink.Preferences(anna, Instant.now())),
                tokens.write(new PublicLink.Preferences(anna, Instant.now().minus(Duration.ofDays(401)))),
                tokens.write(new PublicLink.OptOut(anna, ChannelName.EMAIL, null)));
        for (String token : others) {
            pages.get()
                    .uri("/public/preferences/" + token)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void messagesLeadToThePagesWhereThereAreSome() {
        CustomerKey anna = new CustomerKey("main", "anna");
        assertThat(engine.bean(Links.class).unsubscribe(anna, Channel.EMAIL, "sales"))
                .startsWith("https://go.shop.example/u/");
        Links alone = new UnsubscribeLinks(
                "https://shop.example", engine.bean(dev.vestnik.engine.support.OptOutTokens.class));
        assertThat(alone.preferences(anna, Instant.now())).isNull();
    }
}
