package dev.vestnik.rules.verification;

import static dev.vestnik.rules.verification.CodeBook.ANNA;
import static dev.vestnik.rules.verification.CodeBook.MAIL;
import static dev.vestnik.rules.verification.CodeBook.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.Effect.Content;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Codes by which people show that an address is theirs. */
class VerificationRulesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final CodeBook book = CodeBook.of("{texts: {name: Lavka}, country: RU}");

    private static Contact abroad(int number) {
        return new Contact(Channel.SMS, "+4479111234%02d".formatted(number));
    }

    private static Contact russian(int number) {
        return new Contact(Channel.SMS, "+791612345%02d".formatted(number));
    }

    @Test
    void sendsACodeOfSixDigitsAndTakesItOnce() {
        VerificationDecided sent = book.send(ANNA);
        assertThat(sent.outcome()).isEqualTo(CodeOutcome.SENT);
        assertThat(sent.told()).containsEntry("channel", "sms").containsEntry("tries", 5);
        assertThat(code(sent)).matches("[0-9]{6}");
        assertThat(sent.message().deliverBefore()).isEqualTo(book.now.plus(Duration.ofMinutes(10)));
        assertThat(sent.message().content())
                .isEqualTo(new Content.Sms(ANNA.address(), "Lavka", "Lavka: " + code(sent) + " for login, 10 min"));

        assertThat(book.say("said", ANNA, Purpose.LOGIN, code(sent)).outcome()).isEqualTo(CodeOutcome.OK);
        assertThat(book.say("said", ANNA, Purpose.LOGIN, code(sent)).outcome())
                .as("the same question")
                .isEqualTo(CodeOutcome.OK);
        assertThat(book.say(ANNA, Purpose.LOGIN, code(sent)).outcome()).isEqualTo(CodeOutcome.UNKNOWN);
    }

    @Test
    void sendsItByEMailToo() {
        VerificationDecided sent = book.send(MAIL);
        assertThat(sent.message().content()).isInstanceOfSatisfying(Content.Email.class, mail -> {
            assertThat(mail.to()).isEqualTo(MAIL.address());
            assertThat(mail.text()).containsPattern("Lavka: [0-9]{6} for login");
        });
        String code = book.key.code("ask-0", 6);
        Contact same = new Contact(Channel.EMAIL, "anna@EXAMPLE.org");
        assertThat(book.say(same, Purpose.LOGIN, code).outcome()).isEqualTo(CodeOutcome.OK);
    }

    @Test
    void countsTheTriesDownAndTakesNoCodeAfterTheLast() {
        String code = code(book.send(ANNA));
        for (int left = 4; left >= 0; left--) {
            VerificationDecided said = book.say(ANNA, Purpose.LOGIN, "no");
            assertThat(said.outcome()).isEqualTo(CodeOutcome.WRONG);
            assertThat(said.told()).containsEntry("tries", left);
        }
        assertThat(book.say(ANNA, Purpose.LOGIN, code).outcome()).isEqualTo(CodeOutcome.WRONG);
    }

    @Test
    void aCodeIsGoodForItsTimeAndItsPurposeAlone() {
        String code = code(book.send(ANNA));
        assertThat(book.say(ANNA, Purpose.PASSWORD, code).outcome()).isEqualTo(CodeOutcome.UNKNOWN);
        assertThat(book.say(MAIL, Purpose.LOGIN, code).outcome()).isEqualTo(CodeOutcome.UNKNOWN);
        book.later(Duration.ofMinutes(10));
        assertThat(book.say(ANNA, Purpose.LOGIN, code).outcome()).isEqualTo(CodeOutcome.EXPIRED);
    }

    @Test
    void sendsTheSameCodeAgainInTheFirstHalfOfItsTimeWithTheTriesThatAreLeft() {
        VerificationDecided first = book.send(ANNA);
        book.say(ANNA, Purpose.LOGIN, "no");
        VerificationDecided again = book.later(MINUTE).send(ANNA);
        assertThat(code(again)).isEqualTo(code(first));
        assertThat(again.message().id()).isNotEqualTo(first.message().id());
        assertThat(again.told()).containsEntry("tries", 4);
        VerificationDecided later = book.later(Duration.ofMinutes(5)).send(ANNA);
        assertThat(code(later)).isNotEqualTo(code(first));
        assertThat(book.say(ANNA, Purpose.LOGIN, code(first)).outcome()).isEqualTo(CodeOutcome.WRONG);
        assertThat(book.say(ANNA, Purpose.LOGIN, code(later)).outcome()).isEqualTo(CodeOutcome.OK);
    }

    @Test
    void aCodeThatWasTakenIsNotSentAgain() {
        String code = code(book.send(ANNA));
        book.say(ANNA, Purpose.LOGIN, code);
        assertThat(code(book.later(MINUTE).send(ANNA))).isNotEqualTo(code);
    }

    @Test
    void theSameQuestionIsAnsweredAgainAndSendsNothing() {
        VerificationDecided first = book.send("ask", ANNA, Purpose.LOGIN);
        VerificationDecided again = book.send("ask", ANNA, Purpose.LOGIN);
        assertThat(again.outcome()).isEqualTo(CodeOutcome.SENT);
        assertThat(again.message()).isNull();
        assertThat(again.told()).isEqualTo(first.told());
    }

    @Test
    void anAddressGetsOneInHalfAMinuteAndFiveInAnyHour() {
        Instant begin = book.now;
        assertThat(book.send(ANNA).outcome()).isEqualTo(CodeOutcome.SENT);
        VerificationDecided soon = book.later(Duration.ofSeconds(29)).send(ANNA);
        assertThat(soon.outcome()).isEqualTo(CodeOutcome.LIMITED_ADDRESS);
        assertThat(soon.told()).containsEntry("until", begin.plusSeconds(30).toString());
        for (int i = 0; i < 4; i++) {
            assertThat(book.later(MINUTE).send(ANNA).outcome()).isEqualTo(CodeOutcome.SENT);
        }
        VerificationDecided sixth = book.later(MINUTE).send(ANNA);
        assertThat(sixth.outcome()).isEqualTo(CodeOutcome.LIMITED_ADDRESS);
        assertThat(sixth.told())
                .containsEntry("until", begin.plus(Duration.ofHours(1)).toString());
        assertThat(sixth.message()).isNull();
        assertThat(book.send(MAIL).outcome()).isEqualTo(CodeOutcome.SENT);
        book.now = begin.plus(Duration.ofHours(1));
        assertThat(book.send(ANNA).outcome()).isEqualTo(CodeOutcome.SENT);
        assertThat(book.later(MINUTE).send(ANNA).outcome()).isEqualTo(CodeOutcome.LIMITED_ADDRESS);
    }

    @Test
    void aCountryThatIsNotTheShopsGetsSoManyAnHour() {
        CodeBook few = CodeBook.of("{texts: {name: Lavka}, country: RU, codes: {perCountry: 2}}");
        few.send(abroad(1));
        few.send(abroad(2));
        VerificationDecided third = few.send(abroad(3));
        assertThat(third.outcome()).isEqualTo(CodeOutcome.LIMITED_COUNTRY);
        assertThat(third.told()).containsEntry("until", "2026-12-24T12:00:00Z");
        assertThat(few.send(new Contact(Channel.SMS, "+4915112345678")).outcome())
                .isEqualTo(CodeOutcome.SENT);
        for (int i = 0; i < 5; i++) {
            assertThat(few.send(russian(i)).outcome()).isEqualTo(CodeOutcome.SENT);
        }
        few.now = Instant.parse("2026-12-24T12:00:00Z");
        assertThat(few.send(abroad(3)).outcome()).isEqualTo(CodeOutcome.SENT);
    }

    @Test
    void theShopSendsSoManyAnHourAndWhatWasRefusedUsesUpNothing() {
        CodeBook few = CodeBook.of("{texts: {name: Lavka}, country: RU, codes: {perHour: 3, perAddress: 1}}");
        few.send(ANNA);
        for (int i = 0; i < 10; i++) {
            assertThat(few.later(MINUTE).send(ANNA).outcome()).isEqualTo(CodeOutcome.LIMITED_ADDRESS);
        }
        assertThat(few.send(MAIL).outcome()).isEqualTo(CodeOutcome.SENT);
        assertThat(few.send(russian(1)).outcome()).isEqualTo(CodeOutcome.SENT);
        assertThat(few.send(russian(2)).outcome()).isEqualTo(CodeOutcome.LIMITED_SHOP);
    }

    @Test
    void lengthTimeAndTriesAreTheShops() {
        CodeBook other = CodeBook.of("{texts: {name: Lavka}, codes: {length: 4, lifetime: PT3M, tries: 1}}");
        VerificationDecided sent = other.send(ANNA);
        assertThat(code(sent)).matches("[0-9]{4}");
        assertThat(sent.told()).containsEntry("tries", 1);
        assertThat(sent.message().deliverBefore()).isEqualTo(other.now.plus(Duration.ofMinutes(3)));
    }

    @Test
    void sendsNothingWithoutATextOrWithHalfASentence() {
        CodeBook none = new CodeBook("{id: other, locales: {en: {sms: {text: Hello}}}}", "{}");
        assertThat(none.send(ANNA).outcome()).isEqualTo(CodeOutcome.NO_TEXT);
        CodeBook ofMail = new CodeBook("{id: account-code, locales: {en: {push: {title: a, body: b}}}}", "{}");
        assertThat(ofMail.send(ANNA).outcome()).isEqualTo(CodeOutcome.NO_TEXT);
        CodeBook half = new CodeBook(
                "{id: account-code, locales: {en: {sms: {text: '{{ context.name }}: {{ context.code }}'}}}}", "{}");
        VerificationDecided asked = half.send(ANNA);
        assertThat(asked.outcome()).isEqualTo(CodeOutcome.NOT_RENDERABLE);
        assertThat(half.say(ANNA, Purpose.LOGIN, half.key.code("ask-0", 6)).outcome())
                .isEqualTo(CodeOutcome.UNKNOWN);
    }

    @Test
    void sendsAShopsOwnCodeWithinTheSameLimitsAndLeavesItToTheShopToVerifyIt() {
        VerificationDecided sent = book.sendOwn(ANNA, "OWN-1", book.now.plus(MINUTE));
        assertThat(code(sent)).isEqualTo("OWN-1");
        assertThat(sent.message().customer().customerId()).isEqualTo("anna");
        assertThat(sent.message().deliverBefore()).isEqualTo(book.now.plus(MINUTE));
        assertThat(book.say(ANNA, Purpose.LOGIN, "OWN-1").outcome()).isEqualTo(CodeOutcome.UNKNOWN);
        assertThat(book.sendOwn(ANNA, "OWN-2", book.now.plus(MINUTE)).outcome()).isEqualTo(CodeOutcome.LIMITED_ADDRESS);
        assertThat(book.sendOwn(MAIL, "OWN-3", book.now).outcome()).isEqualTo(CodeOutcome.EXPIRED);
        VerificationDecided lasting = book.sendOwn(MAIL, "OWN-4", book.now.plus(Duration.ofDays(9)));
        assertThat(lasting.message().deliverBefore()).isEqualTo(book.now.plus(Duration.ofMinutes(15)));
    }

    @Test
    void whoHasSentNothingForAnHourIsForgotten() {
        book.send(ANNA);
        book.send(MAIL);
        book.later(Duration.ofMinutes(30)).send(ANNA);
        book.later(Duration.ofMinutes(30)).wake();
        assertThat(book.contact(MAIL.name("main"))).isNull();
        assertThat(book.contact(ANNA.name("main"))).isNotNull();
        book.later(Duration.ofMinutes(30)).wake();
        assertThat(book.rows()).isZero();
        assertThat(book.state().lookAt()).isNull();
        assertThat(book.send(ANNA).outcome()).isEqualTo(CodeOutcome.SENT);
        assertThat(book.state().lookAt()).isNotNull();
    }

    @Test
    void forgetsOnTheWayToo() {
        for (int i = 0; i < 50; i++) {
            book.send(russian(i));
        }
        book.later(Duration.ofHours(1));
        for (int i = 50; i < 75; i++) {
            book.send(russian(i));
        }
        assertThat(book.rows()).isEqualTo(50); // a row and a place of each of the last 25
    }

    @Test
    void neitherTheStateNorWhatIsSaidOfAMessageHasTheCode() {
        VerificationDecided sent = book.send(ANNA);
        book.sendOwn(MAIL, "OWN-77", book.now.plus(MINUTE));
        assertThat(book.toString()).doesNotContain(code(sent), "OWN-77", ANNA.address(), "example");
        assertThat(sent.message().toString()).doesNotContain(code(sent), ANNA.address());
        assertThat(sent.told().toString()).doesNotContain(code(sent));
        assertThat(sent.message().customer().customerId()).startsWith("~code.").doesNotContain("916");
    }

    @Test
    void anotherSecretMakesOtherCodes() {
        CodeKey other = new CodeKey("another secret of tests");
        assertThat(other.code("ask", 6)).isNotEqualTo(book.key.code("ask", 6));
        assertThat(book.key.code("ask", 6)).isNotEqualTo(book.key.code("ask2", 6));
        assertThat(other.proof("ask", "1")).isNotEqualTo(book.key.proof("ask", "1"));
    }
}
