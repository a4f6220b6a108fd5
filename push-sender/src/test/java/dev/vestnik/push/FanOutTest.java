package dev.vestnik.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.DeadToken;
import dev.vestnik.sender.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FanOutTest {
    private static final DeviceOutcome TAKEN = new DeviceOutcome.Taken("id-1");
    private static final DeviceOutcome GONE = DeviceOutcome.gone("apns-Unregistered");
    private static final DeviceOutcome LOST = new DeviceOutcome.Lost("apns-TimeoutException");
    private static final DeviceOutcome NOT_SENT = new DeviceOutcome.NotSent("fcm-ConnectException");
    private static final DeviceOutcome BUSY = DeviceOutcome.busy("fcm-UNAVAILABLE", Duration.ofSeconds(30));
    private static final DeviceOutcome ADDRESS_BUSY = DeviceOutcome.addressBusy("webpush-429", null);
    private static final DeviceOutcome HELD = DeviceOutcome.held("webpush-service-busy", Duration.ofSeconds(5));
    private static final DeviceOutcome TEMPORARY = DeviceOutcome.temporary("fcm-UNAVAILABLE");
    private static final DeviceOutcome PERMANENT = DeviceOutcome.permanent("platform-not-configured");

    @Test
    void isAcceptedWhenOneDeviceTookIt() {
        assertThat(outcome(LOST, NOT_SENT, TEMPORARY, PERMANENT, GONE, TAKEN))
                .isEqualTo(new Outcome.Accepted(List.of("id-1"), null, List.of(new DeadToken("token-4", null)), null));
    }

    @Test
    void isInDoubtWhenOnlyAnAnswerWasLost() {
        assertThat(outcome(PERMANENT, NOT_SENT, LOST, GONE)).isEqualTo(new Outcome.Unknown("apns-TimeoutException"));
    }

    @Test
    void isNotSentWhenADeviceWasNotReached() {
        assertThat(outcome(TEMPORARY, GONE, NOT_SENT)).isEqualTo(new Outcome.NotSent("fcm-ConnectException"));
    }

    @Test
    void isBusyWhenADeviceMayTakeItLater() {
        assertThat(outcome(TEMPORARY, GONE, BUSY)).isEqualTo(Outcome.busy("fcm-UNAVAILABLE", Duration.ofSeconds(30)));
        assertThat(outcome(BUSY, LOST)).isInstanceOf(Outcome.Unknown.class);
        assertThat(outcome(BUSY, TAKEN)).isInstanceOf(Outcome.Accepted.class);
        assertThat(outcome(ADDRESS_BUSY, PERMANENT)).isEqualTo(Outcome.addressBusy("webpush-429"));
    }

    /** Only then does the message cost nothing. */
    @Test
    void isHeldOnlyWhenNoDeviceWasAsked() {
        Outcome held = Outcome.held("webpush-service-busy", Duration.ofSeconds(5));
        assertThat(outcome(HELD, HELD)).isEqualTo(held);
        assertThat(outcome(HELD, ADDRESS_BUSY)).isEqualTo(Outcome.addressBusy("webpush-429"));
        assertThat(outcome(HELD, PERMANENT))
                .isEqualTo(new Outcome.Busy("webpush-service-busy", Outcome.Busy.Scope.ADDRESS, Duration.ofSeconds(5)));
        assertThat(FanOut.outcomeOfPlatforms(List.of(held, held))).isEqualTo(held);
    }

    /** The gateway's own state counts before that of one device, and the longest wait that it asks for. */
    @Test
    void isBusyForAllWhenOneAnswerSaysSo() {
        DeviceOutcome longer = DeviceOutcome.busy("fcm-INTERNAL", Duration.ofMinutes(2));
        assertThat(outcome(ADDRESS_BUSY, NOT_SENT, BUSY, longer))
                .isEqualTo(Outcome.busy("fcm-INTERNAL", Duration.ofMinutes(2)));
        assertThat(outcome(ADDRESS_BUSY, NOT_SENT)).isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void mayBeTriedAgainWhenOneRefusalIsTemporary() {
        assertThat(outcome(PERMANENT, GONE, TEMPORARY))
                .isEqualTo(new Outcome.Rejected(
                        FailureKind.temporary,
                        "fcm-UNAVAILABLE",
                        Outcome.AddressState.USABLE,
                        List.of(new DeadToken("token-1", null)),
                        null));
    }

    @Test
    void isRejectedForAPlatformWithoutCredentialsOnlyWhenThereIsNoOther() {
        assertThat(outcome(PERMANENT))
                .isEqualTo(new Outcome.Rejected(
                        FailureKind.permanent,
                        "platform-not-configured",
                        Outcome.AddressState.USABLE,
                        List.of(),
                        null));
        assertThat(outcome(PERMANENT, TAKEN)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void isRejectedForGoodWhenEveryDeviceIsGone() {
        assertThat(outcome(GONE, GONE))
                .isEqualTo(new Outcome.Rejected(
                        FailureKind.permanent,
                        "apns-Unregistered",
                        Outcome.AddressState.USABLE,
                        List.of(new DeadToken("token-0", null), new DeadToken("token-1", null)),
                        null));
    }

    @Test
    void isRejectedForACustomerWithoutDevices() {
        assertThat(outcome()).isEqualTo(Outcome.permanent("no-device"));
    }

    /** Each platform's own gateway has learned from its part; the gateway of all platforms serves other customers meanwhile. */
    @Test
    void makesOnlyThisCustomerWaitWhenNoPlatformWasAsked() {
        Outcome busy = Outcome.busy("push-ios-no-room");
        Outcome notSent = new Outcome.NotSent("fcm-ConnectException");
        assertThat(FanOut.outcomeOfPlatforms(List.of(busy, Outcome.permanent("x"))))
                .isEqualTo(Outcome.addressBusy("push-ios-no-room"));
        assertThat(FanOut.outcomeOfPlatforms(List.of(notSent, Outcome.permanent("x"))))
                .isEqualTo(Outcome.addressBusy("fcm-ConnectException"));
        assertThat(FanOut.outcomeOfPlatforms(List.of(notSent, busy)))
                .isEqualTo(Outcome.addressBusy("push-ios-no-room"));
        assertThat(FanOut.outcomeOfPlatforms(List.of(notSent, notSent)))
                .isEqualTo(Outcome.addressBusy("fcm-ConnectException"));
        assertThat(FanOut.outcomeOfPlatforms(List.of(busy, Outcome.accepted("id"))))
                .isEqualTo(Outcome.accepted("id"));
    }

    /** One platform that takes the message is enough. */
    @Test
    void waitsUntilTheFirstPlatformMayTakeIt() {
        Outcome minute = Outcome.busy("fcm-UNAVAILABLE", Duration.ofMinutes(1));
        Outcome hour = Outcome.busy("apns-TooManyRequests", Duration.ofHours(1));
        assertThat(FanOut.outcomeOfPlatforms(List.of(minute, hour, Outcome.permanent("x"))))
                .isEqualTo(new Outcome.Busy("apns-TooManyRequests", Outcome.Busy.Scope.ADDRESS, Duration.ofMinutes(1)));
        assertThat(FanOut.outcomeOfPlatforms(List.of(hour, Outcome.busy("push-web-no-room"))))
                .isEqualTo(Outcome.addressBusy("apns-TooManyRequests"));
        assertThat(FanOut.outcomeOfPlatforms(List.of(hour, new Outcome.NotSent("fcm-ConnectException"))))
                .isEqualTo(Outcome.addressBusy("apns-TooManyRequests"));
    }

    private static Outcome outcome(DeviceOutcome... answers) {
        List<Outcome> told = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            told.add(PlatformGateway.outcome("token-" + i, answers[i]));
        }
        return FanOut.outcome(told);
    }
}
