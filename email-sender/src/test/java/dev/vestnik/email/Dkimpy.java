package dev.vestnik.email;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Python's dkimpy (Debian: python3-dkim, python3-nacl), a verifier that nobody here wrote. */
final class Dkimpy {
    private static final String VERIFY = """
            import dkim, sys
            names, values = sys.argv[2::2], sys.argv[3::2]
            keys = {(name + '.').encode(): value.encode() for name, value in zip(names, values)}
            mail = dkim.DKIM(open(sys.argv[1], 'rb').read())
            for number in range(len(keys)):
                print(mail.verify(number, dnsfunc=lambda name, **_: keys[name if name.endswith(b'.') else name + b'.']))
            """;

    /** Debian's own Python, which has Debian's packages, before any other. */
    private static final String PYTHON =
            Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";

    private Dkimpy() {}

    static boolean isHere() throws InterruptedException {
        try {
            System.out.println("peer: " + Program.run(List.of(PYTHON, "-c", """
                    import dkim, nacl, platform
                    from importlib.metadata import version
                    print('dkimpy', version('dkimpy'), 'PyNaCl', nacl.__version__, 'Python', platform.python_version())
                    """)));
            return true;
        } catch (IOException absent) {
            return false;
        }
    }

    /** Its verdicts, one for each signature. */
    static List<String> verdicts(Path mail, DkimPair keys) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON, "-c", VERIFY, mail.toString()));
        keys.records().forEach((name, record) -> command.addAll(List.of(name, record)));
        return Program.run(command).lines().toList();
    }

    static List<String> verdicts(byte[] mail, Path directory, DkimPair keys) throws IOException, InterruptedException {
        return verdicts(Files.write(directory.resolve("mail.eml"), mail), keys);
    }
}
