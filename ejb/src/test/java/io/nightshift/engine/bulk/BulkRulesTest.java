package io.nightshift.engine.bulk;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkFilter;
import io.nightshift.api.client.InvalidJobException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud800", "a\udc00", "a\nb", "\u200b", " "})
    void namesTheFieldWhoseTextNothingCanHave(String text) {
        refused("filter.type", new BulkFilter(null, text, null, null, null, null, null, null));
        refused("filter.queue", new BulkFilter(null, null, text, null, null, null, null, null));
        refused("filter.tenant", new BulkFilter(null, null, null, text, null, null, null, null));
        refused("filter.tag", new BulkFilter(null, null, null, null, text, null, null, null));
        refused("filter.text", new BulkFilter(null, null, null, null, null, text, null, null));
    }

    @Test
    void boundsTheTimesOfAFilter() {
        refused("filter.from", new BulkFilter(null, null, null, null, null, null, Instant.MIN, null));
        refused("filter.to", new BulkFilter(null, null, null, null, null, null, null, Instant.MAX));
        assertThatCode(() -> BulkRules.check(
                        BulkAction.RETRY,
                        new BulkFilter(null, null, null, null, null, null, Instant.EPOCH, Instant.EPOCH)))
                .doesNotThrowAnyException();
    }

    private static void refused(String field, BulkFilter filter) {
        assertThatThrownBy(() -> BulkRules.check(BulkAction.RETRY, filter))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageStartingWith(field + ": ");
    }
}
