package io.nightshift.test.handler;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Answers with what it was given. */
@Handles(value = "test.echo", description = "Answers with what it was given.", queue = "test")
@ApplicationScoped
public class Echo implements JobHandler<Echo.Args, Echo.Result> {

    public record Args(@NotBlank @Size(max = 100_000) String text) {}

    public record Result(String text, int attempt) {}

    @Override
    public Outcome<Result> handle(Args args, JobContext context) {
        context.log(JobContext.LogLevel.INFO, "echo of " + args.text().length() + " characters");
        return Outcome.success(new Result(args.text(), context.attempt()));
    }
}
