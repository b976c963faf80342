package io.nightshift.web.console.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A stack trace for people: the root cause first, frames of the platform folded.
 *
 * @param causes the root cause first, what was thrown last
 */
public record StackTrace(List<Cause> causes) {

    private static final List<String> PLATFORM = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "jakarta.",
            "org.jboss.",
            "org.wildfly.",
            "io.undertow.",
            "org.hibernate.",
            "org.apache.activemq.",
            "com.fasterxml.",
            "org.xnio.",
            "org.h2.",
            "org.postgresql.",
            "io.nightshift.engine.");

    /**
     * One exception of the chain.
     *
     * @param head class and message
     */
    public record Cause(String head, List<Frames> frames) {}

    /**
     * Frames that follow each other and belong together.
     *
     * @param platform whether they are of the platform, to be folded
     */
    public record Frames(boolean platform, List<String> lines) {}

    /** Takes the text of {@code Throwable.printStackTrace} apart; text of any other form becomes heads. */
    public static StackTrace parse(String text) {
        List<Cause> causes = new ArrayList<>();
        List<String> head = new ArrayList<>();
        List<String> frames = new ArrayList<>();
        for (String line : text.split("\\R")) {
            boolean frame = line.stripLeading().startsWith("at ")
                    || line.strip().matches("\\.\\.\\. \\d+ (more|common frames omitted)");
            if (frame) {
                frames.add(line.strip());
            } else if (!line.isBlank()) {
                if (!frames.isEmpty()) {
                    causes.add(cause(head, frames));
                    head.clear();
                    frames.clear();
                }
                head.add(line.strip().replaceFirst("^Caused by: ", ""));
            }
        }
        if (!head.isEmpty()) {
            causes.add(cause(head, frames));
        }
        Collections.reverse(causes);
        return new StackTrace(List.copyOf(causes));
    }

    private static Cause cause(List<String> head, List<String> lines) {
        List<Frames> frames = new ArrayList<>();
        List<String> run = new ArrayList<>();
        boolean platform = false;
        for (String line : lines) {
            boolean ofPlatform = platform(line);
            if (!run.isEmpty() && ofPlatform != platform) {
                frames.add(new Frames(platform, List.copyOf(run)));
                run.clear();
            }
            platform = ofPlatform;
            run.add(line);
        }
        if (!run.isEmpty()) {
            frames.add(new Frames(platform, List.copyOf(run)));
        }
        return new Cause(String.join("\n", head), List.copyOf(frames));
    }

    private static boolean platform(String line) {
        if (line.startsWith("...")) {
            return true;
        }
        String frame = line.substring(3);
        int module = frame.indexOf('/');
        // "java.base/java.lang.Thread.run(...)", "deployment.nightshift.ear//io.nightshift...": the class comes last.
        while (module >= 0 && module < frame.indexOf('(')) {
            frame = frame.substring(module + 1);
            module = frame.indexOf('/');
        }
        String name = frame;
        return PLATFORM.stream().anyMatch(name::startsWith);
    }
}
