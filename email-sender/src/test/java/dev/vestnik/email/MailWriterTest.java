package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Origin;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailWriterTest {
    private static final String CYRILLIC = "Ваш заказ уже в пути, курьер Степан приедет с 14 до 16. ".repeat(40);

    @Test
    void carriesSenderRecipientSubjectAndDate() throws Exception {
        MimeMessage message =
                parsed(Mails.service(mail("Заказ № 12465 в пути: ждите курьера сегодня с 14 до 16 часов", null)));
        assertThat(message.getFrom()).containsExactly(new InternetAddress("shop@example.org", "Магазин", "UTF-8"));
        assertThat(((InternetAddress) message.getFrom()[0]).getPersonal()).isEqualTo("Магазин");
        assertThat(((InternetAddress) message.getAllRecipients()[0]).getPersonal())
                .isEqualTo("Anna \"A\" Petrova");
        assertThat(message.getSubject()).isEqualTo("Заказ № 12465 в пути: ждите курьера сегодня с 14 до 16 часов");
        assertThat(message.getSentDate()).isEqualTo(Mails.NOW);
    }

    @Test
    void theSendersNameIsTheShopsWhereTheGatewayHasNone() throws Exception {
        Content.Email ofShop = new Content.Email(
                Mails.mail().to(),
                new Content.Mailbox("", "Lavka"),
                "s",
                Mails.mail().body(),
                null);
        EmailAddress sender = EmailAddress.parse("shop@example.org").orElseThrow();
        MailWriter nameless = new MailWriter(sender, null, new DkimKeys(sender, List.of()), null);
        assertThat(from(nameless, ofShop)).isEqualTo("Lavka <shop@example.org>");
        assertThat(from(Mails.writer(), ofShop)).contains("shop@example.org").doesNotContain("Lavka");
        assertThat(from(nameless, Mails.mail())).isEqualTo("shop@example.org");
    }

    private static String from(MailWriter writer, Content.Email mail) throws Exception {
        Dispatch dispatch = Mails.service(mail);
        byte[] mime = ((MimeMail.Ready) writer.write(dispatch, mail, Mails.NOW)).mime();
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mime))
                .getFrom()[0].toString();
    }

    @Test
    void carriesItsIds() throws Exception {
        MimeMessage message = parsed(Mails.dispatch(Mails.mail(), MessageClass.service, 3));
        assertThat(message.getMessageID()).isEqualTo("<" + Mails.ID + "@example.org>");
        assertThat(message.getHeader("X-Vestnik-Message-Id", null)).isEqualTo(Mails.ID.toString());
        assertThat(message.getHeader("X-Vestnik-Attempt", null)).isEqualTo("3");
        assertThat(message.getHeader("X-Vestnik-Template", null)).isEqualTo("cart-reminder");
    }

    @Test
    void keepsItsMessageIdInEveryAttempt() throws Exception {
        assertThat(parsed(Mails.dispatch(Mails.mail(), MessageClass.service, 2)).getMessageID())
                .isEqualTo(parsed(Mails.dispatch(Mails.mail(), MessageClass.service, 1))
                        .getMessageID());
    }

    @Test
    void saysTheSameInTextAndHtml() throws Exception {
        Content.Email mail = new Content.Email(
                Mails.mail().to(),
                null,
                "s",
                new Content.Body(
                        "<p class=\"x\">" + CYRILLIC + "</p>\n",
                        "Price = 5 €\n.\nFrom here\ntrailing \n" + "x".repeat(2000)),
                null);
        MimeMultipart alternatives = (MimeMultipart) parsed(Mails.service(mail)).getContent();
        assertThat(alternatives.getContentType()).startsWith("multipart/alternative");
        assertThat(alternatives.getCount()).isEqualTo(2);
        assertThat(text(alternatives.getBodyPart(0)))
                .isEqualTo("Price = 5 €\n.\nFrom here\ntrailing \n" + "x".repeat(2000));
        assertThat(alternatives.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(text(alternatives.getBodyPart(1))).isEqualTo("<p class=\"x\">" + CYRILLIC + "</p>\n");
        assertThat(alternatives.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
    }

    @Test
    void writesShortLinesInAscii() throws Exception {
        Content.Email mail = new Content.Email(
                Mails.mail().to(),
                null,
                "s",
                new Content.Body(CYRILLIC, "Mostly ASCII, 5 €\n" + "x".repeat(2000)),
                null);
        byte[] mime = ready(Mails.service(mail)).mime();
        String text = new String(mime, StandardCharsets.UTF_8);
        assertThat(Arrays.stream(text.split("\r\n")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(78));
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n").matches("\\p{ASCII}*");
        assertThat(text).contains("Content-Transfer-Encoding: quoted-printable", "Content-Transfer-Encoding: base64");
        assertThat(mime.length).isLessThan(CYRILLIC.getBytes(StandardCharsets.UTF_8).length * 14 / 10 + 2000 + 1200);
    }

    @Test
    void offersToUnsubscribeInOneClick() throws Exception {
        MimeMessage message = parsed(Mails.marketing(mail("s", "https://shop.example/u?t=abc&x=" + "y".repeat(300))));
        assertThat(message.getHeader("List-Unsubscribe", null))
                .isEqualTo("<https://shop.example/u?t=abc&x=" + "y".repeat(300) + ">");
        assertThat(message.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(message.getHeader("Feedback-ID", null)).isEqualTo("cart-reminder:abandoned-cart:main:vestnik");
        assertThat(message.getHeader("Auto-Submitted")).isNull();
    }

    @Test
    void offersNoOneClickOverAWireThatAnybodyReads() throws Exception {
        MimeMessage message = parsed(Mails.marketing(mail("s", "http://shop.example/u")));
        assertThat(message.getHeader("List-Unsubscribe", null)).isEqualTo("<http://shop.example/u>");
        assertThat(message.getHeader("List-Unsubscribe-Post")).isNull();
    }

    @Test
    void asksMachinesNotToAnswerAServiceMail() throws Exception {
        MimeMessage message = parsed(Mails.service(Mails.mail()));
        assertThat(message.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(message.getHeader("List-Unsubscribe")).isNull();
        assertThat(message.getHeader("Feedback-ID")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: eve@example.com", "a\nb", "a\rb", "a\0b"})
    void refusesToBreakAHeader(String evil) {
        Content.Mailbox anna = Mails.mail().to();
        Content.Body body = Mails.mail().body();
        Content.Email[] mails = {
            new Content.Email(new Content.Mailbox("anna@example.com", evil), null, "s", body, null),
            new Content.Email(anna, new Content.Mailbox("shop@example.org", evil), "s", body, null),
            new Content.Email(anna, null, evil, body, null)
        };
        for (Content.Email mail : mails) {
            assertThat(written(Mails.service(mail))).isEqualTo(new MimeMail.Refused("illegal-header", false));
        }
        assertThat(written(Mails.service(Mails.to("anna@example.com" + evil))))
                .isEqualTo(new MimeMail.Refused("bad-address", true));
        assertThat(written(Mails.service(mail("s", "https://shop.example/" + evil))))
                .isEqualTo(new MimeMail.Refused("bad-unsubscribe-url", false));
        Dispatch fine = Mails.service(Mails.mail());
        Dispatch template = new Dispatch(
                fine.attempt(),
                fine.customer(),
                fine.messageClass(),
                new Origin("j", "s", evil, "en"),
                fine.content(),
                fine.deliverBefore(),
                false);
        assertThat(written(template)).isEqualTo(new MimeMail.Refused("illegal-header", false));
    }

    @Test
    void refusesALineThatServersWouldCut() {
        assertThat(written(Mails.service(mail("x".repeat(1000), null))))
                .isEqualTo(new MimeMail.Refused("illegal-header", false));
        assertThat(written(Mails.service(mail("word ".repeat(400), null)))).isInstanceOf(MimeMail.Ready.class);
    }

    @Test
    void refusesAnUnsubscribeAddressThatIsNotOnTheWeb() {
        assertThat(written(Mails.service(mail("s", "javascript:alert(1)"))))
                .isEqualTo(new MimeMail.Refused("bad-unsubscribe-url", false));
    }

    @Test
    void namesTheMessageInTheReturnPathAndInTheHeader() throws Exception {
        String token = "t".repeat(50);
        MimeMail.Ready ready = returningTo(token);
        assertThat(ready.envelopeFrom()).hasToString("bounces+" + token + "@bounce.example.org");
        assertThat(new String(ready.mime(), StandardCharsets.US_ASCII)).contains("X-Vestnik-Report: " + token + "\r\n");
    }

    @Test
    void namesTheMessageInTheHeaderAloneWhereAnAddressIsTooShort() throws Exception {
        String token = "t".repeat(57);
        MimeMail.Ready ready = returningTo(token);
        assertThat(ready.envelopeFrom()).hasToString("bounces@bounce.example.org");
        assertThat(new String(ready.mime(), StandardCharsets.US_ASCII)).contains("X-Vestnik-Report: " + token + "\r\n");
        assertThat(new String(returningTo("t".repeat(2000)).mime(), StandardCharsets.US_ASCII))
                .doesNotContain("X-Vestnik-Report");
    }

    private static MimeMail.Ready returningTo(String token) {
        EmailAddress sender = EmailAddress.parse("shop@example.org").orElseThrow();
        EmailAddress bounces = EmailAddress.parse("bounces@bounce.example.org").orElseThrow();
        MailWriter writer =
                new MailWriter(sender, null, new DkimKeys(sender, List.of()), new ReturnPath(bounces, _ -> token));
        return (MimeMail.Ready) writer.write(Mails.service(Mails.mail()), Mails.mail(), Mails.NOW);
    }

    @Test
    void refusesAMailThatSaysNothing() {
        assertThat(written(Mails.service(body(" \n", "")))).isEqualTo(new MimeMail.Refused("empty-text", false));
    }

    @Test
    void refusesAMailThatIsTooLarge() {
        assertThat(written(Mails.service(body("x".repeat(5_000_001), "t"))))
                .isEqualTo(new MimeMail.Refused("too-large", false));
        assertThat(written(Mails.service(body("Ж".repeat(2_500_000), "t"))))
                .isEqualTo(new MimeMail.Refused("too-large", false));
    }

    @Test
    void leavesOutAnAlternativeWithoutText() throws Exception {
        MimeMultipart alternatives =
                (MimeMultipart) parsed(Mails.service(body("<p>h</p>", " "))).getContent();
        assertThat(alternatives.getCount()).isEqualTo(1);
        assertThat(alternatives.getBodyPart(0).getContentType()).startsWith("text/html");
    }

    @Test
    void sendsPicturesOfThePageAsPartsOfTheMail() throws Exception {
        String picture = Base64.getEncoder().encodeToString("not really a picture".getBytes(StandardCharsets.UTF_8));
        String page = "<img src=\"data:image/png;base64," + picture + "\"><img SRC='data:image/gif;base64," + picture
                + "'><img src=\"data:image/svg+xml;base64,AAAA\"><p>data:image/png;base64,AAAA</p>"
                + "<img src=\"data:image/png;base64,A*\u00e9\">";
        MimeMultipart alternatives =
                (MimeMultipart) parsed(Mails.service(body(page, "t"))).getContent();
        assertThat(alternatives.getBodyPart(1).getContentType()).startsWith("multipart/related");
        MimeMultipart related = (MimeMultipart) alternatives.getBodyPart(1).getContent();
        String name = Mails.ID + "@example.org";
        assertThat(text(related.getBodyPart(0)))
                .contains("<img src=\"cid:p0." + name + "\">", "<img SRC='cid:p1." + name + "'>", "svg+xml");
        assertThat(related.getBodyPart(1).getContentType()).isEqualTo("image/png");
        assertThat(related.getBodyPart(1).getHeader("Content-ID")).containsExactly("<p0." + name + ">");
        assertThat(text(related.getBodyPart(1))).isEqualTo("not really a picture");
    }

    @Test
    void takesTwentyPicturesOfAPage() throws Exception {
        String page = "<img src=\"data:image/png;base64,AAAA\">".repeat(25);
        MimeMultipart alternatives =
                (MimeMultipart) parsed(Mails.service(body(page, "t"))).getContent();
        assertThat(((MimeMultipart) alternatives.getBodyPart(1).getContent()).getCount())
                .isEqualTo(21);
    }

    private static Content.Email body(String html, String text) {
        return new Content.Email(Mails.mail().to(), null, "s", new Content.Body(html, text), null);
    }

    private static Content.Email mail(String subject, String unsubscribeUrl) {
        return new Content.Email(
                new Content.Mailbox("anna@example.com", "Anna \"A\" Petrova"),
                null,
                subject,
                Mails.mail().body(),
                unsubscribeUrl);
    }

    private static MimeMail written(Dispatch dispatch) {
        return Mails.writer().write(dispatch, (Content.Email) dispatch.content(), Mails.NOW);
    }

    private static MimeMail.Ready ready(Dispatch dispatch) {
        return (MimeMail.Ready) written(dispatch);
    }

    private static MimeMessage parsed(Dispatch dispatch) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(ready(dispatch).mime()));
    }

    private static String text(BodyPart part) throws Exception {
        return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
