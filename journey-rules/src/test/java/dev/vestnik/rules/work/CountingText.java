package dev.vestnik.rules.work;

/** A text that counts how many of its characters are read: the measure of a scan, the same on every machine. */
public final class CountingText implements CharSequence {
    private final String text;
    private final int from;
    private final int to;
    private final long[] reads;

    public CountingText(String text) {
        this(text, 0, text.length(), new long[1]);
    }

    private CountingText(String text, int from, int to, long[] reads) {
        this.text = text;
        this.from = from;
        this.to = to;
        this.reads = reads;
    }

    public long reads() {
        return reads[0];
    }

    @Override
    public int length() {
        return to - from;
    }

    @Override
    public char charAt(int index) {
        reads[0]++;
        return text.charAt(from + index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new CountingText(text, from + start, from + end, reads);
    }

    @Override
    public String toString() {
        reads[0] += length();
        return text.substring(from, to);
    }
}
