package dev.vestnik.system.deploy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of a document that Kubernetes' types have no place for; Kubernetes itself would drop or refuse them. */
final class AdditionalFields {
    private static final String MODEL = "io.fabric8.kubernetes.api.model";

    private final List<String> found = new ArrayList<>();

    private AdditionalFields() {}

    static List<String> of(Object document) {
        AdditionalFields fields = new AdditionalFields();
        fields.look(document, "");
        return fields.found;
    }

    private void look(@Nullable Object value, String path) {
        switch (value) {
            case null -> {}
            case Collection<?> all -> all.forEach(one -> look(one, path + "[]"));
            case Map<?, ?> map -> map.forEach((key, one) -> look(one, path + "." + key));
            default -> lookInto(value, path);
        }
    }

    private void lookInto(Object value, String path) {
        if (!value.getClass().getName().startsWith(MODEL)) {
            return;
        }
        for (Method method : value.getClass().getMethods()) {
            if (method.getName().startsWith("get") && method.getParameterCount() == 0 && isOfModel(method)) {
                Object field = get(value, method);
                if (!method.getName().equals("getAdditionalProperties")) {
                    look(field, path + "." + method.getName().substring(3));
                } else if (field instanceof Map<?, ?> additional && !additional.isEmpty()) {
                    found.add(path + ": " + additional.keySet());
                }
            }
        }
    }

    private static boolean isOfModel(Method method) {
        Class<?> type = method.getReturnType();
        return type.getName().startsWith(MODEL)
                || Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type);
    }

    private static @Nullable Object get(Object value, Method method) {
        try {
            return method.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(method.toString(), e);
        }
    }
}
