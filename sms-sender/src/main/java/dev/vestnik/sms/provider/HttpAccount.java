package dev.vestnik.sms.provider;

import static dev.vestnik.sender.http.ProviderAccount.Checks.check;

import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.http.HookCheck;
import dev.vestnik.sender.http.HookCheck.Scheme;
import dev.vestnik.sender.http.ProviderAccount;
import dev.vestnik.sms.provider.Description.Reports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One gateway over HTTP as it is configured.
 *
 * @param name the gateway's name, unique and for ever the same: attempts, receipts and the address of its hook carry it
 * @param provider {@code infobip}, {@code twilio}, {@code smsc} or {@code described}
 * @param description the YAML file of a described provider
 * @param url the provider's address; absent: its public one. Infobip gives every account its own
 * @param user the account's name or id: Twilio's account SID, SMSC.ru's login
 * @param key the key, token or password
 * @param sender our number or name; absent: the shop's name
 * @param window requests under way at once, of all instances together; no more than the provider takes
 * @param rate requests a second, 0 for no limit
 * @param answerTimeout the grace: until then a slow answer is not a lost one
 * @param pullEvery the time between two questions for reports; absent: the provider calls us
 * @param shop the shop whose customers reply to this account
 * @param hook the check of the provider's calls
 */
public record HttpAccount(
        @Nullable String name,
        @Nullable ProviderName provider,
        @Nullable Path description,
        @Nullable URI url,
        @DefaultValue("") String user,
        @Nullable String key,
        @Nullable String sender,
        @DefaultValue("50") int window,
        @DefaultValue("0") int rate,
        @Nullable Duration answerTimeout,
        @Nullable Duration pullEvery,
        @DefaultValue("main") String shop,
        @DefaultValue HookCheck hook)
        implements ProviderAccount {
    /** Providers by name. */
    public enum ProviderName {
        INFOBIP(null, Integer.MAX_VALUE),
        TWILIO(URI.create("https://api.twilio.com"), Integer.MAX_VALUE),
        /** Refuses fifteen requests of one login at once. */
        SMSC(URI.create("https://smsc.ru"), 14),
        DESCRIBED(null, Integer.MAX_VALUE);

        private final @Nullable URI url;
        private final int widest;

        ProviderName(@Nullable URI url, int widest) {
            this.url = url;
            this.widest = widest;
        }
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        check(problems, provider != null, "provider: one of infobip, twilio, smsc, described");
        check(problems, provider != ProviderName.TWILIO || !user.isBlank(), "user: must be the account SID");
        boolean described = provider == ProviderName.DESCRIBED;
        check(problems, described == (description != null), "description: a YAML file, for provider described alone");
        if (described && description != null) {
            checkFile(description, problems);
        }
        checkHook(problems);
        return problems;
    }

    /** Refuses a check that none of the provider's calls could pass. */
    private void checkHook(List<String> problems) {
        check(
                problems,
                provider != ProviderName.TWILIO || (hook.scheme() != Scheme.BASIC && hook.scheme() != Scheme.HMAC),
                "hook.scheme: twilio signs by its own scheme (absent), or calls an address with a key (key)");
        check(
                problems,
                provider != ProviderName.SMSC || !user.isBlank() || hook.scheme() != null || hook.hasSecrets(),
                "hook.secrets: the account's password is required beside an API key: smsc signs with it");
    }

    private void checkFile(Path file, List<String> problems) {
        try {
            Reports reports = DescriptionReader.read(file).reports();
            boolean byId = reports != null && reports.token() == null;
            boolean unsigned = hook.scheme() == null || hook.scheme() == Scheme.NONE;
            check(
                    problems,
                    !byId || !unsigned,
                    "hook.scheme: is required: this provider's reports carry no token of ours");
        } catch (ConfigException wrong) {
            problems.add("description: " + wrong.getMessage());
        }
    }

    @Override
    public @Nullable URI address() {
        return url == null && provider != null ? provider.url : url;
    }

    @Override
    public GatewayLimits limits() {
        return GatewayLimits.ofAccount(provider == null ? window : Math.min(window, provider.widest), rate);
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return name + " at " + provider;
    }
}
