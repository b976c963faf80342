package io.nightshift.test.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.test.client.Sender;
import io.nightshift.test.client.User;
import io.nightshift.test.server.Place;
import io.nightshift.test.server.Ports;
import io.nightshift.test.server.ServerProcess;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The port for JMS clients with TLS: the operator's certificate, and nothing for those who do not encrypt. */
class EncryptedMessagesIT {

    private static final String PASSWORD = "only for tests";
    private static final Ports PORTS = Ports.free();

    @SuppressWarnings("NullAway.Init")
    private static Path trusted;

    @SuppressWarnings("NullAway.Init")
    private static Path strange;

    @SuppressWarnings("NullAway.Init")
    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        Path folder = Files.createDirectories(Place.target("keys"));
        Path keys = keyStore(folder.resolve("server.p12"));
        strange = keyStore(folder.resolve("strange.p12"));
        // Holds the certificate as well, and clients look for nothing else in it.
        trusted = keys;
        server = new ServerProcess(
                "encrypted",
                "standalone-full-jms-tls.xml",
                Map.of(
                        "NIGHTSHIFT_JMS_ACCEPTOR", Integer.toString(PORTS.jms()),
                        "NIGHTSHIFT_TLS_KEYSTORE", keys.toString(),
                        "NIGHTSHIFT_TLS_KEYSTORE_PASSWORD", PASSWORD));
        server.start();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static Path keyStore(Path file) throws IOException, InterruptedException {
        Files.deleteIfExists(file);
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "nightshift",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=nightshift",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS) && keytool.exitValue() == 0)
                .as("keytool")
                .isTrue();
        return file;
    }

    private static Sender sender(String parameters) throws JMSException {
        return new Sender(PORTS.jms(), User.SUBMITTER.user(), User.SUBMITTER.password(), parameters, false);
    }

    private static String encrypted(Path trust) {
        return "&sslEnabled=true&verifyHost=true&trustStorePath=" + trust + "&trustStorePassword="
                + PASSWORD.replace(" ", "%20");
    }

    @Test
    void takesMessagesOfAClientThatEncrypts() throws JMSException {
        String tag = "encrypted-" + UUID.randomUUID();

        try (Sender sender = sender(encrypted(trusted))) {
            sender.send("nightshift.submit", session -> BrokerTest.echo(session, tag));
            // The guard stands behind the encryption too.
            assertThatThrownBy(() -> sender.send(
                            "nightshift.submit", session -> BrokerTest.echo(session, tag, "x".repeat(1_800_000))))
                    .hasMessageContaining("at most 3145728");
        }

        BrokerTest.onlyJob(server.as(User.OPERATOR), tag);
    }

    @Test
    void answersNobodyWhoDoesNotEncrypt() {
        assertThatThrownBy(() -> sender("&callTimeout=5000").close()).isInstanceOf(JMSException.class);
    }

    /** That the certificate is the one that the operator gave: others do not fit. */
    @Test
    void showsTheOperatorsCertificate() {
        assertThatThrownBy(() -> sender(encrypted(strange)).close()).isInstanceOf(JMSException.class);
    }
}
