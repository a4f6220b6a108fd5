package dev.vestnik.engine.definitions;

import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Segment;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.settings.ShopSettings;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Breaks the compiler in the way that a document's text names; every other text is a template. */
final class HostileDocuments implements DocumentCompiler {
    private final DocumentCompiler plain = new PlainDocuments();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Queue<String> begun = new ConcurrentLinkedQueue<>();

    /** Lets go of what never ended. */
    void release() {
        released.countDown();
    }

    /** Every text that was begun, in this order. */
    List<String> begun() {
        return List.copyOf(begun);
    }

    @Override
    public Result<Journey> journey(String json) {
        return plain.journey(json);
    }

    @Override
    public Result<dev.vestnik.rules.template.Template> template(String json) {
        begun.add(json);
        if (json.startsWith("endless")) {
            waitForRelease();
        }
        return switch (json) {
            case "overflow" -> new Result.Faulty<>(List.of(String.valueOf(deeper(1))));
            case "memory" -> throw new OutOfMemoryError("of one allocation");
            case "class" -> throw new NoClassDefFoundError("dev/vestnik/Gone");
            case "assertion" -> throw new AssertionError("no such case");
            default -> plain.template(json);
        };
    }

    /** No interrupt ends it, like a pattern that runs for hours. */
    private void waitForRelease() {
        boolean over = false;
        while (!over) {
            try {
                released.await();
                over = true;
            } catch (InterruptedException e) {
                over = released.getCount() == 0;
            }
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static long deeper(long depth) {
        return deeper(depth + 1) + 1;
    }

    @Override
    public Result<ShopSettings> settings(String json) {
        return plain.settings(json);
    }

    @Override
    public Result<Offer> offer(String json) {
        return plain.offer(json);
    }

    @Override
    public Result<Segment> segment(String json) {
        return new Result.Faulty<>(List.of("no segment"));
    }

    @Override
    public Result<Campaign> campaign(String json) {
        return new Result.Faulty<>(List.of("no campaign"));
    }
}
