package io.nightshift.test.faults.load;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** What is asked for, one after the other; the same for the same seed. Safe for use by several callers. */
final class Plan {

    private final String prefix;
    private final String queue;
    private final String effects;
    private final boolean keyed;
    private final Random random;
    private int asked;

    /**
     * @param prefix begins every key
     * @param effects the file that the handlers write to
     * @param keyed whether most jobs have a key, instead of every fourth
     */
    Plan(String prefix, String queue, String effects, boolean keyed, long seed) {
        this.prefix = prefix;
        this.queue = queue;
        this.effects = effects;
        this.keyed = keyed;
        this.random = new Random(seed);
    }

    /** Most are short, every eighth takes 1.5 to 3 s, every tenth fails once, some wait, some have keys. */
    synchronized Request next() {
        int number = asked++;
        Map<String, Object> args = new HashMap<>();
        args.put("file", effects);
        args.put("millis", random.nextInt(8) == 0 ? 1_500 + random.nextInt(1_500) : random.nextInt(60));
        if (random.nextInt(10) == 0) {
            args.put("failures", 1);
        }
        Map<String, Object> fields = new HashMap<>();
        fields.put("queue", queue);
        fields.put("priority", random.nextInt(10));
        if (random.nextInt(12) == 0) {
            fields.put("delay", "PT1S");
        }
        int key = random.nextInt(keyed ? 4 : 12);
        if (key < 2) {
            fields.put("orderingKey", queue + "-" + random.nextInt(6));
            args.put("millis", random.nextInt(120));
        } else if (key == 2) {
            fields.put("concurrencyKey", queue + "-" + random.nextInt(3));
            fields.put("concurrencyLimit", 2);
            args.put("millis", random.nextInt(300));
        }
        return new Request(prefix + "-" + number, args, fields);
    }
}
