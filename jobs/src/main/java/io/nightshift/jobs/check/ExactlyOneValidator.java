package io.nightshift.jobs.check;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.lang.reflect.RecordComponent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks {@link ExactlyOne}. */
public class ExactlyOneValidator implements ConstraintValidator<ExactlyOne, Record> {

    private Set<String> names = Set.of();

    @Override
    public void initialize(ExactlyOne constraint) {
        names = Set.of(constraint.value());
    }

    @Override
    public boolean isValid(@Nullable Record value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        int given = 0;
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            if (names.contains(component.getName()) && read(component, value) != null) {
                given++;
            }
        }
        return given == 1;
    }

    private static @Nullable Object read(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("@ExactlyOne needs a public record, not " + value.getClass(), e);
        }
    }
}
