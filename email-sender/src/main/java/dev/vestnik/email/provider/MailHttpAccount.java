package dev.vestnik.email.provider;

import static dev.vestnik.sender.http.ProviderAccount.Checks.check;

import dev.vestnik.sender.http.HookCheck;
import dev.vestnik.sender.http.ProviderAccount;
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
 * @param provider {@code mailgun}, {@code unisender} or {@code ses}
 * @param url the provider's address; absent: its public one
 * @param key the API key; for Amazon SES the secret access key
 * @param sender the From of e-mails that name none; for Mailgun its domain is the account's
 * @param senderName absent: the shop's name
 * @param window requests under way at once, of all instances together
 * @param rate requests a second, 0 for no limit
 * @param answerTimeout the grace: until then a slow answer is not a lost one
 * @param hook the check of the provider's calls
 * @param ses what Amazon SES needs besides; absent for others
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
        @DefaultValue HookCheck hook,
        @Nullable SesAccount ses)
        implements ProviderAccount {
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[A-Za-z0-9.-]+");

    /** Providers by name. */
    public enum ProviderName {
        MAILGUN(URI.create("https://api.mailgun.net")),
        UNISENDER(URI.create("https://go1.unisender.ru")),
        /** Each region has its own address. */
        SES(null);

        private final @Nullable URI url;

        ProviderName(@Nullable URI url) {
            this.url = url;
        }
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        check(problems, provider != null, "provider: one of mailgun, unisender, ses");
        check(problems, sender != null && ADDRESS.matcher(sender).matches(), "sender: must be an e-mail address");
        check(
                problems,
                provider != ProviderName.MAILGUN || hook.scheme() != null || hook.hasSecrets(),
                "hook.secrets: mailgun's webhook signing key is required: it signs with that, not with the API key");
        boolean amazons = provider == ProviderName.SES;
        check(problems, amazons == (ses != null), "ses: is required for provider ses, and for no other");
        if (ses != null) {
            ses.problems().forEach(problem -> problems.add("ses." + problem));
        }
        check(
                problems,
                !amazons || (hook.scheme() == null && !hook.hasSecrets()),
                "hook: must be absent for ses: its reports are signed by Amazon SNS");
        return problems;
    }

    @Override
    public @Nullable URI address() {
        if (url != null || provider == null) {
            return url;
        }
        return provider == ProviderName.SES && ses != null ? ses.address() : provider.url;
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return name + " at " + provider;
    }
}
