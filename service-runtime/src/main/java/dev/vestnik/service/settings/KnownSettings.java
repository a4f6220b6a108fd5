package dev.vestnik.service.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds settings that no component of their record takes. */
final class KnownSettings {
    private final Collection<SettingFault> faults;

    KnownSettings(Collection<SettingFault> faults) {
        this.faults = faults;
    }

    void check(String name, Map<String, Object> settings, Class<?> type) {
        settings.forEach((key, value) -> component(type, key)
                .ifPresentOrElse(component -> below(name + "." + key, value, component.getGenericType()), () -> {
                    if (!(value instanceof Map<?, ?>) || !begins(type, key)) {
                        faults.add(new SettingFault(name + "." + key, "is no setting; there are " + all(type)));
                    }
                }));
    }

    @SuppressWarnings("unchecked") // the binder's maps have names as keys
    private void below(String name, Object value, Type type) {
        if (!(value instanceof Map<?, ?> map)) {
            return;
        }
        if (type instanceof Class<?> nested && nested.isRecord()) {
            check(name, (Map<String, Object>) map, nested);
        } else if (element(type) instanceof Class<?> element && element.isRecord()) {
            map.forEach((index, one) -> below(name + "[" + index + "]", one, element));
        }
    }

    private static Type element(Type type) {
        boolean list = type instanceof ParameterizedType of
                && of.getRawType() instanceof Class<?> raw
                && Collection.class.isAssignableFrom(raw);
        return list ? ((ParameterizedType) type).getActualTypeArguments()[0] : Void.class;
    }

    private static Optional<RecordComponent> component(Class<?> type, String key) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> uniform(component.getName()).equals(uniform(key)))
                .findFirst();
    }

    /** Whether a component's name begins so: the environment's {@code SYSTEM_ID} reads as {@code system.id}. */
    private static boolean begins(Class<?> type, String key) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> uniform(component.getName()).startsWith(uniform(key)));
    }

    private static String uniform(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static String all(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component ->
                        component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
