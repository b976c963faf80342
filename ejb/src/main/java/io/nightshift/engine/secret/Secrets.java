package io.nightshift.engine.secret;

/** The secrets of this node. Safe for concurrent use. */
public interface Secrets {

    /**
     * Reads one.
     *
     * @param name as it stands in {@code {"$secret": "name"}}
     * @param type the job type that wants it
     * @throws SecretException if there is none, or not for this type, or it cannot be trusted
     */
    String text(String name, String type);
}
