package dev.vestnik.engine.streams;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/** The clients of an engine. A stream thread sees a leap of the clock when it polls, and ends before or after a commit when it is asked to. */
record LeapingClients(KafkaClientSupplier clients, LeapingTime time, Crashes crashes) implements KafkaClientSupplier {
    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return clients.getAdmin(config);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        Producer<byte[], byte[]> producer = clients.getProducer(config);
        return proxy(Producer.class, (method, arguments) -> {
            boolean commits = method.getName().equals("commitTransaction");
            if (commits) {
                crashes.come(Crashes.Moment.BEFORE_COMMIT);
            }
            Object answer = call(producer, method, arguments);
            if (commits) {
                crashes.come(Crashes.Moment.AFTER_COMMIT);
            }
            return answer;
        });
    }

    @Override
    @SuppressWarnings("unchecked")
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        Consumer<byte[], byte[]> consumer = clients.getConsumer(config);
        return proxy(Consumer.class, (method, arguments) -> {
            if (method.getName().equals("poll")) {
                time.look();
            }
            return call(consumer, method, arguments);
        });
    }

    private interface Calls {
        @Nullable
        Object of(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                LeapingClients.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> calls.of(method, arguments)));
    }

    private static @Nullable Object call(Object client, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return clients.getRestoreConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return clients.getGlobalConsumer(config);
    }
}
