package dev.vestnik.rules.gate;

import dev.vestnik.rules.reason.SkipReason;
import dev.vestnik.rules.template.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The broker takes it: a finished message has a largest size. Says nothing of one that is small enough. */
final class EmitGate implements Gate {
    private static final int MOST_BYTES = 900_000;
    private static final int SURELY_SMALL = 100_000;

    @Override
    public String name() {
        return "emit";
    }

    @Override
    public @Nullable Ruling check(Draft draft, Situation situation) {
        long bytes = bytes(draft.text());
        return bytes > MOST_BYTES ? new Ruling.No(SkipReason.TOO_LARGE, Map.of("bytes", String.valueOf(bytes))) : null;
    }

    private static long bytes(Rendering.Text text) {
        return switch (text) {
            case Rendering.Sms sms -> utf8(sms.text());
            case Rendering.Email email -> utf8(email.html()) + utf8(email.text()) + utf8(email.subject());
            case Rendering.Push push -> utf8(push.title()) + utf8(push.body());
        };
    }

    private static long utf8(String text) {
        return text.length() < SURELY_SMALL ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
