package dev.vestnik.email.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.report.DeliveryReport;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BounceReaderTest {
    private final BounceReader reader = BounceMails.reader();

    @ParameterizedTest
    @CsvSource({
        "failed, 5.1.1, smtp; 550 5.1.1 no such user, permanent, dsn-5.1.1, true",
        "Failed, 5.1.10, smtp; 556 5.1.10 null MX, permanent, dsn-5.1.10, true",
        "failed, 5.2.2, smtp; 552 5.2.2 mailbox full, permanent, dsn-5.2.2, false",
        "failed, 5.7.1, smtp; 550 5.7.1 not you, permanent, dsn-5.7.1, false",
        "failed, 4.4.7, smtp; 451 4.7.1 try again, temporary, dsn-4.4.7, false",
        "failed, 5.0.0, smtp; 550 5.1.1 no such user, permanent, dsn-5.1.1, true",
        "failed, 5.0.0, smtp; 451 try again, temporary, dsn-4.0.0, false",
        "failed, '', smtp; 550 rejected, permanent, dsn-5.0.0, false",
        "failed, 5.0.0, x-unix; user unknown, permanent, dsn-5.0.0, false",
        "failed, 5.1.1 (bad destination mailbox address), '', permanent, dsn-5.1.1, true",
        "failed, 5.99.123, smtp; 550 5.99.123 made up, permanent, dsn-5.0.0, false"
    })
    void tellsPermanentFromTemporaryByTheCode(
            String action, String status, String diagnostic, FailureKind kind, String code, boolean dead) {
        Outcome.AddressState address = dead ? Outcome.AddressState.DEAD : Outcome.AddressState.USABLE;
        assertThat(read(action, status, diagnostic))
                .isEqualTo(reported(new DeliveryReport.Failed(kind, code, address, List.of())));
    }

    @Test
    void knowsADelivery() {
        assertThat(read("delivered", "2.0.0", "smtp; 250 ok")).isEqualTo(reported(new DeliveryReport.Delivered()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delayed", "relayed", "expanded"})
    void takesNoNewsFromOtherNotifications(String action) {
        assertThat(read(action, "4.0.0", "smtp; 451 later")).isEqualTo(new Bounce.Nothing(action));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abuse", "fraud", "opt-out", "other", "new-type"})
    void takesAComplaintAsAnOptOut(String type) {
        assertThat(reader.read(BounceMails.complaint("fbl@shop.example", type, BounceMails.OURS)))
                .isEqualTo(reported(new DeliveryReport.OptedOut("complaint")));
    }

    @Test
    void takesNoComplaintFromWhatIsNone() {
        assertThat(reader.read(BounceMails.complaint("fbl@shop.example", "not-spam", BounceMails.OURS)))
                .isEqualTo(new Bounce.Nothing("feedback-not-spam"));
    }

    @Test
    void findsTheMessageInTheReturnedHeader() {
        byte[] mail = BounceMails.notification("shop@shop.example", "Action: failed\nStatus: 5.1.1", BounceMails.OURS);
        assertThat(reader.read(mail)).isInstanceOf(Bounce.Reported.class);
        byte[] folded = BounceMails.notification(
                "shop@shop.example",
                "Action: failed\nStatus: 5.1.1",
                BounceMails.OURS.replace("Report: ", "Report:\n "));
        assertThat(reader.read(folded)).isInstanceOf(Bounce.Reported.class);
    }

    @Test
    void findsTheMessageInTheComplaintsReturnPath() {
        String redacted = "Return-Path: <" + BounceMails.VERP + ">\nSubject: Sale\n";
        assertThat(reader.read(BounceMails.complaint("fbl@shop.example", "abuse", redacted)))
                .isInstanceOf(Bounce.Reported.class);
    }

    @Test
    void takesTheFailureAmongSeveralRecipients() {
        String two =
                "Action: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; b@example.com\nAction: failed\nStatus: 5.1.1";
        assertThat(reader.read(BounceMails.notification(BounceMails.VERP, two, "")))
                .isInstanceOfSatisfying(
                        Bounce.Reported.class,
                        bounce -> assertThat(bounce.report()).isInstanceOf(DeliveryReport.Failed.class));
    }

    /** The customer's address may be an alias of several, of which one is dead. */
    @ParameterizedTest
    @CsvSource({
        "Anna <anna@example.com>, DEAD",
        "ANNA@Example.com, DEAD",
        "team@example.com, USABLE",
        "'=?utf-8?q?A=2C_B?= <team@example.com>', USABLE"
    })
    void takesOnlyTheAddressThatTheMessageWentToAsDead(String to, Outcome.AddressState address) {
        String returned = BounceMails.OURS.replace("To: anna@example.com", "To: " + to);
        byte[] mail = BounceMails.notification(BounceMails.VERP, "Action: failed\nStatus: 5.1.1", returned);
        assertThat(reader.read(mail))
                .isEqualTo(reported(new DeliveryReport.Failed(FailureKind.permanent, "dsn-5.1.1", address, List.of())));
    }

    @Test
    void prefersTheAddressThatTheMessageWentToAmongFailures() {
        String two =
                "Action: failed\nStatus: 5.2.2\n\nFinal-Recipient: rfc822; <team@example.com>\nAction: failed\nStatus: 5.1.1";
        String returned = BounceMails.OURS.replace("To: anna@example.com", "To: team@example.com");
        assertThat(reader.read(BounceMails.notification(BounceMails.VERP, two, returned)))
                .isEqualTo(reported(new DeliveryReport.Failed(
                        FailureKind.permanent, "dsn-5.1.1", Outcome.AddressState.DEAD, List.of())));
    }

    @Test
    void keepsWhatItDoesNotUnderstand() {
        assertThat(reader.read(BounceMails.mail("From: anna@example.com\nTo: " + BounceMails.VERP
                        + "\nSubject: Out of office\n\nI am on holiday.\n")))
                .isEqualTo(new Bounce.NotUnderstood("no-report"));
        assertThat(reader.read(BounceMails.notification("b+x@shop.example", "Action: failed\nStatus: 5.1.1", "")))
                .isEqualTo(new Bounce.NotUnderstood("not-ours"));
        assertThat(read("exploded", "5.1.1", "")).isEqualTo(new Bounce.NotUnderstood("unknown-action"));
        assertThat(read("failed", "", "")).isEqualTo(new Bounce.NotUnderstood("no-status"));
        assertThat(reader.read(BounceMails.complaint("fbl@shop.example", "", BounceMails.OURS)))
                .isEqualTo(new Bounce.NotUnderstood("no-feedback-type"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void refusesWhatIsTooLarge(int how) {
        String large = switch (how) {
            case 0 -> "x".repeat(5_000_001);
            case 1 -> "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n".repeat(5_000);
            default -> "a:\n".repeat(200_000);
        };
        assertThat(reader.read(BounceMails.mail(large))).isEqualTo(new Bounce.NotUnderstood("too-large"));
    }

    @Test
    void readsPartsOfAnyDepthWithoutHarm() {
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b" + i + "\n\n--b" + i + "\n");
        }
        assertThat(reader.read(BounceMails.mail(deep.toString()))).isEqualTo(new Bounce.NotUnderstood("no-report"));
    }

    @Test
    void readsWhateverBytesWithoutHarm() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] good = BounceMails.notification(BounceMails.VERP, "Action: failed\nStatus: 5.1.1", BounceMails.OURS);
        for (int i = 0; i < 2_000; i++) {
            byte[] torn = good.clone();
            for (int j = 0; j < 20; j++) {
                torn[random.nextInt(torn.length)] = (byte) random.nextInt(256);
            }
            assertThat(reader.read(torn)).as("seed %d", seed).isNotNull();
        }
    }

    private Bounce read(String action, String status, String diagnostic) {
        String fields = "Action: " + action + (status.isEmpty() ? "" : "\nStatus: " + status)
                + (diagnostic.isEmpty() ? "" : "\nDiagnostic-Code: " + diagnostic);
        return reader.read(BounceMails.notification(BounceMails.VERP, fields, ""));
    }

    private static Bounce reported(DeliveryReport report) {
        return new Bounce.Reported(BounceMails.SUBJECT, report);
    }
}
