package io.nightshift.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.store.audit.AuditStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditTrailTest {

    private final List<@Nullable Object> written = new ArrayList<>();
    private final AuditTrail trail = new AuditTrail(MemoryStores.proxy(AuditStore.class, (method, args) -> {
        written.add(args[4]);
        written.add(args[5]);
        return null;
    }));

    record Setting(
            String name,
            @Nullable Duration period,
            @JsonRawValue String args) {}

    @Test
    void writesWhatWasAndWhatIsAsJson() {
        trail.changed("ann", "x.put", "x", null, new Setting("a", Duration.ofSeconds(90), "{\"n\":1.10}"), null);

        assertThat(written).containsExactly(null, "{\"name\":\"a\",\"period\":\"PT1M30S\",\"args\":{\"n\":1.10}}");
    }

    @Test
    void cutsWhatIsTooLongToKeepAndStaysJson() {
        trail.changed("ann", "x.put", "x", new Setting("a", null, "\"" + "\\u0001".repeat(5_000) + "\""), null, null);

        String before = String.valueOf(written.get(0));
        assertThat(before)
                .hasSizeLessThanOrEqualTo(16_000)
                .startsWith("{\"tooLongToKeep\":")
                .endsWith("\"}");
        assertThat(written.get(1)).isNull();
    }
}
