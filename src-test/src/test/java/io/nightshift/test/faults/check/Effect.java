package io.nightshift.test.faults.check;

/**
 * A line of the receiver's own log: a handler began or ended its work. The log's order is the order of events.
 *
 * @param process the id of the server's process
 * @param at in milliseconds of this machine's clock
 */
public record Effect(String job, int attempt, long process, boolean start, long at) {

    /** Reads {@code job attempt process start|end milliseconds}. */
    public static Effect of(String line) {
        String[] words = line.split(" ", -1);
        return new Effect(
                words[0],
                Integer.parseInt(words[1]),
                Long.parseLong(words[2]),
                words[3].equals("start"),
                Long.parseLong(words[4]));
    }
}
