package io.nightshift.web.console.user;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.engine.user.Accounts;
import io.nightshift.engine.user.Verdict;
import io.nightshift.web.console.Viewer;
import io.nightshift.web.security.Sessions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** What somebody does about their own account: choose a password. */
@Named("accountPage")
@RequestScoped
public class AccountPage {

    private final Accounts accounts;
    private final Sessions sessions;
    private final Viewer viewer;
    private final HttpServletRequest request;
    private @Nullable String present;
    private @Nullable String wanted;
    private @Nullable String repeated;

    @Inject
    public AccountPage(Accounts accounts, Sessions sessions, Viewer viewer, HttpServletRequest request) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.viewer = viewer;
        this.request = request;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected AccountPage() {
        this(null, null, null, null);
    }

    /** Changes the password; this session goes on, the others end. */
    public void change() {
        String old = present == null ? "" : present;
        String fresh = wanted == null ? "" : wanted;
        if (!fresh.equals(repeated)) {
            viewer.fail("The new password was typed in two ways; nothing was changed");
            return;
        }
        try {
            String name = viewer.getName();
            tell(sessions.changing(request, () -> accounts.password(name, old, fresh, request.getRemoteAddr())));
        } catch (InvalidJobException invalid) {
            invalid.violations().forEach(wrong -> viewer.fail(wrong.message()));
        }
    }

    private void tell(Verdict verdict) {
        if (verdict instanceof Verdict.Welcome) {
            viewer.say("Your password is changed; your other sessions end");
        } else if (verdict instanceof Verdict.Slowed slowed) {
            viewer.fail("Too many wrong passwords; try again in "
                    + slowed.delay().plusMillis(999).toSeconds() + " s");
        } else if (verdict instanceof Verdict.Unknown) {
            viewer.fail("The database cannot be reached; nothing was changed");
        } else {
            viewer.fail("That is not your present password; nothing was changed");
        }
    }

    public @Nullable String getPresent() {
        return null;
    }

    public void setPresent(@Nullable String present) {
        this.present = present;
    }

    public @Nullable String getWanted() {
        return null;
    }

    public void setWanted(@Nullable String wanted) {
        this.wanted = wanted;
    }

    public @Nullable String getRepeated() {
        return null;
    }

    public void setRepeated(@Nullable String repeated) {
        this.repeated = repeated;
    }
}
