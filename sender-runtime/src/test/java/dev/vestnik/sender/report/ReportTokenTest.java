package dev.vestnik.sender.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Attempt;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportTokenTest {
    private static final UUID ID = UUID.fromString("7f0c2b1e-88a4-8c3d-9e10-aabbccddeeff");

    private final ReportToken tokens = new ReportToken("0123456789abcdef".getBytes());

    @Test
    void carriesItsSubject() {
        for (int attempt : new int[] {0, 1, 254, 255, 70_000}) {
            ReportSubject subject =
                    new ReportSubject(new CustomerKey("main", "ключ/42"), new Attempt(ID, attempt), ChannelName.PUSH);
            assertThat(tokens.read(tokens.write(subject))).contains(subject);
        }
    }

    /** Providers hold tokens of earlier releases: no later version may write or read another channel in them. */
    @Test
    void readsAndWritesTokensOfEarlierReleases() {
        Map<ChannelName, String> out = Map.of(
                ChannelName.SMS, "AAF_DCseiKSMPZ4QqrvM3e7_bWFpbi9jMScHv0Ad4Rh6-TFd4w",
                ChannelName.EMAIL, "AQF_DCseiKSMPZ4QqrvM3e7_bWFpbi9jMUqCFFexnimIJmH8sA",
                ChannelName.PUSH, "AgF_DCseiKSMPZ4QqrvM3e7_bWFpbi9jMbZxPuIAAkP2HhZulg");
        out.forEach((channel, token) -> {
            ReportSubject subject = new ReportSubject(new CustomerKey("main", "c1"), new Attempt(ID, 1), channel);
            assertThat(tokens.write(subject)).isEqualTo(token);
            assertThat(tokens.read(token)).contains(subject);
        });
    }

    @Test
    void refusesATokenWithAChannelOfALaterVersion() {
        assertThat(tokens.read("AwF_DCseiKSMPZ4QqrvM3e7_bWFpbi9jMeIdThA32kk3Yb8fSw"))
                .isEmpty();
    }

    @Test
    void fitsAMailboxForAnOrdinaryCustomer() {
        ReportSubject subject =
                new ReportSubject(new CustomerKey("main", "customer-42"), new Attempt(ID, 1), ChannelName.EMAIL);
        assertThat(tokens.write(subject)).hasSizeLessThanOrEqualTo(64).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void refusesTokensThatItDidNotSign() {
        String token =
                tokens.write(new ReportSubject(new CustomerKey("main", "c1"), new Attempt(ID, 1), ChannelName.PUSH));
        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(tokens.read(token.substring(0, i) + other + token.substring(i + 1)))
                    .isEmpty();
        }
        assertThat(new ReportToken("another secret".getBytes()).read(token)).isEmpty();
        assertThat(tokens.read("")).isEmpty();
        assertThat(tokens.read("???")).isEmpty();
        assertThat(tokens.read("A".repeat(5000))).isEmpty();
    }
}
