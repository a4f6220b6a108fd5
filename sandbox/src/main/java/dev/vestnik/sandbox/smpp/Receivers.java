package dev.vestnik.sandbox.smpp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The sessions that take receipts and texts, in turn. All are of the only system id. */
final class Receivers {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition someone = lock.newCondition();
    private final Deque<Receiver> receivers = new ArrayDeque<>();

    void add(Receiver receiver) {
        lock.lock();
        try {
            receivers.add(receiver);
            someone.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void remove(Receiver receiver) {
        lock.lock();
        try {
            receivers.remove(receiver);
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Receiver next() {
        lock.lock();
        try {
            Receiver receiver = receivers.poll();
            if (receiver != null) {
                receivers.add(receiver);
            }
            return receiver;
        } finally {
            lock.unlock();
        }
    }

    void awaitSomeone() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (receivers.isEmpty()) {
                someone.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
