package dev.vestnik.email.provider;

import dev.vestnik.email.unsubscribe.OneClickWatch;
import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Origin;
import dev.vestnik.sender.hook.Hook;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.http.Exchange;
import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.HttpProvider;
import dev.vestnik.sender.http.Prepared;
import dev.vestnik.sender.http.ProviderSubmission;
import dev.vestnik.sender.http.ScriptedHttp;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.system.CapturedOutput;

/** E-mails for providers, and the providers' recorded answers. */
final class Letters {
    static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private Letters() {}

    static ProviderSubmission to(String address, String subject) {
        return to(address, subject, "https://shop.example/u/1");
    }

    /** An e-mail of marketing that offers this way out. */
    static ProviderSubmission to(String address, String subject, @Nullable String unsubscribeUrl) {
        Content.Email mail = new Content.Email(
                new Content.Mailbox(address, "Anna \"A\""),
                new Content.Mailbox("", "My shop"),
                subject,
                new Content.Body("<p>On its way</p>", "On its way"),
                unsubscribeUrl);
        Dispatch dispatch = new Dispatch(
                new Attempt(new UUID(1, 2), 1),
                new CustomerKey("main", "c1"),
                MessageClass.marketing,
                new Origin("shipped", "tell", "order-shipped", "en"),
                mail,
                NOW.plusSeconds(600),
                false);
        return new ProviderSubmission(dispatch, "TOKEN", null, Duration.ofMinutes(10));
    }

    static MailAccount account(HookSignature signature) {
        return new MailAccount("mail key", "hello@shop.example", null, signature, new OneClickWatch("mail"));
    }

    /** What a sender says that sends these one after the other. */
    static String said(CapturedOutput log, HttpProvider provider, ProviderSubmission... submissions) {
        int before = log.getOut().length();
        for (ProviderSubmission submission : submissions) {
            provider.request(submission);
        }
        return log.getOut().substring(before);
    }

    static HttpCall call(HttpProvider provider, ProviderSubmission submission) {
        return ((Prepared.Ready) provider.request(submission)).call();
    }

    static Exchange.Answered answer(int status, String body) {
        HttpHeaders none = HttpHeaders.of(Map.of("Retry-After", List.of("30")), (name, value) -> true);
        return new Exchange.Answered(status, none, body.getBytes(StandardCharsets.UTF_8), true, NOW);
    }

    static String shape(String name) {
        return ScriptedHttp.shape(Letters.class, name);
    }

    static Hook hook(String body) {
        URI url = URI.create("https://hooks.shop.example/v1/hooks/mail");
        return new Hook(url, Map.of(), body.getBytes(StandardCharsets.UTF_8), NOW);
    }
}
