package dev.vestnik.service.problem;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebInputException;

/** Says what to do about the errors of a request where Spring, if it says anything, names its own parts. */
final class ErrorWording {
    private final DataSize largestBody;

    ErrorWording(DataSize largestBody) {
        this.largestBody = largestBody;
    }

    /** Null where Spring's own words will do. */
    @Nullable
    String of(ErrorResponse error) {
        if (error instanceof ServerWebInputException input
                && input.getCause() instanceof TypeMismatchException mismatch) {
            return "\"" + name(input, mismatch) + "\" must be " + kind(mismatch.getRequiredType());
        }
        boolean ours = error.getClass().getName().startsWith("org.springframework.web.server");
        return ours ? ofStatus(error.getStatusCode().value()) : null;
    }

    private @Nullable String ofStatus(int status) {
        return switch (status) {
            case 413 -> "a body has at most " + megabytes();
            case 415 -> "send it with the Content-Type application/json; a document may also be application/yaml";
            default -> null;
        };
    }

    private String megabytes() {
        return largestBody.toMegabytes() > 0 ? largestBody.toMegabytes() + " MB" : largestBody.toKilobytes() + " KB";
    }

    private static String name(ServerWebInputException input, TypeMismatchException mismatch) {
        MethodParameter parameter = input.getMethodParameter();
        String name = parameter == null ? mismatch.getPropertyName() : parameter.getParameterName();
        return String.valueOf(name);
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == UUID.class) {
            return "a UUID";
        }
        return type == int.class || type == Integer.class ? "a whole number" : "another kind of value";
    }
}
