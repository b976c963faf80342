package io.nightshift.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineConfigTest {

    @Test
    void hasDefaultsThatFit() {
        EngineConfig config = EngineConfig.from(new Settings(name -> null, name -> null));

        assertThat(config.slots()).isEqualTo(32);
        assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void takesPropertyBeforeEnvironment() {
        Map<String, String> properties = Map.of("nightshift.slots", "5");
        Map<String, String> environment = Map.of("NIGHTSHIFT_SLOTS", "6", "NIGHTSHIFT_POLL_MIN", "250ms");

        EngineConfig config = EngineConfig.from(new Settings(properties::get, environment::get));

        assertThat(config.slots()).isEqualTo(5);
        assertThat(config.pollMin()).hasMillis(250);
    }

    @Test
    void readsDurationsInBothForms() {
        Map<String, String> properties = Map.of("nightshift.lease", "2m", "nightshift.drain", "PT20S");

        EngineConfig config = EngineConfig.from(new Settings(properties::get, name -> null));

        assertThat(config.lease()).hasMinutes(2);
        assertThat(config.drain()).hasSeconds(20);
    }

    @Test
    void namesEverythingThatIsWrong() {
        Map<String, String> properties = Map.of(
                "nightshift.slots", "many",
                "nightshift.lease", "1s",
                "nightshift.retry.base", "2h",
                "nightshift.retry.max", "1h");

        assertThatThrownBy(() -> EngineConfig.from(new Settings(properties::get, name -> null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nightshift.slots must be a whole number from 1 to 10000, was 'many'")
                .hasMessageContaining("nightshift.lease must be a duration from 3s to 1h")
                .hasMessageContaining("nightshift.retry.base must not exceed nightshift.retry.max");
    }

    @Test
    void refusesMoreSlotsThanThereAreThreadsAndNamesBoth() {
        Map<String, String> properties = Map.of("nightshift.slots", "300");

        assertThatThrownBy(() -> EngineConfig.from(new Settings(properties::get, name -> null)))
                .hasMessageContaining("nightshift.slots (300) must not exceed nightshift.threads (256)");
        assertThat(EngineConfig.from(new Settings(
                                Map.of("nightshift.slots", "300", "nightshift.threads", "301")::get, name -> null))
                        .slots())
                .isEqualTo(300);
    }

    @Test
    void aLoopMayBeSilentForLongerThanAnyWaitTakes() {
        EngineConfig usual = EngineConfig.from(new Settings(name -> null, name -> null));

        assertThat(usual.silence()).isGreaterThan(usual.lease());
    }
}
