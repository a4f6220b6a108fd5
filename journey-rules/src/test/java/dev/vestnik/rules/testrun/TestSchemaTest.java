package dev.vestnik.rules.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.SchemaAgreement;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The schemas for editors say what the readers say, as far as a schema can. */
class TestSchemaTest {
    /** Names under them are those of the events, which the readers know and the schemas do not. */
    private static final Set<String> FREE = Set.of("profile", "data", "total", "sources", "bonus");

    private static final String RUN = """
            "customer":{"id":"anna","profile":{"firstName":"Anna"},"consents":[{"channel":"sms","topic":"news","granted":true}],
             "devices":[{"platform":"ios","token":"t1"}]},
             "shop":"main","start":"2026-06-01T09:00:00Z","until":"P2D","with":["other"],
             "events":[{"at":"PT1H","type":"cart.updated","id":"e1","occurredAt":"PT0S","data":{"cartId":"c1","total":{"amount":5}}}],
             "receipts":{"sms":["delivered",{"status":"opened","after":"PT10M"}],"email":[]},
             "answers":{"offers":{"spring":["A-1",{"code":"A-2","expiresAt":"P14D"}]},"sources":{"bonus":{"points":120}}}""";

    @Test
    void theOneOfTestsAgreesWithTheReader() {
        SchemaAgreement agreement = new SchemaAgreement(
                TestSchema.ofTests(), document -> JourneyTest.parse(document) instanceof Checked.Sound<JourneyTest>);
        String test = "{\"name\":\"a test\"," + RUN + """
                ,"expect":{"messages":[{"at":"PT2H","template":"t","channel":"sms","text":["a","b"]}],"reasons":["completed"]}}""";
        assertThat(agreement.of(test, FREE).refused()).isGreaterThan(40);
        agreement.of("{\"name\":\"nothing\",\"expect\":{\"messages\":[]}}", Set.of());
    }

    @Test
    void theOneOfRunsAgreesWithTheReader() {
        SchemaAgreement agreement = new SchemaAgreement(
                TestSchema.ofRuns(),
                document -> TestRunRequest.parse(document, JourneyTest.START) instanceof Checked.Sound<TestRunRequest>);
        assertThat(agreement.of("{\"version\":3," + RUN + "}", FREE).refused()).isGreaterThan(30);
        agreement.of("{\"test\":\"a test\",\"version\":\"draft\"}", Set.of());
        agreement.of("{\"customer\":\"anna\"}", Set.of());
    }
}
