package io.nightshift.test.handler;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Leaves a line in a file when it starts and one when it ends, each on the disk before it goes on. */
@Handles(value = "test.effect", description = "Leaves its traces in a file.", queue = "test")
@ApplicationScoped
public class Effect implements JobHandler<Effect.Args, Void> {

    public record Args(
            @NotBlank String file,
            @PositiveOrZero @Max(60_000) long millis,
            /** So many first attempts fail, after their work. */
            @Nullable @PositiveOrZero Integer failures) {}

    @Override
    public Outcome<Void> handle(Args args, JobContext context) throws IOException, InterruptedException {
        record(args, context, "start");
        Pause.cancellable(args.millis(), context);
        record(args, context, "end");
        if (args.failures() != null && context.attempt() <= args.failures()) {
            throw new IllegalStateException("planned failure of attempt " + context.attempt());
        }
        return Outcome.success();
    }

    /** One write of one short line, so that lines of several jobs and servers do not mix. */
    private static void record(Args args, JobContext context, String what) throws IOException {
        String line = context.id() + " " + context.attempt() + " "
                + ProcessHandle.current().pid() + " " + what + " " + System.currentTimeMillis() + "\n";
        try (FileChannel file =
                FileChannel.open(Path.of(args.file()), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            file.force(false);
        }
    }
}
