package io.nightshift.engine.access;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may submit something. Administrators always may, whether they are named or not: they could name themselves.
 *
 * @param roles each of which allows it, by {@link Role#word}
 * @param users whom it is allowed to by name
 */
public record Submitters(Set<String> roles, Set<String> users) {

    /** The most users of one rule. */
    public static final int MOST_USERS = 100;

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,100}");

    /**
     * Checks a rule that somebody wrote; a user in it need not exist yet.
     *
     * @throws InvalidJobException if a role is none that submits, or a user's name cannot be one
     */
    public static Submitters of(Collection<String> roles, Collection<String> users) {
        Set<String> known = words();
        List<Violation> found = new ArrayList<>();
        if (!known.containsAll(roles)) {
            found.add(new Violation("roles", "are some of " + known + ", were " + new TreeSet<>(roles)));
        }
        if (users.size() > MOST_USERS) {
            found.add(new Violation("users", "are " + MOST_USERS + " at most; give them a role instead"));
        }
        if (!users.stream().allMatch(user -> USER.matcher(user).matches())) {
            found.add(new Violation("users", "are names of 1 to 100 characters of a-z A-Z 0-9 . _ - @"));
        }
        if (!found.isEmpty()) {
            throw new InvalidJobException(found);
        }
        return new Submitters(Set.copyOf(roles), Set.copyOf(users));
    }

    /** The roles that submit jobs at all. */
    public static Set<String> words() {
        return Act.SUBMIT_JOBS.roles().stream().map(Role::word).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether somebody of this name with these roles is among them. */
    public boolean allow(String name, Set<String> has) {
        return users.contains(name)
                || has.contains(Role.ADMIN.word())
                || roles.stream().anyMatch(has::contains);
    }

    /** For people who were refused: whom to ask to be made. */
    String words(String what) {
        String named = Stream.concat(
                        roles.stream().sorted(),
                        Stream.concat(
                                roles.contains(Role.ADMIN.word()) ? Stream.empty() : Stream.of(Role.ADMIN.word()),
                                users.isEmpty() ? Stream.empty() : Stream.of("certain users")))
                .collect(Collectors.joining(", "));
        return what + " is for " + named
                + "; ask an administrator for one of these roles, or to be named in its access";
    }
}
