package dev.vestnik.engine.streams.codec;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Device.Platform;
import dev.vestnik.rules.customer.HeldOffer.Stage;
import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.customer.Outstanding.Status;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.product.ProductNews;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue numbers of enum constants on disk; never renumbered, whatever becomes of the constants' order. Format 3 writes them as
 * varints; where format 2 packs them, it has two bits for a channel and three for a status.
 */
final class Codes {
    private static final Status[] STATUSES = byCode(new Status[9], Status.values(), Codes::of);
    private static final Channel[] CHANNELS = byCode(new Channel[4], Channel.values(), Codes::of);
    private static final Platform[] PLATFORMS = byCode(new Platform[5], Platform.values(), Codes::of);
    private static final Outcome[] OUTCOMES = byCode(new Outcome[42], Outcome.values(), Codes::of);

    private static final Task.Status[] TASK_STATUSES = byCode(new Task.Status[5], Task.Status.values(), Codes::of);

    private Codes() {}

    static int of(Status status) {
        return switch (status) {
            case SENT -> 0;
            case IN_DOUBT -> 1;
            case ACCEPTED -> 2;
            case FAILED -> 3;
            case DELIVERED -> 4;
            case OPENED -> 5;
            case CLICKED -> 6;
            case REPLIED -> 7;
            case READ -> 8; // on feature level 5 alone: format 2 has three bits
        };
    }

    static Status status(int code) {
        return known(STATUSES, code, "status");
    }

    /** 0 stands for none. */
    static int of(@Nullable Channel channel) {
        return switch (channel) {
            case null -> 0;
            case SMS -> 1;
            case EMAIL -> 2;
            case PUSH -> 3;
        };
    }

    static Channel channel(int code) {
        return known(CHANNELS, code, "channel");
    }

    static @Nullable Channel channelOrNull(int code) {
        return code == 0 ? null : channel(code);
    }

    static int of(Platform platform) {
        return switch (platform) {
            case IOS -> 0;
            case ANDROID -> 1;
            case WEB -> 2;
            case HUAWEI -> 3; // this one and the next on feature level 6 alone
            case RUSTORE -> 4;
        };
    }

    static Platform platform(int code) {
        return known(PLATFORMS, code, "platform");
    }

    static int of(JourneyClass journeyClass) {
        return switch (journeyClass) {
            case SERVICE -> 0;
            case MARKETING -> 1;
        };
    }

    static JourneyClass journeyClass(int code) {
        return switch (code) {
            case 0 -> JourneyClass.SERVICE;
            case 1 -> JourneyClass.MARKETING;
            default -> throw new UnreadableStateException("an entry with a class of the number " + code);
        };
    }

    static int of(Outcome outcome) {
        return switch (outcome) {
            case ENTERED -> 0;
            case LEFT -> 1;
            case SENT -> 2;
            case SKIPPED -> 3;
            case HELD -> 4;
            case DROPPED -> 5;
            case REVOKED -> 6;
            case RETRIED -> 7;
            case CONVERTED -> 8;
            case SUPPRESSED -> 9;
            case CONSENT -> 10;
            case RECEIPT -> 11;
            case STUCK -> 12;
            case RELEASED -> 13;
            case QUEUED -> 14;
            case NOT_ENTERED -> 15;
            case EXPOSED -> 20; // on feature level 6 alone, as all that follow
            case UPDATED -> 21;
            case EMITTED -> 22;
            case OFFERED -> 24;
            case REDEEMED -> 25;
            case TASK -> 26;
            case ANSWER -> 27;
            case MERGED -> 40;
            case NOT_MERGED -> 41;
        };
    }

    static Outcome outcome(int code) {
        return known(OUTCOMES, code, "outcome");
    }

    static int of(Stage stage) {
        return switch (stage) {
            case PENDING -> 0;
            case UNSENT -> 1;
            case SHOWN -> 2;
        };
    }

    static Stage stage(int code) {
        return switch (code) {
            case 0 -> Stage.PENDING;
            case 1 -> Stage.UNSENT;
            case 2 -> Stage.SHOWN;
            default -> throw new UnreadableStateException("a customer's state with a code at the stage " + code);
        };
    }

    static int of(Interest.Kind kind) {
        return switch (kind) {
            case VIEWED -> 0;
            case CART -> 1;
            case WAITS -> 2;
            case BOUGHT -> 3;
            case LIKES -> 4;
        };
    }

    static Interest.Kind interest(int code) {
        return switch (code) {
            case 0 -> Interest.Kind.VIEWED;
            case 1 -> Interest.Kind.CART;
            case 2 -> Interest.Kind.WAITS;
            case 3 -> Interest.Kind.BOUGHT;
            case 4 -> Interest.Kind.LIKES;
            default -> throw new UnreadableStateException("a customer's state with an interest of the kind " + code);
        };
    }

    static int of(ProductNews.Kind kind) {
        return switch (kind) {
            case PRICE_DROPPED -> 0;
            case CHANGED -> 1;
            case RESTOCKED -> 2;
            case LAUNCHED -> 3;
        };
    }

    static ProductNews.Kind news(int code) {
        return switch (code) {
            case 0 -> ProductNews.Kind.PRICE_DROPPED;
            case 1 -> ProductNews.Kind.CHANGED;
            case 2 -> ProductNews.Kind.RESTOCKED;
            case 3 -> ProductNews.Kind.LAUNCHED;
            default -> throw new UnreadableStateException("a product's state with news of the kind " + code);
        };
    }

    static int of(Interest.Subject.Kind kind) {
        return switch (kind) {
            case PRODUCT -> 0;
            case CATEGORY -> 1;
        };
    }

    static Interest.Subject.Kind subject(int code) {
        return switch (code) {
            case 0 -> Interest.Subject.Kind.PRODUCT;
            case 1 -> Interest.Subject.Kind.CATEGORY;
            default -> throw new UnreadableStateException("a customer's state with an interest in the kind " + code);
        };
    }

    static int of(Task.Status status) {
        return switch (status) {
            case OPEN -> 0;
            case TAKEN -> 1;
            case FINISHED -> 2;
            case WITHDRAWN -> 3;
            case EXPIRED -> 4;
        };
    }

    static Task.Status taskStatus(int code) {
        return known(TASK_STATUSES, code, "status of a task");
    }

    static int of(WakeClass wakeClass) {
        return switch (wakeClass) {
            case SERVICE -> 0;
            case MARKETING -> 1;
            case HOUSEKEEPING -> 2;
        };
    }

    private static <E> E known(@Nullable E[] codes, int code, String what) {
        E constant = code >= 0 && code < codes.length ? codes[code] : null;
        if (constant == null) {
            throw new UnreadableStateException("a state or an entry with a " + what + " of the number " + code);
        }
        return constant;
    }

    private static <E extends Enum<E>> E[] byCode(E[] codes, E[] constants, java.util.function.ToIntFunction<E> code) {
        for (E constant : constants) {
            codes[code.applyAsInt(constant)] = constant;
        }
        return codes;
    }
}
