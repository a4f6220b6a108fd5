package dev.vestnik.engine.support;

import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.rules.owner.TaskDeed;
import org.jspecify.annotations.Nullable;

/** Reads what a person wants with a task; without {@code by} it is whoever has the key. */
final class TaskRequest {
    private TaskRequest() {}

    /** {@code {by}}. */
    static TaskDeed.Take take(@Nullable String text, String caller) {
        JsonBody body = JsonBody.object(text);
        TaskDeed.Take take = new TaskDeed.Take(by(body, caller));
        body.close();
        return take;
    }

    /** {@code {by, outcome, note}}. */
    static TaskDeed.Finish finish(@Nullable String text, String caller) {
        JsonBody body = JsonBody.object(text);
        TaskDeed.Finish finish = new TaskDeed.Finish(
                by(body, caller),
                body.optionalText("outcome").orElse(null),
                bounded(body, "note", TaskDeed.LONGEST_NOTE));
        body.close();
        return finish;
    }

    private static String by(JsonBody body, String caller) {
        String by = bounded(body, "by", TaskDeed.LONGEST_NAME);
        return by == null ? caller : by;
    }

    private static @Nullable String bounded(JsonBody body, String field, int longest) {
        String text = body.optionalText(field).orElse(null);
        if (text != null && text.length() > longest) {
            body.fault(field, "must have at most " + longest + " characters");
            return null;
        }
        return text;
    }
}
