package dev.vestnik.email.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.junit.jupiter.api.Test;

class FolderNewsTest {
    private final FolderNews news = new FolderNews(Duration.ofMinutes(5));

    /** Ends the wait before IDLE is on the wire, so that only a later command reaches it. */
    private final class LateFolder extends IMAPFolder {
        private final Semaphore commands = new Semaphore(0);
        private boolean woken;

        LateFolder() throws MessagingException {
            super(
                    "INBOX",
                    '/',
                    (IMAPStore) Session.getInstance(new Properties()).getStore("imap"),
                    false);
        }

        @Override
        public void idle(boolean once) throws MessagingException {
            news.end();
            try {
                woken = commands.tryAcquire(2, 20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new MessagingException("interrupted", e);
            }
        }

        @Override
        public Object doCommand(ProtocolCommand command) {
            commands.release();
            return true;
        }
    }

    @Test
    void endsAWaitThatIsJustBeginning() throws Exception {
        LateFolder folder = new LateFolder();
        news.await(folder, Duration.ofMinutes(5));
        assertThat(folder.woken).isTrue();
    }
}
