package dev.vestnik.sandbox.outbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.auth.oauth2.ServiceAccountCredentials;
import dev.vestnik.sandbox.RunningSandbox;
import dev.vestnik.sandbox.smpp.SmppClient;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsmpp.bean.BindType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SiteTest {
    /** Added by the script itself. */
    private static final Set<String> OF_THE_PAGE = Set.of("words");

    @TempDir
    static Path directory;

    static RunningSandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        sandbox = RunningSandbox.in(directory);
        sendSms();
        sendPush();
        sendEmail();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static void sendSms() throws Exception {
        try (SmppClient client = new SmppClient(sandbox.ports().smpp(), BindType.BIND_TRX)) {
            client.submit("79990000001", 0, "Hello".getBytes(US_ASCII));
        }
    }

    private static void sendPush() throws Exception {
        String bearer;
        try (var account = Files.newInputStream(directory.resolve("fcm-service-account.json"))) {
            bearer = ServiceAccountCredentials.fromStream(account)
                    .createScoped("https://www.googleapis.com/auth/firebase.messaging")
                    .refreshAccessToken()
                    .getTokenValue();
        }
        HttpResponse<String> answer =
                sandbox.send(HttpRequest.newBuilder(sandbox.uri("/v1/projects/vestnik-sandbox/messages:send"))
                        .header("Authorization", "Bearer " + bearer)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("""
                                {"message": {"token": "device-1", "notification": {"title": "Hello", "body": "World",
                                 "image": "https://shop.example/i.png"}, "data": {"url": "https://shop.example/",
                                 "vestnik.messageId": "7f0c0000-0000-8000-8000-000000000004", "vestnik.template": "t"}}}""")));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static void sendEmail() throws Exception {
        Session session = Session.getInstance(new Properties());
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress("shop@example.org"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress("anna@example.org"));
        mail.setSubject("Hello");
        mail.setContent("<p>World</p>", "text/html; charset=UTF-8");
        mail.saveChanges();
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect("127.0.0.1", sandbox.ports().smtp(), "any", "one");
            transport.sendMessage(mail, mail.getAllRecipients());
        }
    }

    private static HttpResponse<String> load(String path) {
        return sandbox.send(HttpRequest.newBuilder(sandbox.uri(path)));
    }

    /** The fields that the script reads from what it calls {@code variable}. */
    private static Set<String> fieldsOf(String variable) {
        return Pattern.compile("\\b" + variable + "\\??\\.(\\w+)")
                .matcher(load("/outbox.js").body())
                .results()
                .map(found -> found.group(1))
                .filter(field -> !OF_THE_PAGE.contains(field))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> fieldsIn(List<JsonNode> answers) {
        return answers.stream()
                .flatMap(answer -> answer.propertyNames().stream())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"/, text/html", "/outbox.css, text/css", "/outbox.js, text/javascript"})
    void servesThePageAndItsFilesWithAPolicyThatLetsNothingElseRun(String path, String type) {
        HttpResponse<String> answer = load(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .isEqualToIgnoringCase(type + ";charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void loadsNothingFromElsewhereAndWritesNoMarkupOfAMessage() {
        assertThat(load("/").body())
                .doesNotContain("style=", "src=\"http", "href=\"http")
                .contains("/outbox.js", "/outbox.css");
        assertThat(load("/outbox.css").body()).doesNotContain("url(", "@import");
        assertThat(load("/outbox.js").body())
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "import ")
                .contains("setAttribute('sandbox', '')");
    }

    @Test
    void readsOnlyFieldsThatTheAnswersHave() {
        JsonNode counts = sandbox.get("/outbox/count?by=channel");
        List<JsonNode> rows = List.of(counts.path("counts").get(0));
        assertThat(fieldsIn(sandbox.outbox())).containsAll(fieldsOf("item"));
        assertThat(fieldsIn(List.of(sandbox.get("/outbox")))).containsAll(fieldsOf("page"));
        assertThat(fieldsIn(List.of(counts))).containsAll(fieldsOf("counts"));
        assertThat(fieldsIn(rows)).containsAll(fieldsOf("count"));
        assertThat(fieldsIn(List.of(sandbox.get("/ports")))).containsAll(fieldsOf("ports"));
        assertThat(fieldsOf("item")).contains("seq", "to", "imageUrl", "receivedAt");
    }

    @Test
    void findsInThePageEveryElementThatTheScriptNames() {
        Set<String> ids = Pattern.compile("find\\('([\\w-]+)'\\)")
                .matcher(load("/outbox.js").body())
                .results()
                .map(found -> "id=\"" + found.group(1) + "\"")
                .collect(Collectors.toSet());
        assertThat(ids).hasSizeGreaterThan(10);
        assertThat(load("/").body()).contains(ids);
    }

    @Test
    void sendsABrowserFromTheOutboxToThePage() {
        HttpResponse<String> answer =
                sandbox.send(HttpRequest.newBuilder(sandbox.uri("/outbox")).header("Accept", "text/html,*/*;q=0.8"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/");
    }

    @Test
    void beginsWithTheLatestOnRequest() {
        assertThat(sandbox.items("/outbox?since=latest&limit=1"))
                .extracting(item -> item.path("channel").asString())
                .containsExactly("email");
        assertThat(sandbox.items("/outbox?since=latest&limit=1&channel=sms"))
                .extracting(item -> item.path("to").asString())
                .containsExactly("+79990000001");
        assertThat(sandbox.items("/outbox?since=latest")).isEqualTo(sandbox.outbox());
    }
}
