package dev.vestnik.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.rules.definition.AllDefinitions;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Stage;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.service.access.Role;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All documents of a bundle come into force, or none. */
@ExtendWith(SharedEngine.class)
class BundlesApiTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final RunningEngine engine;
    private String id = "";

    BundlesApiTest(RunningEngine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void name(TestInfo test) {
        id = "bundle-" + test.getTestMethod().orElseThrow().getName().toLowerCase();
    }

    private String template(String text) {
        return "# says hello\nid: %s\nlocales: {en: {sms: {text: %s}}}\n".formatted(id, text);
    }

    private String journey(String length) {
        return """
                # rests %2$s
                id: %1$s
                class: service
                entry: {on: order.shipped, key: event.orderId}
                start: rest
                steps:
                  rest: {type: delay, for: %2$s, next: tell}
                  tell: {type: message, template: %1$s, channels: [{via: sms}]}
                """.formatted(id, length);
    }

    private String journeyPath() {
        return "journeys/" + id + ".yml";
    }

    private String templatePath() {
        return "templates/" + id + ".yml";
    }

    private Map<String, String> both(String text, String length) {
        return new TreeMap<>(Map.of(templatePath(), template(text), journeyPath(), journey(length)));
    }

    private ResponseSpec post(Map<String, String> documents, boolean dryRun, String... ifMatch) {
        ObjectNode body = JSON.createObjectNode().put("dryRun", dryRun);
        ArrayNode list = body.putArray("documents");
        documents.forEach((path, text) -> list.addObject().put("path", path).put("text", text));
        return post(engine.client(RunningEngine.MARKETER), body.toString(), ifMatch);
    }

    private static ResponseSpec post(WebTestClient client, String body, String... ifMatch) {
        return client.post()
                .uri("/api/bundles")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    for (String tag : ifMatch) {
                        headers.setIfMatch(tag);
                    }
                })
                .bodyValue(body)
                .exchange();
    }

    private BodyContentSpec done(Map<String, String> documents) {
        ResponseSpec answer = post(documents, false);
        answer.expectStatus().isOk();
        return answer.expectBody();
    }

    private AllDefinitions all() {
        return engine.bean(DefinitionsLog.class).snapshot().all();
    }

    private Definition journey() {
        return all().state(DefinitionKey.journey(id));
    }

    private Definition template() {
        return all().state(DefinitionKey.template(id));
    }

    private Map<String, JsonNode> files() {
        Map<String, JsonNode> files = new TreeMap<>();
        String cursor = "";
        while (cursor != null) {
            String page = engine.client(RunningEngine.OPS)
                    .get()
                    .uri("/api/bundles?cursor={cursor}", cursor)
                    .exchange()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            JsonNode body = JSON.readTree(page);
            body.path("items").forEach(item -> files.put(item.path("path").asString(), item));
            cursor = body.path("next").isString() ? body.path("next").stringValue() : null;
        }
        return files;
    }

    @Test
    void aTemplateAndTheJourneyThatNeedsItComeIntoForceTogether() {
        done(both("Hello", "PT1H"))
                .jsonPath("$.done")
                .isEqualTo(true)
                .jsonPath("$.changes[*].path")
                .isEqualTo(List.of(templatePath(), journeyPath()))
                .jsonPath("$.changes[*].effect")
                .isEqualTo(List.of("create", "create"));
        assertThat(journey().stage()).isEqualTo(Stage.LIVE);
        assertThat(journey().revision()).as("one record").isEqualTo(template().revision());
        assertThat(journey().document().source()).as("with its comments").isEqualTo(journey("PT1H"));
    }

    @Test
    void theSameAgainChangesNothing() {
        done(both("Hello", "PT1H"));
        long revision = journey().revision();
        done(both("Hello", "PT1H")).jsonPath("$.changes").isEmpty();
        assertThat(journey().revision()).isEqualTo(revision);
    }

    @Test
    void whatIsFetchedAndSentBackChangesNothing() {
        done(both("Hello", "PT1H"));
        engine.client(RunningEngine.MARKETER) // as JSON, which has no text of its own
                .put()
                .uri("/api/templates/{id}", id)
                .bodyValue("{\"id\": \"" + id + "\", \"locales\": {\"en\": {\"sms\": {\"text\": \"It's 1 < 2\\n\"}}}}")
                .exchange()
                .expectStatus()
                .isOk();
        Map<String, String> texts = files().entrySet().stream()
                .filter(file -> file.getKey().contains(id))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, file -> file.getValue().path("text").asString()));
        assertThat(texts).hasSize(2).containsEntry(journeyPath(), journey("PT1H"));
        done(texts).jsonPath("$.changes").isEmpty();
    }

    @Test
    void saysWhatItWouldDoAndDoesNothing() {
        done(both("Hello", "PT1H"));
        post(both("Good day", "PT2H"), true)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.done")
                .isEqualTo(false)
                .jsonPath("$.changes[0].version")
                .isEqualTo(2)
                .jsonPath("$.changes[1].path")
                .isEqualTo(journeyPath())
                .jsonPath("$.changes[1].effect")
                .isEqualTo("change")
                .jsonPath("$.changes[1].author")
                .isEqualTo("marketer")
                .jsonPath("$.changes[1].differences[0].path")
                .isEqualTo("steps.rest.for")
                .jsonPath("$.changes[1].differences[0].to")
                .isEqualTo("PT2H");
        assertThat(journey().versions()).hasSize(1);
    }

    @Test
    void countsThoseWhomItWouldMoveOrEnd() {
        done(both("Hello", "PT1H"));
        ObjectNode body = JSON.createObjectNode().put("dryRun", true).put("inFlight", "exit");
        body.putArray("documents").addObject().put("path", journeyPath()).put("text", journey("PT2H"));
        Awaitility.await() // until the tasks can tell how many customers are in it
                .untilAsserted(() -> post(engine.client(RunningEngine.MARKETER), body.toString())
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .jsonPath("$.changes[0].inFlight")
                        .isEqualTo(0)
                        .jsonPath("$.changes[0].cannotMigrate")
                        .isEmpty());
    }

    @Test
    void listsTheFaultsOfAllDocumentsAndTakesNone() {
        Map<String, String> documents = both("Hello", "1 hour");
        documents.put(templatePath(), template("\"{{ event.\""));
        documents.put("journeys/other.yml", journey("PT1H"));
        documents.put("settings/shop.yml", "zone: Mars/Olympus");
        ResponseSpec answer = post(documents, false);
        answer.expectStatus().isEqualTo(422);
        JsonNode errors = JSON.readTree(
                        answer.expectBody(String.class).returnResult().getResponseBody())
                .path("errors");
        assertThat(errors.valueStream().map(error -> error.path("path").asString()))
                .contains(
                        "settings/shop.yml#zone",
                        journeyPath() + "#steps.rest.for",
                        "journeys/other.yml#id",
                        templatePath() + "#locales.en.sms.text")
                .as("the template is there, though it has faults")
                .doesNotContain(journeyPath() + "#steps.tell.template");
        assertThat(template().exists()).isFalse();
        assertThat(journey().exists()).isFalse();
    }

    @Test
    void refusesPathsThatNameNoDocument() {
        post(Map.of("offices/x.yml", "a: b"), false)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].path")
                .isEqualTo("documents[0].path");
        Map<String, String> twice = both("Hello", "PT1H");
        twice.put("journeys/" + id + ".yaml", journey("PT1H"));
        post(twice, false)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].problem")
                .isEqualTo("is a second document of journey/" + id);
    }

    @Test
    void aJourneyOutsideTheBundleMustBeAbleToGoOnWithItsTemplates() {
        done(both("Hello", "PT1H"));
        String push = template("x").replace("sms: {text: x}", "push: {title: x, body: x}");
        post(Map.of(templatePath(), push), false)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].path")
                .value(
                        String.class,
                        path -> assertThat(path).startsWith(templatePath() + "#journey/" + id + "#steps.tell"));
        Map<String, String> together = both("x", "PT1H");
        together.put(templatePath(), push);
        together.put(journeyPath(), journey("PT1H").replace("via: sms", "via: push"));
        post(together, "keep")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].problem")
                .value(
                        String.class,
                        problem -> assertThat(problem)
                                .startsWith("customers stay in its version of now")
                                .endsWith("or give the new text an id of its own"));
        assertThat(journey().versions()).hasSize(1);
        post(together, "exit").expectStatus().is2xxSuccessful();
        assertThat(journey().versions()).hasSize(2);
    }

    /** Without the text, the older version says what it said when it was published. */
    @Test
    void aVersionInWhichCustomersStayIsNotAskedAboutATextThatStays() {
        done(both("Hello", "PT1H"));
        Map<String, String> next = both("Hello", "PT2H");
        next.put(templatePath(), "# another remark\n" + template("Hello"));
        done(next).jsonPath("$.changes.length()").isEqualTo(2);
    }

    private ResponseSpec post(Map<String, String> documents, String inFlight) {
        ObjectNode body = JSON.createObjectNode().put("inFlight", inFlight);
        ArrayNode list = body.putArray("documents");
        documents.forEach((path, text) -> list.addObject().put("path", path).put("text", text));
        return post(engine.client(RunningEngine.MARKETER), body.toString());
    }

    @Test
    void commentsAloneMakeNoVersionOfAJourney() {
        done(both("Hello", "PT1H"));
        Map<String, String> commented = both("Hello", "PT1H");
        commented.put(journeyPath(), "# another remark\n" + journey("PT1H"));
        done(commented)
                .jsonPath("$.changes.length()")
                .isEqualTo(1)
                .jsonPath("$.changes[0].effect")
                .isEqualTo("text")
                .jsonPath("$.changes[0].version")
                .doesNotExist();
        assertThat(journey().versions()).hasSize(1);
        assertThat(files().get(journeyPath()).path("text").asString()).startsWith("# another remark");
    }

    @Test
    void aDraftThatIsNotInForceIsNoFileAndStaysUntilTheFileSaysSomethingElse() {
        done(both("Hello", "PT1H"));
        engine.client(RunningEngine.MARKETER)
                .put()
                .uri("/api/journeys/{id}", id)
                .bodyValue(journey("PT5H"))
                .exchange();
        assertThat(files().get(journeyPath()).path("text").asString()).isEqualTo(journey("PT1H"));
        assertThat(files().get(journeyPath()).path("note").asString()).isEqualTo("has a draft beside it");
        done(both("Hello", "PT1H")).jsonPath("$.changes").isEmpty();
        assertThat(journey().draftDiffers()).isTrue();
        post(both("Hello", "PT2H"), true)
                .expectBody()
                .jsonPath("$.changes[0].draftOf")
                .isEqualTo("marketer");
    }

    @Test
    void isDoneAsItWasPlannedOrNotAtAll() {
        done(both("Hello", "PT1H"));
        String planned = post(both("Good day", "PT2H"), true)
                .expectBody()
                .returnResult()
                .getResponseHeaders()
                .getETag();
        engine.client(RunningEngine.MARKETER)
                .put()
                .uri("/api/templates/{id}", id)
                .bodyValue(template("Hi"))
                .exchange();
        post(both("Good day", "PT2H"), false, planned)
                .expectStatus()
                .isEqualTo(412)
                .expectBody()
                .jsonPath("$.changes.length()")
                .isEqualTo(1)
                .jsonPath("$.changes[0].definition")
                .isEqualTo("template/" + id);
        assertThat(journey().versions()).hasSize(1);
        String again = post(both("Good day", "PT2H"), true)
                .expectBody()
                .returnResult()
                .getResponseHeaders()
                .getETag();
        post(both("Good day", "PT2H"), false, again).expectStatus().isOk();
        assertThat(journey().versions()).hasSize(2);
    }

    @Test
    void anArchivedJourneyIsNoFileAndDoesNotComeBack() {
        done(both("Hello", "PT1H"));
        engine.client(RunningEngine.MARKETER)
                .post()
                .uri("/api/journeys/{id}/archive", id)
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(files().get(journeyPath()).path("note").asString()).isEqualTo("is archived");
        post(both("Hello", "PT2H"), false)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.errors[0].problem")
                .isEqualTo("is archived: resume it first, or leave it out");
    }

    @Test
    void aKeyOfOneShopTakesNothingOfOthers() {
        String own = RunningEngine.key(Role.MARKETER, "a");
        done(both("Hello", "PT1H"));
        ObjectNode body = JSON.createObjectNode();
        body.putArray("documents").addObject().put("path", journeyPath()).put("text", journey("PT2H"));
        post(engine.client(own), body.toString()).expectStatus().isForbidden();
        assertThat(journey().versions()).hasSize(1);
    }

    private void store(String test) {
        engine.client(RunningEngine.MARKETER)
                .post()
                .uri("/api/journeys/{id}/tests", id)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(test)
                .exchange()
                .expectStatus()
                .isCreated();
    }

    @Test
    void aStoredTestRunsUnderTheSettingsThatComeWithItsJourney() {
        done(both("Hello", "PT1H"));
        store("{name: names the shop, events: [{type: order.shipped, data: {orderId: o1}}],"
                + " expect: {messages: [{at: PT1H, text: Hello from Corner}]}}");
        Map<String, String> renamed = both("'Hello from {{ shop.name }}'", "PT1H");
        post(renamed, true).expectStatus().isEqualTo(422);
        renamed.put("settings/shop.yml", "texts: {name: Corner}");
        post(renamed, true).expectStatus().isOk();
        renamed.put("settings/shop.yml", "texts: {name: Market}");
        post(renamed, true).expectStatus().isEqualTo(422);
    }

    @Test
    void aStoredTestRunsBesideTheJourneysThatComeWithItsOwn() {
        done(both("Hello", "PT1H"));
        store("{name: beside, with: [" + id + "-2], events: [{type: order.shipped, data: {orderId: o1}}],"
                + " expect: {messages: [{at: PT30M, text: Hello}, {at: PT1H, text: Hello}]}}");
        Map<String, String> two = both("Hello", "PT1H");
        String other = journey("PT30M").replace("id: " + id, "id: " + id + "-2");
        two.put("journeys/" + id + "-2.yml", other);
        done(two).jsonPath("$.changes[*].path").isEqualTo(List.of("journeys/" + id + "-2.yml"));
        two.put("journeys/" + id + "-2.yml", other.replace("PT30M", "PT20M"));
        post(two, true).expectStatus().isEqualTo(422); // not beside the one of before
    }

    @Test
    void aStoredTestThatFailsRefusesTheBundle() {
        done(both("Hello", "PT1H"));
        store("{name: tells it, events: [{type: order.shipped, data: {orderId: o1}}],"
                + " expect: {messages: [{at: PT1H, text: Hello}]}}");
        long before = journey().revision();
        for (Map<String, String> failing : List.of(both("Hello", "PT2H"), both("Bye", "PT1H"))) {
            post(failing, true)
                    .expectStatus()
                    .isEqualTo(422)
                    .expectBody()
                    .jsonPath("$.errors[?(@.path =~ /.*tests.tells it/)]")
                    .exists();
        }
        assertThat(journey().revision()).isEqualTo(before);
        post(both("Hello there", "PT1H"), true).expectStatus().isOk();
    }

    private String offer() {
        return "# one code each\nid: %s\nvalidFor: P14D\n".formatted(id);
    }

    /** The journey's customers get a code before they are told. */
    private Map<String, String> withOffer() {
        String gives = journey("PT1H").replace("next: tell}", "next: code}")
                + "  code: {type: offer, offer: %s, next: tell}\n".formatted(id);
        return new TreeMap<>(
                Map.of(templatePath(), template("Hello"), journeyPath(), gives, "offers/" + id + ".yml", offer()));
    }

    @Test
    void anOfferAndTheJourneyThatGivesItComeIntoForceTogether() {
        done(withOffer())
                .jsonPath("$.changes[*].path")
                .isEqualTo(List.of(templatePath(), "offers/" + id + ".yml", journeyPath()))
                .jsonPath("$.changes[1].version")
                .doesNotExist();
        assertThat(all().state(DefinitionKey.offer(id)).revision())
                .isEqualTo(journey().revision());
        assertThat(files().get("offers/" + id + ".yml").path("text").asString()).isEqualTo(offer());
        done(withOffer()).jsonPath("$.changes").isEmpty();
    }

    @Test
    void namesTheFaultsOfAnOfferAndNotThatItIsMissing() {
        Map<String, String> documents = withOffer();
        documents.put("offers/" + id + ".yml", "id: %s\nvalidFor: soon\n".formatted(id));
        ResponseSpec answer = post(documents, false);
        answer.expectStatus().isEqualTo(422);
        JsonNode errors = JSON.readTree(
                        answer.expectBody(String.class).returnResult().getResponseBody())
                .path("errors");
        assertThat(errors.valueStream().map(error -> error.path("path").asString()))
                .containsExactly("offers/" + id + ".yml#validFor");
        documents.remove("offers/" + id + ".yml");
        post(documents, false)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].path")
                .isEqualTo(journeyPath() + "#steps.code.offer");
    }

    private void test(String expected) {
        engine.client(RunningEngine.MARKETER)
                .post()
                .uri("/api/journeys/{id}/tests", id)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{name: tells it, events: [{type: order.shipped, data: {orderId: o1}}],"
                        + " expect: {messages: [{at: PT1H, text: %s}]}}".formatted(expected))
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }

    private ResponseSpec save(String text) {
        return engine.client(RunningEngine.MARKETER)
                .put()
                .uri("/api/templates/{id}", id)
                .bodyValue(template(text))
                .exchange();
    }

    @Test
    void aTemplateAloneRunsTheTestsOfTheJourneysThatUseIt() {
        done(both("Hello", "PT1H"));
        test("Hello");
        save("Bye")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].path")
                .isEqualTo("journey/" + id + "#tests/tells it");
        post(Map.of(templatePath(), template("Bye")), false)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].path")
                .isEqualTo(templatePath() + "#journey/" + id + "#tests/tells it");
        save("Hello there").expectStatus().isOk();
    }

    @Test
    void aTestThatDiffersAlreadyStopsNoText() {
        done(both("Hello", "PT1H"));
        test("Welcome");
        save("Hello there").expectStatus().isOk();
        save("Welcome").expectStatus().isOk();
        save("Hello").expectStatus().isEqualTo(422);
    }

    private static String sent(String at) {
        return "events: [{type: order.shipped, data: {orderId: o1}}]\nexpect: {messages: [{at: %s, channel: sms}]}\n"
                .formatted(at);
    }

    private String testPath(String name) {
        return "tests/" + id + "/" + name + ".yml";
    }

    @Test
    void testsComeAlongAndEachTakesThePlaceOfTheOneOfItsName() {
        Map<String, String> all = both("Hello", "PT1H");
        all.put(testPath("later"), sent("PT1H"));
        done(all).jsonPath("$.changes[*].path").isEqualTo(List.of(templatePath(), journeyPath(), "tests/" + id));
        done(Map.of(testPath("again"), sent("PT1H")));
        assertThat(files()).containsKeys(testPath("later"), testPath("again"));
        done(Map.of(journeyPath(), journey("PT2H"), testPath("later"), sent("PT2H"), testPath("again"), sent("PT2H")));
        assertThat(files().get(testPath("later")).path("text").asString()).contains("PT2H");
        post(Map.of(journeyPath(), journey("PT3H")), false).expectStatus().isEqualTo(422);
    }

    @Test
    void aTestThatFailsKeepsAllFromComing() {
        Map<String, String> all = both("Hello", "PT1H");
        all.put(testPath("later"), sent("PT9H"));
        post(all, false)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].path")
                .isEqualTo(journeyPath() + "#tests/later");
        assertThat(journey().versions()).isEmpty();
    }

    @Test
    void whatWasInstalledOfAPackIsADocumentToo() {
        String memory = "pack: %s\ndocuments: {}\n".formatted(id);
        done(Map.of("packs/" + id + ".yml", memory));
        assertThat(files().get("packs/" + id + ".yml").path("text").asString()).isEqualTo(memory);
        post(Map.of("packs/" + id + "/other.yml", memory), false).expectStatus().isEqualTo(422);
        post(Map.of("tests/" + id + ".yml", sent("PT1H")), false).expectStatus().isEqualTo(422);
    }
}
