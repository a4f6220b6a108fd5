package dev.vestnik.sandbox.smpp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jsmpp.session.SMPPServerSession;
import org.jspecify.annotations.Nullable;

/** The sessions that can be told something, in turn. All are of the one system id there is. */
final class Receivers {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition someone = lock.newCondition();
    private final Deque<SMPPServerSession> sessions = new ArrayDeque<>();

    void add(SMPPServerSession session) {
        lock.lock();
        try {
            sessions.add(session);
            someone.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void remove(SMPPServerSession session) {
        lock.lock();
        try {
            sessions.remove(session);
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    SMPPServerSession next() {
        lock.lock();
        try {
            SMPPServerSession session = sessions.poll();
            if (session != null) {
                sessions.add(session);
            }
            return session;
        } finally {
            lock.unlock();
        }
    }

    void awaitSomeone() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (sessions.isEmpty()) {
                someone.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
