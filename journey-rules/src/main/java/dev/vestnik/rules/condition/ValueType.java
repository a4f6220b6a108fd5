package dev.vestnik.rules.condition;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import org.jspecify.annotations.Nullable;

/** The type that an expression has at compile time; {@code dyn} where only the event itself will tell. */
public final class ValueType {
    /** Anything. */
    public static final ValueType ANY = new ValueType(SimpleType.DYN);

    private final CelType cel;
    private final boolean absent;

    ValueType(CelType cel) {
        this(cel, false);
    }

    private ValueType(CelType cel, boolean absent) {
        this.cel = cel;
        this.absent = absent;
    }

    /** The same of something that may be absent. */
    public ValueType orAbsent() {
        return new ValueType(cel, true);
    }

    /** Anything, which may be absent where this may. */
    public ValueType orAny() {
        return new ValueType(SimpleType.DYN, absent);
    }

    /** Whether there may be no value. */
    boolean mayBeAbsent() {
        return absent;
    }

    /** Whether it may turn out to be a yes or no. */
    public boolean mayBeBoolean() {
        return is(CelKind.BOOL);
    }

    /** Whether it may turn out to be an instant. */
    public boolean mayBeInstant() {
        return is(CelKind.TIMESTAMP);
    }

    /** Whether it may turn out to be a duration. */
    public boolean mayBeDuration() {
        return is(CelKind.DURATION);
    }

    /** Whether it may turn out to be a text. */
    public boolean mayBeText() {
        return is(CelKind.STRING);
    }

    /** Whether it may turn out to be a list. */
    public boolean mayBeList() {
        return is(CelKind.LIST);
    }

    /** Whether it may turn out to be a text or a whole number, of which a key can be made. */
    public boolean mayBeKey() {
        return is(CelKind.STRING) || is(CelKind.INT);
    }

    /** Whether it may turn out to be an amount: a number or money. */
    public boolean mayBeAmount() {
        return is(CelKind.INT) || is(CelKind.DOUBLE) || cel.name().equals(EventShapes.MONEY);
    }

    /** Whether an instance can remember it. */
    public boolean canBeRemembered() {
        return switch (cel.kind()) {
            case DURATION, TYPE, BYTES, ERROR, NULL_TYPE -> false;
            default -> true;
        };
    }

    private boolean is(CelKind kind) {
        return cel.kind() == kind || cel.kind() == CelKind.DYN;
    }

    CelType cel() {
        return cel;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueType type && cel.equals(type.cel) && absent == type.absent;
    }

    @Override
    public int hashCode() {
        return cel.hashCode();
    }

    /** The type in the words of people who write conditions. */
    @Override
    public String toString() {
        return switch (cel.kind()) {
            case BOOL -> "a yes or no";
            case INT, UINT, DOUBLE -> "a number";
            case STRING -> "a text";
            case TIMESTAMP -> "an instant";
            case DURATION -> "a duration";
            case LIST -> "a list";
            case MAP -> "a map";
            default -> cel.name();
        };
    }
}
