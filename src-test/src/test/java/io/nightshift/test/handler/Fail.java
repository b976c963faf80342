package io.nightshift.test.handler;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Fails for good, unless the file it is given exists: an operator repairs the cause and retries. */
@Handles(value = "test.fail", description = "Fails for good, until a file exists.", queue = "test")
@ApplicationScoped
public class Fail implements JobHandler<Fail.Args, Void> {

    public record Args(@Nullable String unlessExists) {}

    @Override
    public Outcome<Void> handle(Args args, JobContext context) {
        String file = args.unlessExists();
        if (file != null && Files.exists(Path.of(file))) {
            return Outcome.success();
        }
        return Outcome.fail("planned failure for good");
    }
}
