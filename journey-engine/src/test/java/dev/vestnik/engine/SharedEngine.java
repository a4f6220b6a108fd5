package dev.vestnik.engine;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes the one {@link RunningEngine} of their JVM, or only the {@link Cluster} that it runs on. Both live as long as the launcher's
 * session: Surefire, with two JVMs, executes each class by itself, and closes the root's store after each.
 */
public final class SharedEngine implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedEngine.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningEngine.class || type == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
        Cluster cluster = store.computeIfAbsent(Cluster.class, type -> new Cluster(), Cluster.class);
        return parameter.getParameter().getType() == Cluster.class
                ? cluster
                : store.computeIfAbsent(
                        RunningEngine.class, type -> new RunningEngine(cluster, ""), RunningEngine.class);
    }
}
