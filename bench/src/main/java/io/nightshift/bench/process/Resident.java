package io.nightshift.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory a process has in use, as Linux tells it. */
public final class Resident {

    private static final Pattern LINE = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final double KILO = 1024;

    private Resident() {}

    /** Whether this machine tells. */
    public static boolean isKnown() {
        return Files.exists(status("self"));
    }

    /** Megabytes (of 1024 × 1024) of a process. */
    public static double megabytes(long pid) throws IOException {
        for (String line : Files.readAllLines(status(Long.toString(pid)))) {
            Matcher found = LINE.matcher(line);
            if (found.matches()) {
                return Long.parseLong(found.group(1)) / KILO;
            }
        }
        throw new IOException("Process " + pid + " has no VmRSS");
    }

    private static Path status(String process) {
        return Path.of("/proc", process, "status");
    }
}
