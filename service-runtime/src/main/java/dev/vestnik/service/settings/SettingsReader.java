package dev.vestnik.service.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.IgnoreErrorsBindHandler;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/** Reads settings and notes what is wrong with them, without their values: these may be secrets. */
public final class SettingsReader {
    private static final Bindable<Map<String, Object>> RAW = Bindable.mapOf(String.class, Object.class);

    private static final Bindable<List<Map<String, Object>>> RAW_LIST = Bindable.of(ResolvableType.forClassWithGenerics(
            List.class, ResolvableType.forClassWithGenerics(Map.class, String.class, Object.class)));

    private static final Pattern SERVICE = Pattern.compile("vestnik\\.[a-z]+");

    /** Passes over what cannot be bound: reading the same into a record names it. */
    private static final BindHandler QUIETLY = new IgnoreErrorsBindHandler();

    private final Binder binder;
    private final ListSources lists;
    private final Map<String, Binder> elements = new LinkedHashMap<>();
    private final Set<SettingFault> faults = new LinkedHashSet<>();

    public SettingsReader(Environment environment) {
        this.binder = Binder.get(environment);
        this.lists = new ListSources(environment);
    }

    /** An element of a list that was asked for is bound in that list's sources. */
    private Binder binder(String name) {
        return elements.entrySet().stream()
                .filter(list -> name.startsWith(list.getKey() + "["))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(binder);
    }

    /** Everything that was found wrong. */
    public List<SettingFault> faults() {
        return List.copyOf(faults);
    }

    public void fault(String setting, String remedy) {
        faults.add(new SettingFault(setting, remedy));
    }

    public void check(boolean right, String setting, String remedy) {
        if (!right) {
            fault(setting, remedy);
        }
    }

    /** The settings of that name, with the defaults of those that are absent; null when they are faulty, or absent without a default. */
    public <T> @Nullable T read(String name, Class<T> type) {
        Set<SettingFault> found = new LinkedHashSet<>();
        T value = bound(name, type, found);
        faults.addAll(found);
        return found.isEmpty() ? value : null;
    }

    /** The same with defaults in place of faulty settings, so that the others can be looked at; null when there is no such record. */
    public <T> @Nullable T readWithDefaults(String name, Class<T> type) {
        return bound(name, type, faults);
    }

    private <T> @Nullable T bound(String name, Class<T> type, Set<SettingFault> found) {
        Bindable<T> target = Bindable.of(type);
        FaultNotes notes = new FaultNotes(found, faults);
        if (!type.isRecord()) {
            return binder(name).bind(name, target, notes).orElse(null);
        }
        Snapshot.unresolved(name, raw(name), found);
        return binder(name).bindOrCreate(name, target, notes);
    }

    /** The same; null when nothing is set below that name. */
    public <T> @Nullable T readIfPresent(String name, Class<T> type) {
        return raw(name).isEmpty() ? null : read(name, type);
    }

    /** The names of a list's elements, {@code NAME[0]} and so on, faulty ones too; the elements are groups of settings. */
    public List<String> elements(String list) {
        boolean nested = elements.keySet().stream().anyMatch(outer -> list.startsWith(outer + "["));
        Binder whole = nested ? binder(list) : lists.whole(list);
        if (!nested) {
            elements.put(list, lists.elements(list));
        }
        int size = whole.bind(list, RAW_LIST, new FaultNotes(faults))
                .orElse(List.of())
                .size();
        return IntStream.range(0, size).mapToObj(i -> list + "[" + i + "]").toList();
    }

    /**
     * The setting of that name as text; null when it is absent. For names and words: says nothing when it is faulty.
     */
    public @Nullable String text(String name) {
        return binder(name).bind(name, Bindable.of(String.class), QUIETLY).orElse(null);
    }

    /** Notes settings below that name which a record has no use for: a slip of the pen would else leave a default in force. */
    public void knownOnly(String name, Class<? extends Record> type) {
        Map<String, Object> settings = new HashMap<>(raw(name));
        if (SERVICE.matcher(name).matches()) {
            settings.remove("port"); // VESTNIK_SMS_PORT is for the launcher
        }
        new KnownSettings(faults).check(name, settings, type);
    }

    private Map<String, Object> raw(String name) {
        return binder(name).bind(name, RAW, QUIETLY).orElse(Map.of());
    }

    /** Notes a file that is missing, unreadable or empty; true when it is none of these, or no file is named. */
    public boolean file(String setting, @Nullable Path file) {
        if (file == null) {
            return true;
        }
        try {
            String fault = fault(file);
            check(fault == null, setting, String.valueOf(fault));
            return fault == null;
        } catch (IOException e) {
            fault(setting, "names a file that cannot be read: " + e.getClass().getSimpleName());
            return false;
        }
    }

    private static @Nullable String fault(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "names a file that does not exist: mount it, or correct the path";
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return "names a file that this process cannot read: correct its owner or mode, or the path";
        }
        return Files.size(file) == 0 ? "names an empty file: was the secret written?" : null;
    }

    /** Everything that is set below a name, with the contents of the files that it names: equal as long as nothing has changed. */
    public SortedMap<String, String> snapshot(String name) {
        return Snapshot.of(raw(name));
    }

    /** The values of everything that is set below a name, and of the setting of that name. */
    Stream<String> values(String name) {
        return Stream.concat(Snapshot.values(raw(name)), Stream.ofNullable(text(name)));
    }

    /** Runs a check that throws what is wrong, worded as settings word it; its message must not hold a secret. */
    public boolean passes(String setting, Runnable check) {
        try {
            check.run();
            return true;
        } catch (RuntimeException e) {
            List<SettingFault> named = FaultNotes.named(setting, e);
            faults.addAll(named.isEmpty() ? List.of(new SettingFault(setting, withoutValue(e))) : named);
            return false;
        }
    }

    /** Takes out the value, which Kafka's exceptions quote. */
    private static String withoutValue(RuntimeException e) {
        return String.valueOf(e.getMessage()).replaceFirst("(?s)^Invalid value .* for configuration \\S+: ", "");
    }
}
