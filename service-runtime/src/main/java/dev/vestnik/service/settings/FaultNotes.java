package dev.vestnik.service.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.ClassUtils;

/** Notes each failure of a binding and goes on as if the setting were absent, so that the others are looked at too. */
final class FaultNotes extends AbstractBindHandler {
    /** Kafka's word for a wrong value, which quotes it. */
    private static final Pattern QUOTED =
            Pattern.compile("Invalid value .* for configuration (vestnik[^\\s:]*)(?:: (.*))?", Pattern.DOTALL);

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    private final Collection<SettingFault> faults;
    private final Collection<SettingFault> before;

    FaultNotes(Collection<SettingFault> faults) {
        this(faults, List.of());
    }

    /** @param before the faults that are known already */
    FaultNotes(Collection<SettingFault> faults, Collection<SettingFault> before) {
        this.faults = faults;
        this.before = before;
    }

    @Override
    @SuppressWarnings("NullAway") // null stands for an absent value, as the binder's own handlers have it
    public Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
        List<SettingFault> named = named(name.toString(), error);
        if (error instanceof UnboundConfigurationPropertiesException && hasFaultBelow(name + "[")) {
            return null; // the binder stops at a faulty element, and takes those behind it for unbound
        }
        if (named.isEmpty()) {
            faults.add(new SettingFault(name.toString(), remedy(target, error)));
        } else {
            faults.addAll(named);
        }
        return null;
    }

    private boolean hasFaultBelow(String list) {
        return Stream.concat(faults.stream(), before.stream())
                .anyMatch(fault -> fault.setting().startsWith(list));
    }

    /** The faults that our own settings name, each of their lines one; empty for an exception of somebody else. */
    static List<SettingFault> named(String name, Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            String message = withoutValue(String.valueOf(cause.getMessage()));
            if (message.lines().allMatch(line -> line.startsWith("vestnik."))) {
                return message.lines()
                        .map(line -> SettingFault.worded(indexed(name, line)))
                        .toList();
            }
        }
        return List.of();
    }

    private static String withoutValue(String message) {
        Matcher quoted = QUOTED.matcher(message);
        return quoted.matches()
                ? quoted.group(1) + " " + Objects.requireNonNullElse(quoted.group(2), "is wrong")
                : message;
    }

    /** Puts the indices of a record's own name in place of those that it does not know. */
    private static String indexed(String name, String line) {
        String indexed = line;
        Matcher index = INDEX.matcher(name);
        while (index.find()) {
            indexed = indexed.replaceFirst("\\[]", Matcher.quoteReplacement(index.group()));
        }
        return indexed;
    }

    private static String remedy(Bindable<?> target, Exception error) {
        if (error instanceof UnboundConfigurationPropertiesException) {
            return "has elements behind a gap: number them from 0 without gaps";
        }
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(target.getType().resolve(Object.class));
        return "must be " + kind(type);
    }

    private static String kind(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(value -> value.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "a time such as 500ms, 30s or 2m";
        }
        if (type == Instant.class) {
            return "a moment such as 2027-01-31T00:00:00Z";
        }
        if (type == URI.class) {
            return "an address such as https://provider.example";
        }
        if (type == Path.class) {
            return "the path of a file";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "of another form; see docs/providers.md";
    }
}
