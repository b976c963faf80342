package io.nightshift.engine.boot;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Exceptions that do not let themselves be described. */
@SuppressWarnings({"NullAway", "serial"}) // Breaking promises is what they are for.
enum HostileException {
    MESSAGE_THROWS_ASSERTION_ERROR(() -> new Asked(Question.MESSAGE, () -> {
        throw new AssertionError("no message");
    })),
    MESSAGE_OVERFLOWS_THE_STACK(() -> new Asked(Question.MESSAGE, HostileException::overflow)),
    MESSAGE_THROWS_OUT_OF_MEMORY(() -> new Asked(Question.MESSAGE, () -> {
        throw new OutOfMemoryError("no memory for a message");
    })),
    MESSAGE_THROWS_THREAD_DEATH(() -> new Asked(Question.MESSAGE, () -> {
        throw death();
    })),
    MESSAGE_THROWS_WHAT_CANNOT_BE_DESCRIBED(() -> new Asked(Question.MESSAGE, () -> {
        throw sneaky(MESSAGE_THROWS_ASSERTION_ERROR.make());
    })),
    MESSAGE_IS_HUGE(() -> new Exception("m".repeat(50_000_000))),
    LOCALIZED_MESSAGE_THROWS_LINKAGE_ERROR(() -> new Asked(Question.LOCALIZED, () -> {
        throw new LinkageError("no localized message");
    })),
    TEXT_THROWS_NO_CLASS_DEF_FOUND(() -> new Asked(Question.TEXT, () -> {
        throw new NoClassDefFoundError("com/acme/Gone");
    })),
    TEXT_IS_NULL(() -> new Asked(Question.TEXT, () -> null)),
    TRACE_CANNOT_BE_PRINTED(() -> new Asked(Question.PRINT, () -> {
        throw new NoClassDefFoundError("com/acme/Gone");
    })),
    FRAMES_THROW(() -> new Asked(Question.FRAMES, () -> {
        throw new LinkageError("no frames");
    })),
    FRAMES_ARE_NULL(() -> new Asked(Question.FRAMES, () -> null)),
    CAUSE_THROWS(() -> new Asked(Question.CAUSE, () -> {
        throw new AssertionError("no cause");
    })),
    CAUSE_OF_A_COMPLETION_THROWS(() -> new CompletionException("wrapped", null) {
        @Override
        public Throwable getCause() {
            throw new AssertionError("no cause");
        }
    }),
    CAUSES_OF_A_COMPLETION_HAVE_NO_END(() -> new EndlessCompletion()),
    CAUSES_HAVE_NO_END(() -> new EndlessCauses()),
    FIFTY_THOUSAND_CAUSES(() -> {
        Exception last = new Exception("level");
        for (int i = 0; i < 50_000; i++) {
            last = new Exception("level", last);
        }
        return last;
    }),
    THOUSANDS_SUPPRESSED(() -> {
        Exception first = new Exception("first");
        for (int i = 0; i < 5_000; i++) {
            first.addSuppressed(new Exception("suppressed"));
        }
        return first;
    }),
    SUPPRESSED_IN_EACH_OTHER(() -> {
        Exception last = new Exception("innermost");
        for (int i = 0; i < 20_000; i++) {
            Exception next = new Exception("level");
            next.addSuppressed(last);
            last = next;
        }
        return last;
    }),
    SUPPRESSED_CANNOT_BE_DESCRIBED(() -> {
        Exception first = new Exception("first");
        first.addSuppressed(MESSAGE_OVERFLOWS_THE_STACK.make());
        first.addSuppressed(CAUSE_THROWS.make());
        return first;
    }),
    AN_ERROR(() -> new StackOverflowError()),
    DEATH_OF_THE_THREAD(HostileException::death);

    /** What an exception is asked. */
    private enum Question {
        MESSAGE,
        LOCALIZED,
        TEXT,
        PRINT,
        FRAMES,
        CAUSE
    }

    private final Supplier<Throwable> maker;

    HostileException(Supplier<Throwable> maker) {
        this.maker = maker;
    }

    Throwable make() {
        return maker.get();
    }

    /** Throws it, whatever it is. */
    <T> T rise() {
        throw sneaky(make());
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // That is the trick.
    static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @SuppressWarnings("InfiniteRecursion")
    private static String overflow() {
        return overflow() + "!";
    }

    @SuppressWarnings({"removal", "deprecation"})
    private static ThreadDeath death() {
        return new ThreadDeath();
    }

    /** Answers one question with an answer of its own. */
    private static final class Asked extends RuntimeException {

        private final transient Question question;
        private final transient Supplier<@Nullable String> answer;

        Asked(Question question, Supplier<@Nullable String> answer) {
            super("a message");
            this.question = question;
            this.answer = answer;
        }

        @Override
        public String getMessage() {
            return question == Question.MESSAGE ? answer.get() : super.getMessage();
        }

        @Override
        public String getLocalizedMessage() {
            return question == Question.LOCALIZED ? answer.get() : super.getLocalizedMessage();
        }

        @Override
        public String toString() {
            return question == Question.TEXT ? answer.get() : super.toString();
        }

        @Override
        public void printStackTrace(PrintStream stream) {
            print();
        }

        @Override
        public void printStackTrace(PrintWriter writer) {
            print();
        }

        private void print() {
            if (question == Question.PRINT) {
                String unused = answer.get();
            }
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            if (question == Question.FRAMES) {
                String unused = answer.get();
                return null;
            }
            return super.getStackTrace();
        }

        @Override
        public synchronized Throwable getCause() {
            if (question == Question.CAUSE) {
                String unused = answer.get();
            }
            return super.getCause();
        }
    }

    private static final class EndlessCauses extends Exception {
        @Override
        public synchronized Throwable getCause() {
            return new EndlessCauses();
        }
    }

    private static final class EndlessCompletion extends CompletionException {
        @Override
        public Throwable getCause() {
            return new EndlessCompletion();
        }
    }
}
