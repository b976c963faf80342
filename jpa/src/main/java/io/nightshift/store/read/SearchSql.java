package io.nightshift.store.read;

/** What a search says in another way on each database. */
public interface SearchSql {

    /**
     * The ids of the next ready jobs between {@code :low} and {@code :high}.
     *
     * @param ofQueue only those of {@code :queue}
     * @param order {@code asc} or {@code desc}
     * @param limit at most this many
     */
    String ready(boolean ofQueue, String order, int limit);

    /** Whether the jobs of a tenant are found by an index. */
    boolean findsTenants();

    /** That a column is like {@code :text}, which is ASCII in small letters, whatever the case of its own letters. */
    String likeAscii(String column);

    /** Whether Hibernate's {@code array_intersects} is an operator of the database's. */
    boolean intersectsArrays();
}
