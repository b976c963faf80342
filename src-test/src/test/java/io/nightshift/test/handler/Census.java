package io.nightshift.test.handler;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;

/** Counts what waits without a thread, and the threads of the server. */
@Handles(value = "test.census", description = "Counts waiting jobs and threads.", queue = "test")
@ApplicationScoped
public class Census implements JobHandler<Census.Args, Census.Result> {

    public record Args() {}

    public record Result(int waiting, int threads) {}

    @Override
    public Outcome<Result> handle(Args args, JobContext context) {
        return Outcome.success(new Result(
                Wait.LIVING.get(), ManagementFactory.getThreadMXBean().getThreadCount()));
    }
}
