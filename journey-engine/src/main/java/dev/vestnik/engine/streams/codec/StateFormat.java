package dev.vestnik.engine.streams.codec;

/** The layouts of a stored state; its first byte is the number of its format. Format 1 was never released. */
enum StateFormat {
    TWO(2),
    THREE(3);

    private final byte number;

    StateFormat(int number) {
        this.number = (byte) number;
    }

    int number() {
        return number;
    }

    boolean isOf(byte[] state) {
        return state.length > 0 && state[0] == number;
    }
}
