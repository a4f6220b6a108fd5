package dev.vestnik.standalone.send;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code ./vestnik send FILE}: posts the events of a file in order, repeats a post that was not taken, and prints a summary. */
public final class Send {
    private static final int CHUNK = 500;
    private static final int MOST_PROBLEMS_SHOWN = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final PrintStream out;
    private final Path data;
    private final String door;
    private final String key;
    private final WaitNotice waitNotice = new WaitNotice();

    /**
     * @param data the directory of checkpoints
     * @param door the URL of order-ingest
     */
    public Send(PrintStream out, Path data, String door, String key) {
        this.out = out;
        this.data = data;
        this.door = door;
        this.key = key;
    }

    /** The result of a file: lines that were sent before, events accepted and refused now. */
    public record Summary(long skipped, long accepted, long refused) {}

    /**
     * Sends the file.
     *
     * @throws CommandFailedException when the file cannot be read or taken, the key is refused, or no answer comes for five minutes
     */
    public Summary run(String file) throws InterruptedException {
        long started = System.nanoTime();
        try (EventFile events = EventFile.open(file);
                IngestClient ingest = new IngestClient(door, key)) {
            Summary summary = send(events, ingest, checkpoint(file));
            double seconds = (System.nanoTime() - started) / 1e9;
            out.printf(
                    Locale.ROOT,
                    "%n%d accepted, %d refused%s in %.1f s (%.0f events/s)%n",
                    summary.accepted(),
                    summary.refused(),
                    summary.skipped() > 0 ? ", " + summary.skipped() + " lines sent before the interruption" : "",
                    seconds,
                    summary.accepted() / Math.max(seconds, 0.001));
            return summary;
        } catch (IOException e) {
            throw new CommandFailedException("cannot keep the place in " + data + ": " + e.getMessage(), e);
        }
    }

    private @Nullable Checkpoint checkpoint(String file) throws IOException {
        return file.equals("-") || !Files.isDirectory(data) ? null : Checkpoint.of(data, file, door);
    }

    private Summary send(EventFile events, IngestClient ingest, @Nullable Checkpoint checkpoint)
            throws IOException, InterruptedException {
        long skip = checkpoint == null ? 0 : checkpoint.lines();
        long line = 0;
        long accepted = 0;
        long refused = 0;
        for (List<String> chunk = events.next(CHUNK); !chunk.isEmpty(); chunk = events.next(CHUNK)) {
            line += chunk.size();
            if (line <= skip) {
                continue;
            }
            List<Integer> filled = filled(chunk);
            if (!filled.isEmpty()) {
                IngestClient.Taken taken =
                        insist(ingest, filled.stream().map(chunk::get).toList());
                if (refused < MOST_PROBLEMS_SHOWN) {
                    show(taken, line - chunk.size(), filled);
                }
                accepted += taken.accepted();
                refused += taken.refused();
            }
            if (checkpoint != null) {
                checkpoint.reached(line);
            }
            progress(events, accepted, refused);
        }
        if (checkpoint != null) {
            checkpoint.done();
        }
        return new Summary(Math.min(skip, line), accepted, refused);
    }

    /** The indexes of the lines in the chunk that are not empty. */
    private static List<Integer> filled(List<String> chunk) {
        return IntStream.range(0, chunk.size())
                .filter(place -> !chunk.get(place).isBlank())
                .boxed()
                .toList();
    }

    /** Posts the same chunk until it is taken; the engine drops events that it has had before. */
    private IngestClient.Taken insist(IngestClient ingest, List<String> documents) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            switch (ingest.post(documents)) {
                case IngestClient.Taken taken -> {
                    return taken;
                }
                case IngestClient.Later(var why, var after) -> {
                    if (System.nanoTime() > deadline) {
                        throw new CommandFailedException(
                                why + " for five minutes; run the same command again, it goes on where it was");
                    }
                    if (waitNotice.worthSaying(why, System.nanoTime())) {
                        out.printf("%n%s; trying again every %d s%n", why, Math.max(1, after.toSeconds()));
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.max(100, after.toMillis())));
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
            }
        }
    }

    private void show(IngestClient.Taken taken, long linesBefore, List<Integer> filled) {
        if (!taken.problems().isEmpty()) {
            out.println();
        }
        taken.problems().stream()
                .limit(MOST_PROBLEMS_SHOWN)
                .forEach(problem ->
                        out.printf("  line %d: %s%n", linesBefore + filled.get(problem.index()) + 1, problem.text()));
    }

    /** Prints progress for people; a file or another program gets the summary alone. */
    private void progress(EventFile events, long accepted, long refused) {
        if (System.console() == null || !System.console().isTerminal()) {
            return;
        }
        double part = events.progress();
        String bar = part < 0 ? "" : "[" + "#".repeat((int) (part * 40)) + ".".repeat(40 - (int) (part * 40)) + "] ";
        out.printf("\r%s%d accepted, %d refused ", bar, accepted, refused);
        out.flush();
    }
}
