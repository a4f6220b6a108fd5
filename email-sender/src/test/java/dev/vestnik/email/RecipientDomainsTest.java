package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sender.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipientDomainsTest {
    private static final String GMAIL = "gmail.com";
    private static final Outcome THROTTLE = Outcome.addressBusy("smtp-421-4.7.28");
    private final RecipientDomains domains =
            new RecipientDomains(List.of(new DomainLimits("Yahoo.com", 2, 0), new DomainLimits("mail.ru", 0, 10)), 8);
    private Instant now = Mails.NOW;

    @Test
    void leavesADomainAloneThatThrottles() {
        assertThat(throttled()).isEqualTo(busy("smtp-421-4.7.28", Duration.ofMinutes(1)));
        now = now.plusSeconds(20);
        assertThat(domains.enter(GMAIL, now)).isEqualTo(Outcome.held("domain-held", Duration.ofSeconds(40)));
        assertThat(domains.enter("example.com", now)).isNull();
    }

    @Test
    void triesADomainWithOneMailAfterItsHold() {
        throttled();
        now = now.plusSeconds(60);
        assertThat(domains.enter(GMAIL, now)).isNull();
        assertThat(domains.enter(GMAIL, now)).isEqualTo(Outcome.held("domain-window", Duration.ofSeconds(1)));
        domains.left(GMAIL, Outcome.accepted(), now);
        assertThat(domains.enter(GMAIL, now)).isNull();
        assertThat(domains.enter(GMAIL, now)).isNull();
        assertThat(domains.enter(GMAIL, now)).isNotNull();
    }

    @Test
    void leavesADomainAloneForLongerEachTime() {
        throttled();
        for (int minutes : new int[] {2, 4, 8, 16, 30, 30}) {
            now = now.plus(Duration.ofHours(1));
            assertThat(throttled()).isEqualTo(busy("smtp-421-4.7.28", Duration.ofMinutes(minutes)));
        }
    }

    @Test
    void countsMailsThatWereThrottledTogetherAsOneThrottle() {
        domains.enter(GMAIL, now);
        domains.enter(GMAIL, now);
        domains.left(GMAIL, THROTTLE, now);
        assertThat(domains.left(GMAIL, THROTTLE, now)).isEqualTo(busy("smtp-421-4.7.28", Duration.ofMinutes(1)));
    }

    @Test
    void keepsToTheLimitsOfADomain() {
        assertThat(domains.enter("yahoo.com", now)).isNull();
        assertThat(domains.enter("yahoo.com", now)).isNull();
        assertThat(domains.enter("yahoo.com", now)).isEqualTo(Outcome.held("domain-window", Duration.ofSeconds(1)));
        assertThat(domains.enter("mail.ru", now)).isNull();
        assertThat(domains.enter("mail.ru", now)).isEqualTo(Outcome.held("domain-rate", Duration.ofMillis(100)));
        assertThat(domains.enter("mail.ru", now.plusMillis(100))).isNull();
    }

    @Test
    void dividesTheLimitsOfADomainAmongInstances() {
        domains.share(2);
        assertThat(domains.enter("yahoo.com", now)).isNull();
        assertThat(domains.enter("yahoo.com", now)).isEqualTo(Outcome.held("domain-window", Duration.ofSeconds(1)));
        assertThat(domains.enter("mail.ru", now)).isNull();
        assertThat(domains.enter("mail.ru", now)).isEqualTo(Outcome.held("domain-rate", Duration.ofMillis(200)));
        assertThat(domains.enter("example.com", now)).isNull();
        assertThat(domains.enter("example.com", now))
                .as("a domain without limits")
                .isNull();
    }

    @Test
    void dividesTheLimitsOfADomainThatHasMailsOnTheirWay() {
        assertThat(domains.enter("yahoo.com", now)).isNull();
        domains.share(5);
        assertThat(domains.enter("yahoo.com", now)).as("one at least").isNotNull();
        domains.share(1);
        assertThat(domains.enter("yahoo.com", now)).isNull();
    }

    @Test
    void givesADomainThatThrottlesNoMoreBecauseAnInstanceHasGone() {
        domains.share(2);
        domains.enter("yahoo.com", now);
        domains.left("yahoo.com", THROTTLE, now);
        domains.share(1);
        now = now.plusSeconds(60);
        assertThat(domains.enter("yahoo.com", now)).isNull();
        assertThat(domains.enter("yahoo.com", now)).isNotNull();
    }

    /** All would come at once otherwise, and all but one in vain. */
    @Test
    void tellsEachHeldMailATimeOfItsOwn() {
        assertThat(domains.enter("mail.ru", now)).isNull();
        for (int i = 1; i <= 5; i++) {
            assertThat(domains.enter("mail.ru", now))
                    .isEqualTo(Outcome.held("domain-rate", Duration.ofMillis(100L * i)));
        }
    }

    /** A domain may take more than it did when it was throttling. */
    @Test
    void holdsNoMailForLongerThanFiveMinutesBecauseOfOthers() {
        throttled();
        for (int i = 0; i < 1_000; i++) {
            Outcome.Busy held = (Outcome.Busy) domains.enter(GMAIL, now);
            assertThat(held.retryAfter()).isLessThan(Duration.ofMinutes(6));
        }
    }

    @Test
    void forgetsDomainsThatTakeTheirMails() {
        for (int i = 0; i < 5_000; i++) {
            domains.enter("d" + i + ".example", now);
            domains.left("d" + i + ".example", Outcome.accepted(), now);
        }
        assertThat(domains.size()).isZero();
    }

    @Test
    void remembersAThousandThrottlesAtMost() {
        for (int i = 0; i < 5_000; i++) {
            now = now.plusMillis(1);
            domains.enter("d" + i + ".example", now);
            domains.left("d" + i + ".example", THROTTLE, now);
        }
        assertThat(domains.size()).isEqualTo(1_000);
        assertThat(domains.enter("d4999.example", now)).isNotNull();
        assertThat(domains.enter("d0.example", now)).isNull();
    }

    private Outcome throttled() {
        assertThat(domains.enter(GMAIL, now)).isNull();
        return domains.left(GMAIL, THROTTLE, now);
    }

    private static Outcome busy(String code, Duration wait) {
        return new Outcome.Busy(code, Outcome.Busy.Scope.ADDRESS, wait);
    }
}
