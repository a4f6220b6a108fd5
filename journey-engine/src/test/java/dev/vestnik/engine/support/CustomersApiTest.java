package dev.vestnik.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Links;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.shop.CustomerIdentified;
import dev.vestnik.schemas.shop.CustomerUpdated;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ExtendWith(SharedEngine.class)
class CustomersApiTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final RunningEngine engine;
    private final WebTestClient api;

    CustomersApiTest(RunningEngine engine) {
        this.engine = engine;
        this.api = engine.client(RunningEngine.SUPPORT);
    }

    private void known(String id, String phone) {
        engine.happened(
                new CustomerKey("main", id),
                CustomerUpdated.newBuilder()
                        .setFirstName("Anna")
                        .setPhone(phone)
                        .setEmail("anna@example.org")
                        .build());
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> get(id).expectStatus().isOk());
    }

    private ResponseSpec get(String path) {
        return api.get().uri("/api/customers/" + path).exchange();
    }

    private ResponseSpec consents(String id, String body) {
        return api.put()
                .uri("/api/customers/{id}/consents", id)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private ResponseSpec message(String id, String key, String body) {
        return api.post()
                .uri("/api/customers/{id}/messages", id)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private void template() {
        engine.client(RunningEngine.MARKETER)
                .put()
                .uri("/api/templates/by-hand")
                .bodyValue("{id: by-hand, defaultLocale: en, locales: {en: {sms: {text: \"Hi {{ context.name }}\"}}}}")
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }

    @Test
    void showsContactsToSupportAlone() {
        known("masked", "+79991234567");
        get("masked").expectBody().jsonPath("$.profile.phone").isEqualTo("+79991234567");
        engine.client(RunningEngine.MARKETER)
                .get()
                .uri("/api/customers/masked")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.profile.phone")
                .isEqualTo("+7********67")
                .jsonPath("$.profile.email")
                .isEqualTo("a***@example.org")
                .jsonPath("$.profile.firstName")
                .isEqualTo("Anna");
    }

    @Test
    void knowsNobodyOfThatId() {
        get("nobody").expectStatus().isNotFound().expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
        get("nobody/timeline?limit=0").expectStatus().isEqualTo(422);
        get("nobody?shop=a/b").expectStatus().isEqualTo(422);
    }

    @Test
    void recordsConsentsAndAnswersWhenTheyCount() {
        consents(
                        "agreed",
                        "[{\"channel\": \"sms\", \"topic\": \"sales\", \"granted\": true, \"source\": \"phone call\"}]")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.applied")
                .isEqualTo(true);
        get("agreed")
                .expectBody()
                .jsonPath("$.consents[0].topic")
                .isEqualTo("sales")
                .jsonPath("$.consents[0].granted")
                .isEqualTo(true);
        get("agreed/timeline?limit=1")
                .expectBody()
                .jsonPath("$.items[0].outcome")
                .isEqualTo("consent");
    }

    @Test
    void exportsEverythingThatIsHeld() {
        known("exported", "+79991234567");
        get("exported/export")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state.profile.fields.phone")
                .isEqualTo("+79991234567")
                .jsonPath("$.state.seen.length()")
                .isEqualTo(1)
                .jsonPath("$.state.empty")
                .doesNotExist()
                .jsonPath("$.elsewhere[1].owner")
                .isEqualTo("address")
                .jsonPath("$.topics[0].topic")
                .isEqualTo("shop.events")
                .jsonPath("$.topics[0].keptFor")
                .isEqualTo("PT720H");
        get("nobody/export").expectStatus().isNotFound();
    }

    @Test
    void anErasureAnswersWhenNothingIsLeft() {
        known("erased", "+79991234567");
        engine.happened(new CustomerKey("main", "erased"), new CustomerIdentified("erased-visitor", null));
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() ->
                        get("erased").expectBody().jsonPath("$.visitors[0]").isEqualTo("~erased-visitor"));
        get("~erased-visitor").expectBody().jsonPath("$.movedTo").isEqualTo("erased");
        erase("~erased-visitor")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.customerId")
                .isEqualTo("erased");

        erase("erased")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.erased")
                .isEqualTo(true)
                .jsonPath("$.visitors[0]")
                .isEqualTo("~erased-visitor")
                .jsonPath("$.underWay")
                .isEqualTo(0);
        get("erased").expectStatus().isNotFound();
        get("~erased-visitor").expectStatus().isNotFound();
        get("~erased-visitor/timeline").expectStatus().isNotFound();
        erase("nobody").expectStatus().isNotFound();
    }

    private ResponseSpec erase(String id) {
        return api.delete().uri("/api/customers/{id}", id).exchange();
    }

    @Test
    void tellsWhatPassedTheCustomerBy() {
        engine.happened(new CustomerKey("main", "passed"), new CustomEvent("x.tpyo", "{}"));
        Awaitility.await()
                .untilAsserted(() -> get("passed/timeline")
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .jsonPath("$.passed[0].event")
                        .isEqualTo("x.tpyo")
                        .jsonPath("$.passed[0].reason")
                        .isEqualTo("unheard")
                        .jsonPath("$.passed[0].times")
                        .isEqualTo(1));
        get("passed/timeline?cursor=1").expectBody().jsonPath("$.passed").isEmpty();
    }

    @Test
    void listsTheFaultsOfConsents() {
        consents(
                        "faulty",
                        "[{\"channel\": \"fax\", \"granted\": true, \"source\": \"x\"}, {\"channel\": \"sms\", \"grant\": 1}]")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[*].path")
                .isEqualTo(java.util.List.of("[0].channel", "[1].granted", "[1].source", "[1].grant"));
        consents("faulty", "{}").expectStatus().isEqualTo(422);
        consents("faulty", "[").expectStatus().isBadRequest();
        get("faulty").expectStatus().isNotFound();
    }

    @Test
    void sendsAMessageByHandOnce() {
        template();
        known("hand", "+79991234568");
        String body =
                "{\"template\": \"by-hand\", \"channels\": [\"push\", \"sms\"], \"variables\": {\"name\": \"Anna\"}}";
        String id = sent(message("hand", "once", body));
        assertThat(sent(message("hand", "once", body))).isEqualTo(id);
        api.get()
                .uri("/api/messages/{id}", id)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.customerId")
                .isEqualTo("hand")
                .jsonPath("$.channel")
                .isEqualTo("sms")
                .jsonPath("$.template")
                .isEqualTo("by-hand")
                .jsonPath("$.decisions[0].outcome")
                .isEqualTo("sent");
        get("hand").expectBody().jsonPath("$.messages.length()").isEqualTo(1);
    }

    private static String sent(ResponseSpec response) {
        return new tools.jackson.databind.json.JsonMapper()
                .readTree(response.expectStatus()
                        .isCreated()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .get("messageId")
                .stringValue();
    }

    @Test
    void aMessageByHandFillsEventAndContext() {
        engine.client(RunningEngine.MARKETER)
                .put()
                .uri("/api/templates/by-hand-event")
                .bodyValue(
                        "{id: by-hand-event, locales: {en: {sms: {text: \"{{ event.number }} {{ context.number }} {{ event.own }}\"}}}}")
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
        known("filled", "+79991234573");
        sent(
                message(
                        "filled",
                        "a",
                        "{\"template\": \"by-hand-event\", \"channels\": [\"sms\"], \"variables\": {\"number\": \"7\", \"event\": {\"own\": \"x\"}}}"));
    }

    @Test
    void aRefusedMessageByHandCanBeCorrectedUnderItsKey() {
        template();
        known("corrected", "+79991234574");
        message("corrected", "k", "{\"template\": \"by-hand\", \"channels\": [\"sms\"]}")
                .expectStatus()
                .isEqualTo(409);
        String right = "{\"template\": \"by-hand\", \"channels\": [\"sms\"], \"variables\": {\"name\": \"x\"}}";
        String id = sent(message("corrected", "k", right));
        assertThat(sent(message("corrected", "k", right))).isEqualTo(id);
    }

    @Test
    void whoNeverWasIsNotFound() {
        template();
        get("never-was/timeline").expectStatus().isNotFound();
        message("never-was", "k", "{\"template\": \"by-hand\", \"channels\": [\"sms\"]}")
                .expectStatus()
                .isNotFound();
        api.delete().uri("/api/customers/never-was").exchange().expectStatus().isNotFound();
    }

    @Test
    void warnsOfATopicThatNoJourneyHas() {
        consents(
                        "topical",
                        "[{\"channel\": \"sms\", \"topic\": \"no-such-topic\", \"granted\": true, \"source\": \"call\"}]")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.warnings[0].path")
                .isEqualTo("[0].topic");
    }

    @Test
    void saysWhyAMessageByHandWasNotSent() {
        template();
        known("unreachable", "+79991234569");
        message(
                        "unreachable",
                        "a",
                        "{\"template\": \"by-hand\", \"channels\": [\"push\"], \"variables\": {\"name\": \"x\"}}")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.reason")
                .isEqualTo("no-device");
    }

    @Test
    void namesTheVariableThatAMessageByHandLacks() {
        template();
        known("incomplete", "+79991234572");
        message("incomplete", "a", "{\"template\": \"by-hand\", \"channels\": [\"sms\"]}")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains("not-renderable", "context.name"));
    }

    @Test
    void listsTheFaultsOfAMessageByHand() {
        message(
                        "anybody",
                        "a",
                        "{\"channels\": [\"sms\", \"fax\", \"sms\"], \"class\": \"loud\", \"variables\": {\"a\": null}, \"x\": 1}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[*].path")
                .isEqualTo(java.util.List.of("template", "channels[1]", "channels[2]", "class", "variables.a", "x"));
    }

    @Test
    void knowsNoMessageOfThatId() {
        api.get()
                .uri("/api/messages/00000000-0000-8000-8000-000000000000")
                .exchange()
                .expectStatus()
                .isNotFound();
        api.get().uri("/api/messages/nonsense").exchange().expectStatus().isBadRequest();
    }

    @Test
    void forgetsACustomer() {
        known("forgotten", "+79991234570");
        api.delete().uri("/api/customers/forgotten").exchange().expectStatus().isOk();
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> get("forgotten").expectStatus().isNotFound());
    }

    @Test
    void aLinkUnsubscribesWithOneClickAndNotByBeingOpened() {
        known("leaving", "+79991234571");
        Links links = new UnsubscribeLinks("https://shop.example", engine.bean(OptOutTokens.class));
        String link = links.unsubscribe(new CustomerKey("main", "leaving"), Channel.EMAIL, "sales");
        String path = URI.create(link).getPath();
        WebTestClient customer = engine.client("");
        customer.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("<button>", "sales"));
        get("leaving").expectBody().jsonPath("$.consents").isEmpty();
        customer.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("List-Unsubscribe=One-Click")
                .exchange()
                .expectStatus()
                .isOk();
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> get("leaving")
                        .expectBody()
                        .jsonPath("$.consents[0].granted")
                        .isEqualTo(false)
                        .jsonPath("$.consents[0].source")
                        .isEqualTo("unsubscribe-link")
                        .jsonPath("$.consents[0].channel")
                        .isEqualTo("email"));
        customer.post().uri(path + "x").exchange().expectStatus().isNotFound();
    }
}
