package io.nightshift.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one class. They stand in a file beside it: {@code Gates.sql} for {@code Gates}. A statement begins behind a
 * line {@code -- name: words-with-hyphens}, ends with a semicolon, and has parameters {@code :like_this}.
 *
 * <p>A class takes its statements when it is loaded, with the names of the parameters it will bind; one that is not there or has
 * other parameters keeps the class from being loaded. {@code store.boot} loads them all when the application starts.
 */
public final class SqlFile {

    private static final Pattern HEADER = Pattern.compile("-- name: ([a-z0-9]+(?:-[a-z0-9]+)*)");
    private static final Map<Class<?>, SqlFile> OPEN = new ConcurrentHashMap<>();

    private final String path;
    private final Map<String, String> sources;
    private final Map<String, Sql> declared = new LinkedHashMap<>();
    private final Set<String> used = new TreeSet<>();

    private SqlFile(String path, Map<String, String> sources) {
        this.path = path;
        this.sources = sources;
    }

    /**
     * The file of a class.
     *
     * @throws IllegalStateException if there is none, or it cannot be split into statements
     */
    public static SqlFile of(Class<?> owner) {
        String path = owner.getName().replace('.', '/') + ".sql";
        SqlFile file = new SqlFile(path, split(path, read(owner, path)));
        OPEN.put(owner, file);
        return file;
    }

    /** What a class that is loaded has taken; null if it has no file. */
    public static @Nullable SqlFile taken(Class<?> owner) {
        return OPEN.get(owner);
    }

    /**
     * Takes a statement.
     *
     * @param parameters that will be bound: exactly those that the statement has, best in the order in which they will be
     * @throws IllegalStateException if it is not there, or has other parameters; the message names file, statement, parameter
     */
    public synchronized Sql statement(String name, String... parameters) {
        Sql sql = Sql.of(where(name), source(name), parameters);
        declared.put(name, sql);
        return sql;
    }

    /** Takes a statement of which some lines are left out for some callers. */
    public synchronized SqlVariants variants(String name, String... flags) {
        return new SqlVariants(where(name), source(name), flags, (variant, sql) -> declared.put(name + variant, sql));
    }

    /** The statements that were taken, with their variants. */
    public synchronized List<Sql> statements() {
        return List.copyOf(declared.values());
    }

    /** The names of statements in the file that its class has not taken. */
    public synchronized Set<String> untaken() {
        Set<String> rest = new TreeSet<>(sources.keySet());
        rest.removeAll(used);
        return rest;
    }

    /** Its path. */
    @Override
    public String toString() {
        return path;
    }

    private String source(String name) {
        String source = sources.get(name);
        if (source == null) {
            throw new IllegalStateException(path + " has no statement " + name + "; it has " + sources.keySet());
        }
        used.add(name);
        return source;
    }

    private String where(String name) {
        return path + ", statement " + name;
    }

    private static String read(Class<?> owner, String path) {
        try (InputStream file = owner.getResourceAsStream(owner.getSimpleName() + ".sql")) {
            if (file == null) {
                throw new IllegalStateException(
                        "There is no file " + path + " with the statements of " + owner.getName());
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + path, e);
        }
    }

    static Map<String, String> split(String path, String content) {
        Map<String, StringBuilder> statements = new LinkedHashMap<>();
        StringBuilder current = null;
        for (String line : content.split("\r?\n", -1)) {
            Matcher header = HEADER.matcher(line.stripTrailing());
            if (header.matches()) {
                current = new StringBuilder();
                if (statements.put(header.group(1), current) != null) {
                    throw new IllegalStateException(path + " has two statements " + header.group(1));
                }
            } else if (line.startsWith("-- name:")) {
                throw new IllegalStateException(path + ": no name of a statement: " + line);
            } else if (current != null) {
                current.append(line).append('\n');
            } else if (!line.isBlank() && !line.startsWith("--")) {
                throw new IllegalStateException(path + ": stands before the first -- name: " + line);
            }
        }
        Map<String, String> sources = new LinkedHashMap<>();
        statements.forEach((name, source) -> sources.put(name, source.toString()));
        return sources;
    }
}
