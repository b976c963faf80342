package io.nightshift.web.console.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.el.ELContext;
import jakarta.el.ELResolver;
import jakarta.el.FunctionMapper;
import jakarta.el.PropertyNotWritableException;
import jakarta.el.VariableMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordResolverTest {

    private record Row(String name, @Nullable Row next) {
        public String getShout() {
            return name.toUpperCase(java.util.Locale.ROOT);
        }
    }

    private final RecordResolver resolver = new RecordResolver();
    private final ELContext context = new ELContext() {
        @Override
        public ELResolver getELResolver() {
            return resolver;
        }

        @Override
        public @Nullable FunctionMapper getFunctionMapper() {
            return null;
        }

        @Override
        public @Nullable VariableMapper getVariableMapper() {
            return null;
        }
    };

    @Test
    void readsAComponent() {
        assertThat(resolver.getValue(context, new Row("a", null), "name")).isEqualTo("a");
        assertThat(context.isPropertyResolved()).isTrue();
    }

    @Test
    void resolvesAComponentThatIsNull() {
        assertThat(resolver.getValue(context, new Row("a", null), "next")).isNull();
        assertThat(context.isPropertyResolved()).isTrue();
    }

    @Test
    void leavesEverythingElseToTheOthers() {
        assertThat(resolver.getValue(context, new Row("a", null), "shout")).isNull();
        assertThat(resolver.getValue(context, "text", "name")).isNull();
        assertThat(resolver.getValue(context, null, "name")).isNull();
        assertThat(context.isPropertyResolved()).isFalse();
    }

    @Test
    void setsNothing() {
        assertThatThrownBy(() -> resolver.setValue(context, new Row("a", null), "name", "b"))
                .isInstanceOf(PropertyNotWritableException.class);
        assertThat(resolver.isReadOnly(context, new Row("a", null), "name")).isTrue();
    }
}
