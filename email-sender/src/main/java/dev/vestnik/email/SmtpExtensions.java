package dev.vestnik.email;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The extensions that a server offers in its answer to EHLO, with their parameters in upper case. */
record SmtpExtensions(Map<String, List<String>> offered) {
    static final SmtpExtensions NONE = new SmtpExtensions(Map.of());

    SmtpExtensions {
        offered = Map.copyOf(offered);
    }

    static SmtpExtensions of(SmtpReply greeting) {
        Map<String, List<String>> offered = new HashMap<>();
        greeting.text().lines().skip(1).filter(line -> line.length() > 4).forEach(line -> {
            List<String> words = Arrays.asList(
                    line.substring(4).strip().toUpperCase(Locale.ROOT).split("[ =]+"));
            offered.put(words.getFirst(), List.copyOf(words.subList(1, words.size())));
        });
        return new SmtpExtensions(offered);
    }

    boolean has(String keyword) {
        return offered.containsKey(keyword);
    }

    boolean logsIn(String mechanism) {
        return offered.getOrDefault("AUTH", List.of()).contains(mechanism);
    }
}
