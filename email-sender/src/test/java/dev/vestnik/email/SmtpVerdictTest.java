package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Outcome;
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
        "RECIPIENT, 452 4.2.2 full, temporary, smtp-452-4.2.2, false",
        "RECIPIENT, 451 4.7.1 greylisted, temporary, smtp-451-4.7.1, false",
        "DATA, 421 4.3.0 closing, temporary, smtp-421-4.3.0, false",
        "DATA, 554 5.5.1 no valid recipients, permanent, smtp-554-5.5.1, false",
        "DOT, 554 5.7.1 spam, permanent, smtp-554-5.7.1, false",
        "DOT, 451 4.3.0 try later, temporary, smtp-451-4.3.0, false",
        "SENDER, 552 5.3.4 too large, permanent, smtp-552-5.3.4, false",
        "SENDER, 553 5.7.1 not your address, temporary, smtp-553-5.7.1, false"
    })
    void readsARefusal(SmtpPhase phase, String text, FailureKind kind, String code, boolean dead) {
        assertThat(SmtpVerdict.of(reply(phase, text)))
                .isEqualTo(new Outcome.Rejected(
                        kind, code, dead ? Outcome.AddressState.DEAD : Outcome.AddressState.USABLE, List.of(), null));
    }

    @ParameterizedTest
    @CsvSource({"SENDER, 530 5.7.0 authenticate first, smtp-530-5.7.0", "SENDER, 421 4.7.0 busy, smtp-421-4.7.0"})
    void takesRefusalsOfTheSenderAsNotSent(SmtpPhase phase, String text, String cause) {
        assertThat(SmtpVerdict.of(reply(phase, text))).isEqualTo(new Outcome.NotSent(cause));
    }

    @ParameterizedTest
    @CsvSource({"250 2.0.0 Ok: queued as 4bXyZ1, 4bXyZ1", "250 OK queued as a.b-c, a.b-c"})
    void findsTheIdInTheQueue(String text, String id) {
        assertThat(SmtpVerdict.of(reply(SmtpPhase.DOT, text))).isEqualTo(Outcome.accepted(id));
    }

    private static SmtpReply reply(SmtpPhase phase, String text) {
        return new SmtpReply(phase, Integer.parseInt(text.substring(0, 3)), text);
    }
}
