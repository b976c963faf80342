package io.nightshift.web.console;

import io.nightshift.engine.access.Act;
import io.nightshift.engine.access.Reach;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.primefaces.PrimeFaces;
import org.primefaces.context.PrimeFacesContext;

/** Who looks at the page ({@code viewer}), what they may do, and what they are told. */
@Named("viewer")
@RequestScoped
public class Viewer {

    /** The user's name; empty before login. */
    public String getName() {
        Principal user = faces().getExternalContext().getUserPrincipal();
        return user == null ? "" : user.getName();
    }

    /**
     * What scripts of this page carry, and what each form has to send back: PrimeFaces refuses a form without it. It would
     * add it by script, but only to pages that have one of its components.
     */
    public String getNonce() {
        return PrimeFacesContext.getCspState(faces()).getNonce();
    }

    /** Whether they may do it; pages ask with the name of the act. */
    public boolean may(Act act) {
        return act.allows(faces().getExternalContext()::isUserInRole);
    }

    /** Which jobs they see. */
    public Reach reach() {
        return Reach.of(getName(), faces().getExternalContext()::isUserInRole);
    }

    /**
     * Guards an action. Buttons of actions that are not allowed are not shown and Faces ignores requests for them; this
     * is for the day somebody forgets that.
     *
     * @throws SecurityException if they may not
     */
    public void require(Act act) {
        if (!may(act)) {
            throw new SecurityException("Your roles do not allow to " + act.words());
        }
    }

    /** Shows what was said on the next page too: for an action that goes there. */
    public void keepMessages() {
        faces().getExternalContext().getFlash().setKeepMessages(true);
    }

    /** Makes a part of the page anew, in an answer to Ajax: for an action that leaves what was typed alone if it fails. */
    public void show(String part) {
        PrimeFaces.current().ajax().update(part);
    }

    /** Says that something worked. */
    public void say(String text) {
        tell(FacesMessage.SEVERITY_INFO, text);
    }

    /** Says that something worked in part. */
    public void warn(String text) {
        tell(FacesMessage.SEVERITY_WARN, text);
    }

    /** Says that something did not work. */
    public void fail(String text) {
        tell(FacesMessage.SEVERITY_ERROR, text);
    }

    /** Answers that it will go another time, unless it is an act, which has happened whatever can be shown of it. */
    public void later() {
        ExternalContext answer = faces().getExternalContext();
        if (!faces().isPostback() && !answer.isResponseCommitted()) {
            answer.setResponseStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private static void tell(FacesMessage.Severity severity, String text) {
        faces().addMessage(null, new FacesMessage(severity, text, text));
    }

    private static FacesContext faces() {
        return FacesContext.getCurrentInstance();
    }
}
