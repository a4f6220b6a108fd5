package dev.vestnik.service.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Collects the rules that a record of settings breaks, so that all of them are named at once. */
public final class BrokenRules {
    private final String prefix;
    private final List<String> lines = new ArrayList<>();

    /** @param prefix of the settings' names; {@code []} stands for an index that the record does not know */
    public BrokenRules(String prefix) {
        this.prefix = prefix;
    }

    /** @param rule without the setting's value: it may be a secret */
    public BrokenRules check(boolean holds, String setting, String rule) {
        if (!holds) {
            lines.add(prefix + "." + setting + " " + rule);
        }
        return this;
    }

    /** Throws an exception that names the broken rules, one in a line, if there are any. */
    public void refuse(Function<String, ? extends RuntimeException> refusal) {
        if (!lines.isEmpty()) {
            throw refusal.apply(String.join("\n", lines));
        }
    }
}
