package dev.vestnik.sandbox.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sandbox.RunningSandbox;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Returned e-mails in a mailbox that a mail program opens. */
class ReturnMailboxTest {

    @Test
    void keepsReturnedEmailsForTheShop(@TempDir Path directory) throws Exception {
        try (RunningSandbox sandbox = RunningSandbox.in(directory, "vestnik.sandbox.imap.port=0")) {
            assertThat(sandbox.get("/ports").path("imap").asInt())
                    .isEqualTo(sandbox.ports().imap());
            sandbox.behave("{\"channel\": \"smtp\", \"receiptDelay\": 1, \"failedReceiptRate\": 1}");
            deliver(sandbox);
            await().until(() -> mails(sandbox).size() == 1);
            assertThat(mails(sandbox).getFirst()).contains("Action: failed", "Status: 5.1.1", "rfc822; b@example.org");
            sandbox.behave("{\"channel\": \"smtp\", \"receiptDelay\": 1, \"complaintRate\": 1}");
            deliver(sandbox);
            await().until(() -> mails(sandbox).size() == 2);
            assertThat(mails(sandbox).getLast()).contains("Feedback-Type: abuse");
        }
    }

    @Test
    void opensNoMailboxUnlessItIsAskedFor(@TempDir Path directory) {
        try (RunningSandbox sandbox = RunningSandbox.in(directory)) {
            assertThat(sandbox.ports().imap()).isNull();
        }
    }

    private static List<String> mails(RunningSandbox sandbox) throws MessagingException, IOException {
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", sandbox.ports().imap(), "bounces", "vestnik");
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                List<String> mails = new ArrayList<>();
                for (Message mail : inbox.getMessages()) {
                    mails.add(new String(mail.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                }
                return mails;
            }
        }
    }

    private static void deliver(RunningSandbox sandbox) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", sandbox.ports().smtp())) {
            socket.getOutputStream()
                    .write(("EHLO me\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n"
                                    + "Subject: hi\r\n\r\nit works\r\n.\r\nQUIT\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }
}
