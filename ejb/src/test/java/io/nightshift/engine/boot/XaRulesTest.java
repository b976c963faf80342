package io.nightshift.engine.boot;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.engine.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class XaRulesTest {

    private static final String XA = "nightshift.db.xa";
    private static final String NAME = "jboss.tx.node.id";

    @Test
    void asksNothingUnlessItIsWanted() {
        for (Map<String, String> settings : java.util.List.of(Map.<String, String>of(), Map.of(XA, "false"))) {
            assertThatCode(() -> XaRules.check(settings(settings), () -> {
                        throw new AssertionError("The database was asked");
                    }))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void wantsADatabaseThatPreparesAndANameOfItsOwn() {
        assertThatCode(() -> XaRules.check(settings(Map.of(XA, "true", NAME, "ns-1")), () -> 20))
                .doesNotThrowAnyException();

        assertThatThrownBy(() -> XaRules.check(settings(Map.of(XA, "true")), () -> 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("max_prepared_transactions", "-Djboss.tx.node.id");
        assertThatThrownBy(() -> XaRules.check(settings(Map.of(XA, "true", NAME, "1")), () -> 20))
                .hasMessageContaining("-Djboss.tx.node.id")
                .hasMessageNotContaining("max_prepared_transactions");
        assertThatThrownBy(() -> XaRules.check(settings(Map.of(XA, "yes", NAME, "ns-1")), () -> 20))
                .hasMessageContaining("must be true or false, was 'yes'");
    }

    private static Settings settings(Map<String, String> properties) {
        return new Settings(properties::get, name -> null);
    }
}
