package dev.vestnik.rules.decide;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The input that set a decision off. */
sealed interface Cause {

    /** The cause as decisions show it: an event's type, or one of the words below. They are relied upon outside, and never change. */
    String kind();

    /** The event's, receipt's or command's id; null where there is none. */
    @Nullable
    String id();

    /** The time that waits count from. */
    Instant nominalAt();

    /** Kafka's timestamp of the input, or when the wake-up was due. */
    Instant causedAt();

    /** @param id null for one that was missed while an instance was parked */
    record ByEvent(String kind, @Nullable String id, Instant nominalAt, Instant causedAt) implements Cause {}

    /** The event of a moment of the calendar. */
    record ByCalendar(String kind, String id, Instant nominalAt) implements Cause {
        @Override
        public Instant causedAt() {
            return nominalAt;
        }
    }

    /** @param dueAt when it was due */
    record ByWakeUp(Instant dueAt) implements Cause {
        static final String KIND = "wake-up";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public @Nullable String id() {
            return null;
        }

        @Override
        public Instant nominalAt() {
            return dueAt;
        }

        @Override
        public Instant causedAt() {
            return dueAt;
        }
    }

    /**
     * A published version that moves those who are in older ones.
     *
     * @param nominalAt when the customer's turn came
     */
    record ByPublication(Instant nominalAt) implements Cause {
        static final String KIND = "publication";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public @Nullable String id() {
            return null;
        }

        @Override
        public Instant causedAt() {
            return nominalAt;
        }
    }

    /** A sender's report. */
    record ByReceipt(String id, Instant nominalAt, Instant causedAt) implements Cause {
        static final String KIND = "receipt";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** @param id of what was asked */
    record ByCommand(String id, Instant nominalAt) implements Cause {
        static final String KIND = "command";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Instant causedAt() {
            return nominalAt;
        }
    }
}
