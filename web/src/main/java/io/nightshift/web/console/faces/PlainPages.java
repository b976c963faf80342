package io.nightshift.web.console.faces;

import jakarta.faces.component.UIViewRoot;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;

/**
 * Lets the sign-in page and the pages of errors be shown without a session. They say themselves that they keep no state, but
 * PrimeFaces asks before it has read them, and would put their nonce into a session of whoever passes by.
 */
public class PlainPages implements PhaseListener {

    private static final long serialVersionUID = 1L;

    @Override
    public PhaseId getPhaseId() {
        return PhaseId.RESTORE_VIEW;
    }

    @Override
    public void afterPhase(PhaseEvent event) {
        UIViewRoot view = event.getFacesContext().getViewRoot();
        if (view != null && isPlain(view.getViewId())) {
            view.setTransient(true);
        }
    }

    private static boolean isPlain(String id) {
        return id.equals("/login.xhtml") || id.startsWith("/error/");
    }
}
