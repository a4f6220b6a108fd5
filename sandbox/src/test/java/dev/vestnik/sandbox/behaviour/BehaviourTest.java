package dev.vestnik.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sandbox.ledger.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BehaviourTest {

    private static BehaviourRequest request(String body) {
        return new BehaviourRequest(JsonMapper.shared().readTree(body));
    }

    private static List<String> faulty(String body) {
        return request(body).faults().stream().map(RequestFault::path).toList();
    }

    @Test
    void readsDurationsInBothForms() {
        BehaviourRequest request = request("{\"channel\": \"sms\", \"delay\": 250, \"receiptDelay\": \"PT2S\"}");
        assertThat(request.faults()).isEmpty();
        assertThat(request.asked()).contains(Provider.SMPP, Provider.INFOBIP).doesNotContain(Provider.SMTP);
        assertThat(request.behaviour(Provider.SMPP).answers().delay()).isEqualTo(Duration.ofMillis(250));
        assertThat(request.behaviour(Provider.SMPP).receipts().receiptDelay()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void findsEveryFault() {
        assertThat(faulty("{\"channel\":\"fax\",\"delay\":\"soon\",\"rejectRate\":2,\"openRate\":\"1\","
                        + "\"receiptsBeforeAnswer\":1,\"colour\":\"red\",\"receiptDelay\":-1}"))
                .containsExactlyInAnyOrder(
                        "channel", "delay", "rejectRate", "openRate", "receiptsBeforeAnswer", "colour", "receiptDelay");
        assertThat(faulty("[]")).contains("");
        assertThat(faulty("{\"channel\": \"push\", \"rejectCode\": \"bad token\"}"))
                .hasSize(5)
                .containsOnly("rejectCode");
        assertThat(faulty("{\"channel\": \"apns\", \"rejectCode\": \"BadDeviceToken\"}"))
                .isEmpty();
        assertThat(faulty("{\"channel\": \"sms\", \"rejectCode\": 11, \"dropReceipts\": true}"))
                .isEmpty();
    }

    @Test
    void givesEveryProviderOfAChannelTheWordsThatItKnows() {
        BehaviourRequest push = request("{\"channel\": \"push\", \"rejectCode\": \"BadDeviceToken\"}");
        assertThat(push.faults()).isEmpty();
        assertThat(push.behaviour(Provider.APNS).answers().rejectCode()).isEqualTo("BadDeviceToken");
        assertThat(push.behaviour(Provider.FCM).answers().rejectCode()).isNull();
        BehaviourRequest sms = request("{\"channel\": \"sms\", \"failedReceiptCode\": \"REJECTD\","
                + " \"recipients\": {\"+1\": \"REJECTED_DND\", \"+2\": \"0x14\"}}");
        assertThat(sms.faults()).isEmpty();
        assertThat(sms.behaviour(Provider.INFOBIP).outage().recipients()).containsOnlyKeys("+1");
        assertThat(sms.behaviour(Provider.SMPP).outage().recipients()).containsOnlyKeys("+2");
        assertThat(sms.behaviour(Provider.TWILIO).receipts().failedReceiptCode())
                .isNull();
    }

    @Test
    void keepsDeadTokensDead() {
        Behaviours behaviours = new Behaviours(new Random(1));
        behaviours.set(
                Provider.APNS,
                request("{\"channel\": \"apns\", \"deadTokenRate\": 0.25}").behaviour(Provider.APNS));
        List<Integer> dead = dead(behaviours);
        assertThat(dead).hasSizeBetween(2200, 2800).isEqualTo(dead(behaviours));
        assertThat(behaviours.dead(Provider.FCM, "0")).isFalse();
    }

    private static List<Integer> dead(Behaviours behaviours) {
        return IntStream.range(0, 10_000)
                .filter(i -> behaviours.dead(Provider.APNS, Integer.toHexString(i * 31)))
                .boxed()
                .toList();
    }
}
