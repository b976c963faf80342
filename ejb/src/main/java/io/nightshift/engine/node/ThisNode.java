package io.nightshift.engine.node;

/** What this server is called. A CDI bean. */
public interface ThisNode {

    /** Its name for people, such as {@code nightshift-1}; unique enough to tell nodes apart. */
    String name();

    /** Whether it holds its lease and takes jobs. */
    boolean active();
}
