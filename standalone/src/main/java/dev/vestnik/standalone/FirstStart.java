package dev.vestnik.standalone;

import dev.vestnik.standalone.command.CommandFailedException;
import dev.vestnik.standalone.installation.DataDirectory;
import dev.vestnik.standalone.installation.Installation;
import dev.vestnik.standalone.installation.OwnerOnly;
import dev.vestnik.standalone.installation.Ports;
import java.nio.file.Path;

/**
 * Starts everything once on free ports and ends as soon as it is ready: the launcher's build runs it, so that the JVM leaves a cache of the
 * classes that a start loads. Each later command loads them from there.
 */
final class FirstStart {
    private FirstStart() {}

    /** @param arguments a throw-away directory */
    public static void main(String[] arguments) throws InterruptedException {
        OwnerOnly.fromNowOn();
        DataDirectory directory = DataDirectory.at(Path.of(arguments[0]));
        Vestnik.logInto(directory);
        try {
            Installation installation = new Installation(directory, Ports.free(), true);
            installation.start();
            installation.close();
            System.exit(0);
        } catch (CommandFailedException e) {
            System.err.println("vestnik: " + e.getMessage());
            System.exit(1);
        }
    }
}
