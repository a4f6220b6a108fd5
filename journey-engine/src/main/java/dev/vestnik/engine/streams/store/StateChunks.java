package dev.vestnik.engine.streams.store;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Chunks from the oldest to the newest, each found by its number; the numbers follow one another. */
final class StateChunks {
    private final Deque<StateChunk> inOrder = new ArrayDeque<>();
    /** The chunks by their numbers modulo the length; grows with the chunks. */
    private @Nullable StateChunk[] byNumber = new @Nullable StateChunk[8];

    private long nextNumber;
    /** The memory of a chunk that was removed, for the next one. */
    private @Nullable ByteBuffer spare;

    int size() {
        return inOrder.size();
    }

    boolean isEmpty() {
        return inOrder.isEmpty();
    }

    /** The oldest chunk; call it only when there is one. */
    StateChunk oldest() {
        return inOrder.element();
    }

    @Nullable
    StateChunk newest() {
        return inOrder.peekLast();
    }

    /** Above every chunk's number. */
    long nextNumber() {
        return nextNumber;
    }

    /** The chunk of an entry that is here. */
    StateChunk of(long position) {
        return Objects.requireNonNull(at(StateChunk.numberOf(position)));
    }

    /** Null where it was removed. */
    @Nullable
    StateChunk numbered(long number) {
        StateChunk chunk = at(number);
        return chunk != null && chunk.number() == number ? chunk : null;
    }

    private @Nullable StateChunk at(long number) {
        return byNumber[(int) (number % byNumber.length)];
    }

    /** Adds an empty one as the newest. */
    StateChunk add() {
        ByteBuffer memory = spare == null ? ByteBuffer.allocate(StateChunk.SIZE) : spare.clear();
        StateChunk fresh = new StateChunk(nextNumber, memory);
        nextNumber++; // not before there is memory for it
        spare = null;
        inOrder.addLast(fresh);
        if (inOrder.size() > byNumber.length) {
            byNumber = new @Nullable StateChunk[byNumber.length * 2];
            inOrder.forEach(this::number);
        } else {
            number(fresh);
        }
        return fresh;
    }

    private void number(StateChunk chunk) {
        byNumber[(int) (chunk.number() % byNumber.length)] = chunk;
    }

    /** @param reuse whether the next chunk gets its memory; else the collector does */
    void removeOldest(boolean reuse) {
        StateChunk oldest = inOrder.removeFirst();
        byNumber[(int) (oldest.number() % byNumber.length)] = null;
        spare = reuse ? oldest.memory() : null;
    }

    void clear() {
        inOrder.clear();
        spare = null;
        Arrays.fill(byNumber, null);
    }
}
