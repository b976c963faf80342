package io.nightshift.store.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement of which each caller needs only some lines. In the file stands the whole of it; marks at the ends of lines tell what
 * is left out:
 *
 * <ul>
 *   <li>{@code … -- needs: keys times}: the line is there for callers with all of these;
 *   <li>{@code … -- without keys: from u n}: callers without them get this line instead.
 * </ul>
 *
 * <p>Every variant is made and checked when the statement is loaded, so choosing one costs an index into an array.
 */
public final class SqlVariants {

    private static final Pattern NEEDS = Pattern.compile("(.*?)\\s*-- needs: ([a-z ]+)");
    private static final Pattern WITHOUT = Pattern.compile("(.*?)\\s*-- without ([a-z]+): (.*)");

    private final String where;
    private final String source;
    private final List<String> flags;
    private final BiConsumer<String, Sql> made;

    SqlVariants(String where, String source, String[] flags, BiConsumer<String, Sql> made) {
        this.where = where;
        this.source = source;
        this.flags = List.of(flags);
        this.made = made;
    }

    /**
     * All variants; the first flag is the lowest bit of the index.
     *
     * @param parameters that each will be given
     */
    public Sql[] declare(IntFunction<String[]> parameters) {
        Sql[] variants = new Sql[1 << flags.size()];
        for (int bits = 0; bits < variants.length; bits++) {
            String name = " " + has(bits);
            variants[bits] = Sql.of(where + name, variant(bits), parameters.apply(bits));
            made.accept(name, variants[bits]);
        }
        return variants;
    }

    private List<String> has(int bits) {
        List<String> has = new ArrayList<>();
        for (int i = 0; i < flags.size(); i++) {
            if ((bits & 1 << i) != 0) {
                has.add(flags.get(i));
            }
        }
        return has;
    }

    private String variant(int bits) {
        List<String> has = has(bits);
        StringBuilder lines = new StringBuilder();
        for (String line : source.split("\n", -1)) {
            lines.append(line(line, has)).append('\n');
        }
        return lines.toString();
    }

    private String line(String line, List<String> has) {
        Matcher needs = NEEDS.matcher(line);
        if (needs.matches()) {
            List<String> wanted = known(Arrays.asList(needs.group(2).strip().split(" +")));
            return has.containsAll(wanted) ? needs.group(1) : "";
        }
        Matcher without = WITHOUT.matcher(line);
        if (without.matches()) {
            return has.containsAll(known(List.of(without.group(2)))) ? without.group(1) : without.group(3);
        }
        return line;
    }

    private List<String> known(List<String> wanted) {
        if (!flags.containsAll(wanted)) {
            throw new IllegalStateException(where + ": of " + wanted + " some are none of " + flags);
        }
        return wanted;
    }
}
