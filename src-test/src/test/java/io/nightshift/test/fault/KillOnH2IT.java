package io.nightshift.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.test.server.ServerProcess;
import java.util.Map;

/** On the embedded database, in its file. */
class KillOnH2IT extends KillContract {

    @Override
    ServerProcess prepare() {
        ServerProcess server = new ServerProcess("kill-h2", "standalone-full.xml", Map.of());
        assertThat(server.log()).doesNotExist();
        return server;
    }
}
