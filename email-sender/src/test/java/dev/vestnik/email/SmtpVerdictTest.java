package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpVerdictTest {

    @ParameterizedTest
    @CsvSource({
        "RECIPIENT, 550 5.1.1 no such user, permanent, smtp-550-5.1.1, true",
        "RECIPIENT, 553 5.1.3 bad syntax, permanent, smtp-553-5.1.3, true",
        "RECIPIENT, 556 5.1.10 null MX, permanent, smtp-556-5.1.10, true",
        "DOT, 550 5.1.1 no such user, permanent, smtp-550-5.1.1, true",
        "RECIPIENT, 550 your address is listed, permanent, smtp-550, false",
        "RECIPIENT, 550 5.7.1 not you, permanent, smtp-550-5.7.1, false",
        "RECIPIENT, 550 5.1.8 unknown sender, permanent, smtp-550-5.1.8, false",
        "RECIPIENT, 550 5.99.12345 made up, permanent, smtp-550, false",
        "RECIPIENT, 550 4.2.1 disabled for now, temporary, smtp-550-4.2.1, false",
        "RECIPIENT, 552 5.2.2 full, permanent, smtp-552-5.2.2, false",
        "DATA, 554 5.5.1 no valid recipients, permanent, smtp-554-5.5.1, false",
        "DOT, 554 5.7.1 spam, permanent, smtp-554-5.7.1, false",
        "DOT, 451 4.4.1 try later, temporary, smtp-451-4.4.1, false",
        "DOT, 554 5.7.0 banned content, permanent, smtp-554-5.7.0, false",
        "DOT, 552 5.3.4 too large, permanent, smtp-552-5.3.4, false",
        "RECIPIENT, 552 5.3.4 too large, permanent, smtp-552-5.3.4, false",
        "SENDER, 552 5.3.4 too large, permanent, smtp-552-5.3.4, false",
        "SENDER, 555 no such parameter, temporary, smtp-555, false"
    })
    void readsARefusal(SmtpPhase phase, String text, FailureKind kind, String code, boolean dead) {
        assertThat(verdict(phase, text))
                .isEqualTo(new Outcome.Rejected(
                        kind, code, dead ? Outcome.AddressState.DEAD : Outcome.AddressState.USABLE, List.of(), null));
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT, 421 4.3.2 full, smtp-421-4.3.2",
        "CONNECT, 554 5.7.1 listed, smtp-554-5.7.1",
        "CONNECT, 535 5.7.8 wrong password, smtp-535-5.7.8",
        "CONNECT, 454 4.7.0 login not now, smtp-454-4.7.0",
        "SENDER, 530 5.7.0 authenticate first, smtp-530-5.7.0",
        "SENDER, 421 4.7.0 busy, smtp-421-4.7.0",
        "SENDER, 451 4.7.1 policy, smtp-451-4.7.1",
        "SENDER, 553 5.7.1 not your address, smtp-553-5.7.1",
        "RECIPIENT, 421 4.3.2 closing, smtp-421-4.3.2",
        "DATA, 421 4.3.0 closing, smtp-421-4.3.0",
        "DATA, 421 4.7.0 too many connections, smtp-421-4.7.0",
        "DOT, 454 Throttling failure: Maximum sending rate exceeded, smtp-454",
        // The system's status, whatever was asked: each message would be given up after some tries during an outage.
        "RECIPIENT, 451 4.3.0 lookup failure, smtp-451-4.3.0",
        "RECIPIENT, 452 4.3.1 disk full, smtp-452-4.3.1",
        "DATA, 554 5.3.2 not accepting, smtp-554-5.3.2",
        "DOT, 451 4.3.0 try later, smtp-451-4.3.0",
        "DOT, 554 5.3.5 misconfigured, smtp-554-5.3.5",
        // Our right to send, which servers may check as late as here (Postfix: smtpd_delay_reject).
        "RECIPIENT, 530 log in, smtp-530",
        "RECIPIENT, 550 5.7.0 STARTTLS first, smtp-550-5.7.0",
        "RECIPIENT, 554 5.7.1 <anna@example.com>: Relay access denied, smtp-554-5.7.1",
        "RECIPIENT, 550 5.7.1 Relaying denied, smtp-550-5.7.1",
        "RECIPIENT, 550 relay not permitted, smtp-550",
        "RECIPIENT, 550 5.7.54 Unable to relay recipient, smtp-550",
        "DATA, 535 5.7.8 credentials expired, smtp-535-5.7.8",
        "DOT, 550 5.7.8 credentials expired, smtp-550-5.7.8"
    })
    void takesTheServersStateAsBusy(SmtpPhase phase, String text, String code) {
        assertThat(verdict(phase, text)).isEqualTo(Outcome.busy(code));
    }

    @ParameterizedTest
    @CsvSource({
        "RECIPIENT, 421-4.7.28 unusual rate of mail, smtp-421-4.7.28",
        "RECIPIENT, 451 4.7.28 slow, smtp-451-4.7.28",
        "DOT, 450 4.2.1 too many messages for this user, smtp-450-4.2.1",
        "DOT, 421 4.7.0 [TSS04] Messages temporarily deferred, smtp-421-4.7.0"
    })
    void takesAThrottleAsTheRecipientsDomainsState(SmtpPhase phase, String text, String code) {
        assertThat(verdict(phase, text)).isEqualTo(Outcome.addressBusy(code));
    }

    @ParameterizedTest
    @CsvSource({
        "RECIPIENT, 451 4.7.1 try again, PT10M",
        "RECIPIENT, 450 4.2.0 Greylisted, PT10M",
        "DOT, 450 gray-listed, PT10M",
        "DOT, 451 4.3.0 greylisted, PT10M",
        "RECIPIENT, 452 4.2.2 full, PT4H",
        "DOT, 451 4.4.1 try later,"
    })
    void saysWhenToTryAgain(SmtpPhase phase, String text, Duration after) {
        assertThat(verdict(phase, text)).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
            assertThat(rejected.kind()).isEqualTo(FailureKind.temporary);
            assertThat(rejected.retryAt()).isEqualTo(after == null ? null : Mails.NOW.plus(after));
        });
    }

    @ParameterizedTest
    @CsvSource({"250 2.0.0 Ok: queued as 4bXyZ1, 4bXyZ1", "250 OK queued as a.b-c, a.b-c"})
    void findsTheIdInTheQueue(String text, String id) {
        assertThat(verdict(SmtpPhase.DOT, text)).isEqualTo(Outcome.accepted(id));
    }

    private static Outcome verdict(SmtpPhase phase, String text) {
        return SmtpVerdict.of(new SmtpReply(phase, Integer.parseInt(text.substring(0, 3)), text), Mails.NOW);
    }
}
