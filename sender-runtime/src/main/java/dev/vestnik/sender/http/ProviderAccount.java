package dev.vestnik.sender.http;

import dev.vestnik.sender.GatewayLimits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One gateway over HTTP as it is configured, in whatever channel. */
public interface ProviderAccount {
    /** The name, unique and for ever the same: attempts, receipts and the address of its hook carry it. */
    @Nullable
    String name();

    /** The provider's address as it is configured; null for its public one. */
    @Nullable
    URI url();

    /** The key, token or password. */
    @Nullable
    String key();

    /** Requests under way at once, of all instances together. */
    int window();

    /** Requests a second, 0 for no limit. */
    int rate();

    /** The grace: until then a slow answer is not a lost one; null for {@link HttpGatewaySettings#ANSWER_TIMEOUT}. */
    @Nullable
    Duration answerTimeout();

    /** The time between two questions for reports; null where the provider calls us. */
    default @Nullable Duration pullEvery() {
        return null;
    }

    /** The shop whose customers reply to this account. */
    default String shop() {
        return "main";
    }

    /** The check of the provider's calls. */
    HookCheck hook();

    /** The provider's address; null where none is configured and none is public. */
    @Nullable
    URI address();

    /** Everything that is wrong with these settings, beside what every provider's are checked for; each begins with its property. */
    List<String> problems();

    default GatewayLimits limits() {
        return GatewayLimits.ofAccount(window(), rate());
    }

    default Duration grace() {
        return Objects.requireNonNullElse(answerTimeout(), HttpGatewaySettings.ANSWER_TIMEOUT);
    }

    /** The checks that are the same for every provider. */
    final class Checks {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
        private static final Duration SHORTEST = Duration.ofSeconds(1);

        private Checks() {}

        /** Adds a problem unless all is right. */
        public static void check(List<String> problems, boolean right, String problem) {
            if (!right) {
                problems.add(problem);
            }
        }

        static void all(ProviderAccount account, List<String> problems) {
            String name = account.name();
            check(problems, name != null && NAME.matcher(name).matches(), "name: letters, digits, '.', '_', '-'");
            String key = account.key();
            check(problems, key != null && !key.isBlank(), "key: is required");
            URI url = account.url();
            check(problems, url == null || isAddress(url), "url: must be an http or https address without a query");
            check(problems, account.address() != null, "url: is required for this provider");
            check(problems, account.window() > 0, "window: must be at least 1");
            check(problems, account.rate() >= 0, "rate: must be 0 (no limit) or more");
            check(problems, account.grace().compareTo(SHORTEST) >= 0, "answer-timeout: must be at least 1s");
            Duration pull = account.pullEvery();
            check(problems, pull == null || pull.compareTo(SHORTEST) >= 0, "pull-every: must be at least 1s");
            account.hook().problems().forEach(problem -> problems.add("hook." + problem));
        }

        private static boolean isAddress(URI url) {
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return web && url.getHost() != null && url.getRawQuery() == null;
        }
    }
}
