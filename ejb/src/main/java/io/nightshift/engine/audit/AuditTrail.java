package io.nightshift.engine.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.nightshift.store.audit.AuditStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@link Trail} in the container's transactions. */
@ApplicationScoped
@Transactional
public class AuditTrail implements Trail {

    private static final int LONGEST = 16_000;
    private static final int KEPT = 7_000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private final AuditStore audit;

    /** Records into a store. */
    @Inject
    public AuditTrail(AuditStore audit) {
        this.audit = audit;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected AuditTrail() {
        this(null);
    }

    @Override
    public <T> T act(Supplier<T> act) {
        return act.get();
    }

    @Override
    public void add(String by, String action, String target, @Nullable String detail) {
        audit.add(by, action, target, detail);
    }

    @Override
    public void changed(
            String by,
            String action,
            String target,
            @Nullable Object before,
            @Nullable Object after,
            @Nullable String detail) {
        audit.add(by, action, target, detail, json(before), json(after));
    }

    /** What is too long to be kept is told by its beginning, in JSON that is whole all the same. */
    private static @Nullable String json(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            String text = JSON.writeValueAsString(value);
            return text.length() <= LONGEST
                    ? text
                    : JSON.writeValueAsString(Map.of("tooLongToKeep", text.substring(0, KEPT)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A record of ours cannot be written as JSON", impossible);
        }
    }
}
