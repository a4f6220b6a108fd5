package dev.vestnik.sandbox.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.sandbox.RunningSandbox;
import jakarta.mail.Message;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SmtpTest {
    @TempDir
    static Path directory;

    static RunningSandbox sandbox;

    private final Session session = session("10000");

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.in(directory);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void goodAgain() {
        sandbox.behave("{\"channel\": \"email\"}");
        sandbox.send(HttpRequest.newBuilder(sandbox.uri("/outbox")).DELETE());
    }

    private static Session session(String timeout) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put(
                "mail.smtp.port",
                Integer.toString(sandbox == null ? 0 : sandbox.ports().smtp()));
        properties.put("mail.smtp.timeout", timeout);
        properties.put("mail.smtp.auth", "true");
        return Session.getInstance(properties);
    }

    private MimeMessage mail(String subject, String text, String html) throws Exception {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress("shop@example.org", "Магазин", "UTF-8"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress("anna@example.org"));
        mail.setSubject(subject, "UTF-8");
        MimeMultipart alternative = new MimeMultipart("alternative");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setContent(html, "text/html; charset=UTF-8");
        alternative.addBodyPart(plain);
        alternative.addBodyPart(rich);
        mail.setContent(alternative);
        mail.setHeader("List-Unsubscribe", "<mailto:stop@example.org>, <https://shop.example/u/1>");
        mail.setHeader("X-Vestnik-Message-Id", "7f0c0000-0000-8000-8000-000000000002");
        mail.setHeader("X-Vestnik-Template", "cart-reminder");
        mail.setHeader("X-Vestnik-Attempt", "1");
        mail.saveChanges();
        return mail;
    }

    private void deliver(MimeMessage... mails) throws Exception {
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect("any", "one");
            for (MimeMessage mail : mails) {
                transport.sendMessage(mail, mail.getAllRecipients());
            }
        }
    }

    @Test
    void showsAMailAsAMailProgramDoes() throws Exception {
        deliver(mail("Ваша корзина", ".начало\r\n..две точки", "<p>Здравствуйте</p>"));
        JsonNode item = sandbox.outbox().getFirst();
        assertThat(item.path("channel").asString()).isEqualTo("email");
        assertThat(item.path("to").asString()).isEqualTo("anna@example.org");
        assertThat(item.path("from").asString()).isEqualTo("Магазин <shop@example.org>");
        assertThat(item.path("subject").asString()).isEqualTo("Ваша корзина");
        assertThat(item.path("text").asString()).isEqualTo(".начало\r\n..две точки");
        assertThat(item.path("html").asString()).isEqualTo("<p>Здравствуйте</p>");
        assertThat(item.path("url").asString()).isEqualTo("https://shop.example/u/1");
        assertThat(item.path("messageId").asString()).isEqualTo("7f0c0000-0000-8000-8000-000000000002");
        assertThat(item.path("template").asString()).isEqualTo("cart-reminder");
    }

    @Test
    void takesManyMailsOnOneConnection() throws Exception {
        deliver(mail("1", "a", "b"), mail("2", "a", "b"), mail("3", "a", "b"));
        assertThat(sandbox.outbox())
                .extracting(item -> item.path("subject").asString())
                .containsExactly("1", "2", "3");
    }

    @Test
    void keepsAMailsMarkupInsideItsFrame() throws Exception {
        deliver(mail("s", "t", "<script>alert(2)</script>"));
        long seq = sandbox.outbox().getFirst().path("seq").asLong();
        var framed = sandbox.send(HttpRequest.newBuilder(sandbox.uri("/outbox/" + seq + "/html")));
        assertThat(framed.body()).isEqualTo("<script>alert(2)</script>");
        assertThat(framed.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("sandbox;");
    }

    @Test
    void refusesAnUnknownMailboxForGoodAndOthersForNow() throws Exception {
        sandbox.behave("{\"channel\": \"email\", \"rejectRate\": 1}");
        assertThatThrownBy(() -> deliver(mail("s", "t", "h")))
                .isInstanceOf(SendFailedException.class)
                .hasStackTraceContaining("550 5.1.1");
        sandbox.behave("{\"channel\": \"email\", \"temporaryRate\": 1}");
        assertThatThrownBy(() -> deliver(mail("s", "t", "h"))).hasStackTraceContaining("451 4.2.0");
        assertThat(sandbox.outbox()).isEmpty();
        assertThat(sandbox.ledger("rejected"))
                .extracting(entry -> entry.path("code").asString())
                .contains("550", "451");
    }

    @Test
    void greyListsTheFirstTry() throws Exception {
        sandbox.behave("{\"channel\": \"email\", \"greyList\": true}");
        String to = "MAIL FROM:<a@example.org>\r\nRCPT TO:<grey@example.org>\r\nRSET\r\n";
        assertThat(codes("EHLO me\r\n" + to + to + "QUIT\r\n"))
                .containsExactly("220", "250", "250", "450", "250", "250", "250", "250", "221");
    }

    @Test
    void refusesSingleRecipientsAndDomains() throws Exception {
        sandbox.behave("{\"channel\": \"email\", \"throttledDomains\": [\"gmail.com\"],"
                + " \"recipients\": {\"full@example.org\": \"452 4.2.2 full\"}}");
        assertThat(codes(
                        "EHLO me\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<b@gmail.com>\r\nRCPT TO:<full@example.org>\r\n"
                                + "RCPT TO:<b@example.org>\r\nQUIT\r\n"))
                .containsExactly("220", "250", "250", "451", "452", "250", "221");
    }

    @Test
    void closesTheConnectionAfterData() throws Exception {
        sandbox.behave("{\"channel\": \"email\", \"closeAfterData\": 1}");
        assertThat(codes("EHLO me\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n"))
                .containsExactly("220", "250", "250", "250", "421");
    }

    @Test
    void saysWhichBehaviourIsWrong() {
        var answer = sandbox.send(HttpRequest.newBuilder(sandbox.uri("/behaviour"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"channel\": \"email\", \"throttledDomains\": \"x\", \"recipients\": {\"a\": \"250 ok\"}}")));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("throttledDomains", "recipients");
    }

    @Test
    void writesBouncesAndComplaints() throws Exception {
        deliver(mail("Sale", "t", "h"));
        long seq = sandbox.outbox().getFirst().path("seq").asLong();
        String bounce = sandbox.send(HttpRequest.newBuilder(sandbox.uri("/smtp/" + seq + "/bounce?status=4.4.7")))
                .body();
        assertThat(bounce)
                .contains("message/delivery-status", "Status: 4.4.7\r\n", "Subject: Sale\r\n")
                .doesNotContain("<p>");
        assertThat(sandbox.send(HttpRequest.newBuilder(sandbox.uri("/smtp/" + seq + "/complaint")))
                        .body())
                .contains("Feedback-Type: abuse\r\n");
        assertThat(sandbox.send(HttpRequest.newBuilder(sandbox.uri("/smtp/9999/bounce")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void losesAnswersButNotMails() {
        sandbox.behave("{\"channel\": \"email\", \"loseAnswers\": true}");
        assertThatThrownBy(() -> deliver(mail("taken", "t", "h"))).isInstanceOf(Exception.class);
        assertThat(sandbox.outbox())
                .singleElement()
                .satisfies(item -> assertThat(item.path("subject").asString()).isEqualTo("taken"));
    }

    @Test
    void resetsConnections() {
        sandbox.behave("{\"channel\": \"email\", \"failConnections\": true}");
        assertThatThrownBy(() -> deliver(mail("s", "t", "h"))).isInstanceOf(Exception.class);
        assertThat(sandbox.outbox()).isEmpty();
    }

    @Test
    void understandsPipelinedCommandsAndEndsAMessageOnlyAtItsFinalDot() throws Exception {
        String dialogue = "EHLO me\r\nMAIL FROM:<a@example.org> SIZE=100\r\nRCPT TO:<b@example.org>\r\n"
                + "RCPT TO:<c@example.org>\r\nDATA\r\nSubject: x\r\n\r\none\n.\ntwo\r\n..\r\n.\r\n"
                + "RSET\r\nRCPT TO:<d@example.org>\r\nWHAT\r\nMAIL FROM:<a@example.org> SIZE=99999999999\r\nQUIT\r\n";
        assertThat(codes(dialogue))
                .containsExactly("220", "250", "250", "250", "250", "354", "250", "250", "503", "502", "552", "221");
        assertThat(sandbox.outbox())
                .extracting(item -> item.path("to").asString())
                .containsExactly("b@example.org", "c@example.org");
        assertThat(sandbox.outbox().getFirst().path("text").asString()).isEqualTo("one\n.\ntwo\r\n.\r\n");
    }

    private static List<String> codes(String dialogue) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", sandbox.ports().smtp()), 10_000);
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(dialogue.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .lines()
                    .filter(line -> line.charAt(3) == ' ')
                    .map(line -> line.substring(0, 3))
                    .toList();
        }
    }
}
