package dev.vestnik.email.provider;

import dev.vestnik.sender.http.HookCheck;
import dev.vestnik.sender.http.HttpGatewaySettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One e-mail gateway over HTTP as it is configured.
 *
 * @param name the gateway's name, unique and for ever the same: attempts, receipts and the address of its hook carry it
 * @param provider {@code mailgun} or {@code unisender}
 * @param url the provider's address; absent: its public one
 * @param key the API key
 * @param sender the From of e-mails that name none; for Mailgun its domain is the account's
 * @param senderName absent: the shop's name
 * @param window requests under way at once
 * @param rate requests a second, 0 for no limit
 * @param answerTimeout the grace: until then a slow answer is not a lost one
 * @param hook the check of the provider's calls
 */
public record MailHttpAccount(
        @Nullable String name,
        @Nullable ProviderName provider,
        @Nullable URI url,
        @Nullable String key,
        @Nullable String sender,
        @Nullable String senderName,
        @DefaultValue("50") int window,
        @DefaultValue("0") int rate,
        @Nullable Duration answerTimeout,
        @DefaultValue HookCheck hook) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[A-Za-z0-9.-]+");

    /** Providers by name. */
    public enum ProviderName {
        MAILGUN(URI.create("https://api.mailgun.net")),
        UNISENDER(URI.create("https://go1.unisender.ru"));

        private final URI url;

        ProviderName(URI url) {
            this.url = url;
        }
    }

    /** Everything that is wrong with this gateway's settings, each beginning with its property. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        check(problems, name != null && NAME.matcher(name).matches(), "name: letters, digits, '.', '_', '-'");
        check(problems, provider != null, "provider: one of mailgun, unisender");
        check(problems, key != null && !key.isBlank(), "key: is required");
        check(problems, sender != null && ADDRESS.matcher(sender).matches(), "sender: must be an e-mail address");
        check(problems, url == null || url.getHost() != null, "url: must be an http or https address");
        check(problems, window > 0, "window: must be at least 1");
        check(problems, rate >= 0, "rate: must be 0 (no limit) or more");
        check(problems, grace().toMillis() >= 1000, "answer-timeout: must be at least 1s");
        hook.problems().forEach(problem -> problems.add("hook." + problem));
        check(
                problems,
                provider != ProviderName.MAILGUN || hook.scheme() != null || hook.hasSecrets(),
                "hook.secrets: mailgun's webhook signing key is required: it signs with that, not with the API key");
        return problems;
    }

    private static void check(List<String> problems, boolean right, String problem) {
        if (!right) {
            problems.add(problem);
        }
    }

    @Nullable
    URI address() {
        return url == null && provider != null ? provider.url : url;
    }

    Duration grace() {
        return answerTimeout == null ? HttpGatewaySettings.ANSWER_TIMEOUT : answerTimeout;
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return name + " at " + provider;
    }
}
