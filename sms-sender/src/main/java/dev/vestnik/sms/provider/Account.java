package dev.vestnik.sms.provider;

import dev.vestnik.sender.Content;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.hook.KeySignature;
import dev.vestnik.sender.http.HttpCall;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account at a provider.
 *
 * @param user the account's name or id; empty where the provider needs none
 * @param key the key, token or password that goes with every request
 * @param sender our number or name; null: the shop's name, as its settings have it
 * @param signature the check of the provider's calls
 */
record Account(String user, String key, @Nullable String sender, HookSignature signature) {
    /** GSM 03.38 shows at most 11 characters of a name, and providers refuse others than these. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9 ._-]+");

    private static final int LONGEST_NAME = 11;

    /** The name or number that the message shows; null for the provider's default. */
    @Nullable
    String from(Content.Sms sms) {
        String shop = sms.from();
        if (sender != null || shop == null || !NAME.matcher(shop).matches()) {
            return sender;
        }
        return shop.substring(0, Math.min(shop.length(), LONGEST_NAME)).strip();
    }

    /** The address of our hook with the key that proves the caller, where there is one: a report whose address came with its message has no more. */
    String keyed(URI hook) {
        return signature instanceof KeySignature(var parameter, var secrets)
                ? hook + "?" + HttpCall.encoded(Map.of(parameter, secrets.live().getFirst()))
                : hook.toString();
    }

    /** The same address with a message's token, for providers whose own references are too short for one. */
    String keyed(URI hook, String parameter, String token) {
        String keyed = keyed(hook);
        return keyed + (keyed.indexOf('?') < 0 ? "?" : "&") + parameter + "=" + token;
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "account " + user;
    }
}
