package io.nightshift.test.handler;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;

/** Fails with exceptions that do not let themselves be described, or answers with texts that are none. */
@Handles(value = "test.unsayable", description = "Ends as no handler should.", queue = "test")
@ApplicationScoped
public class Unsayable implements JobHandler<Unsayable.Args, Map<String, String>> {

    public record Args(String how) {}

    @Override
    public Outcome<Map<String, String>> handle(Args args, JobContext context) throws Exception {
        switch (args.how()) {
            case "message" -> throw new SilentException();
            case "trace" -> throw new TracelessException();
            case "causes" -> throw nested();
            default -> {
                context.log(JobContext.LogLevel.INFO, "half \ud83d and \u0000");
                return Outcome.success(Map.of("text", "a\ud800b", "key\udc00", "whole \ud83d\ude00"));
            }
        }
    }

    /** A chain that no recursion gets through. */
    static Exception nested() {
        Exception last = new Exception("level");
        for (int i = 0; i < 50_000; i++) {
            last = new Exception("level", last);
        }
        return last;
    }

    private static final class SilentException extends Exception {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            return Objects.requireNonNull(overflow());
        }

        @SuppressWarnings("InfiniteRecursion") // the stack overflows, as with a message that names itself
        private static String overflow() {
            return overflow() + "!";
        }
    }

    private static final class TracelessException extends Exception {
        private static final long serialVersionUID = 1L;

        TracelessException() {
            super("no trace of it");
        }

        @Override
        public void printStackTrace(PrintWriter writer) {
            throw new NoClassDefFoundError("com/acme/Gone");
        }
    }
}
