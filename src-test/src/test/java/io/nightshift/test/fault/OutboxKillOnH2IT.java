package io.nightshift.test.fault;

import io.nightshift.test.server.Place;
import io.nightshift.test.server.ServerProcess;
import io.nightshift.test.server.Shop;
import java.util.Map;

/** Both in the server, in a file each. */
class OutboxKillOnH2IT extends OutboxKillContract {

    @Override
    ServerProcess prepare(Map<String, String> settings) {
        String file = Place.target("servers/outbox-kill-h2/data/h2/shop").toString();
        return new ServerProcess(
                "outbox-kill-h2",
                "standalone-full.xml",
                settings,
                Shop.local(
                        "jdbc:h2:file:" + file + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE;"
                                + "WRITE_DELAY=0;LOCK_TIMEOUT=10000",
                        "h2",
                        "sa"));
    }
}
