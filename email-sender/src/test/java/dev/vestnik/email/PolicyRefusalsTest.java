package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sender.Outcome;
import org.junit.jupiter.api.Test;

class PolicyRefusalsTest {
    private static final Outcome REFUSED = Outcome.permanent("smtp-550-5.7.1");
    private static final Outcome BUSY = Outcome.busy("smtp-550-5.7.1");

    private final PolicyRefusals refusals = new PolicyRefusals();

    /** A sender that is blocked from its start on fails nothing for good. */
    @Test
    void takesNoRefusalForGoodBeforeTheServerHasTakenAMail() {
        for (int i = 1; i < PolicyRefusals.FEW; i++) {
            assertThat(answered(SmtpPhase.RECIPIENT, "550 5.7.1 blocked"))
                    .isEqualTo(Outcome.temporary("smtp-550-5.7.1"));
            assertThat(refusals.refuseEverybody()).isFalse();
        }
        for (int i = 0; i < 2 * PolicyRefusals.MANY; i++) {
            assertThat(answered(SmtpPhase.RECIPIENT, "550 5.7.1 blocked")).isEqualTo(BUSY);
        }
        assertThat(refusals.refuseEverybody()).isTrue();
        answered(SmtpPhase.DOT, "250 2.0.0 Ok");
        assertThat(refusals.refuseEverybody()).isFalse();
        assertThat(answered(SmtpPhase.RECIPIENT, "550 5.7.1 members only")).isEqualTo(REFUSED);
    }

    @Test
    void takesAServerThatRefusesEverybodyAsBusyUntilItTakesAMail() {
        answered(SmtpPhase.DOT, "250 2.0.0 Ok");
        for (int i = 1; i < PolicyRefusals.MANY; i++) {
            assertThat(answered(SmtpPhase.RECIPIENT, "550 5.7.1 blocked")).isEqualTo(REFUSED);
        }
        assertThat(refusals.refuseEverybody()).isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(answered(SmtpPhase.RECIPIENT, "550 5.7.1 blocked")).isEqualTo(BUSY);
        }
        assertThat(refusals.refuseEverybody()).isTrue();
        answered(SmtpPhase.DOT, "250 2.0.0 Ok");
        assertThat(refusals.refuseEverybody()).isFalse();
        assertThat(answered(SmtpPhase.RECIPIENT, "550 5.7.1 blocked")).isEqualTo(REFUSED);
    }

    @Test
    void takesARefusalNowAndThenAsWhatItSeems() {
        answered(SmtpPhase.DOT, "250 2.0.0 Ok");
        for (int i = 1; i < 10 * PolicyRefusals.MANY; i++) {
            assertThat(answered(SmtpPhase.RECIPIENT, "550 5.7.1 members only")).isEqualTo(REFUSED);
            if (i % (PolicyRefusals.MANY - 1) == 0) {
                answered(SmtpPhase.DOT, "250 2.0.0 Ok");
            }
        }
    }

    /** A list may be full of old addresses, and a text may be spam. */
    @Test
    void countsNoOtherRefusals() {
        for (int i = 0; i < 2 * PolicyRefusals.MANY; i++) {
            assertThat(answered(SmtpPhase.RECIPIENT, "550 5.1.1 no such user"))
                    .isEqualTo(Outcome.deadAddress("smtp-550-5.1.1"));
            assertThat(answered(SmtpPhase.DOT, "550 5.7.1 spam")).isEqualTo(REFUSED);
        }
        assertThat(refusals.refuseEverybody()).isFalse();
    }

    private Outcome answered(SmtpPhase phase, String text) {
        SmtpReply reply = new SmtpReply(phase, Integer.parseInt(text.substring(0, 3)), text);
        return refusals.judged(reply, SmtpVerdict.of(reply, Mails.NOW));
    }
}
