package dev.vestnik.sms.provider;

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

/** Messages for providers, and the providers' recorded answers. */
final class Texts {
    static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    static final UUID ID = new UUID(0x8000L, 0x8000_0000_0000_0007L);
    static final String REFERENCE = "000000000000800080000000000000071";
    static final URI HOOK = URI.create("https://hooks.shop.example/v1/hooks/one");

    private Texts() {}

    static ProviderSubmission to(String number, String text) {
        Dispatch dispatch = new Dispatch(
                new Attempt(ID, 1),
                new CustomerKey("main", "c1"),
                MessageClass.service,
                new Origin("shipped", "tell", "order-shipped", "en"),
                new Content.Sms(number, "My little shop", text),
                NOW.plusSeconds(600),
                false);
        return new ProviderSubmission(dispatch, "TOKEN", HOOK, Duration.ofMinutes(10));
    }

    static ProviderSubmission any() {
        return to("+74956461000", "On its way & soon там");
    }

    static Account account(HookSignature signature) {
        return new Account("AC0001", "k e y", null, signature);
    }

    static HttpCall call(HttpProvider provider, ProviderSubmission submission) {
        return ((Prepared.Ready) provider.request(submission)).call();
    }

    static Exchange.Answered answer(int status, String body) {
        HttpHeaders none = HttpHeaders.of(Map.of("Retry-After", List.of("30")), (name, value) -> true);
        return new Exchange.Answered(status, none, body.getBytes(StandardCharsets.UTF_8), true, NOW);
    }

    static String shape(String name) {
        return ScriptedHttp.shape(Texts.class, name);
    }

    static Hook hook(String query, Map<String, String> headers, String body) {
        return new Hook(URI.create(HOOK + query), headers, body.getBytes(StandardCharsets.UTF_8), NOW);
    }
}
