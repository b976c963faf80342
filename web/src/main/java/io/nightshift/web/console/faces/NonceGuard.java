package io.nightshift.web.console.faces;

import jakarta.faces.FacesException;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.primefaces.context.PrimeFacesContext;

/**
 * Refuses a form whose nonce is not that of its page before anything is done for it. PrimeFaces looks at the nonce as well, but
 * when it writes the answer: then the act has been carried out.
 */
public class NonceGuard implements PhaseListener {

    private static final long serialVersionUID = 1L;

    @Override
    public PhaseId getPhaseId() {
        return PhaseId.RESTORE_VIEW;
    }

    @Override
    public void afterPhase(PhaseEvent event) {
        FacesContext faces = event.getFacesContext();
        if (!faces.isPostback() || faces.getResponseComplete() || faces.getViewRoot() == null) {
            return;
        }
        try {
            // Reads it from the request, and throws if it is not the one that the page was made with.
            PrimeFacesContext.getCspState(faces).getNonce();
        } catch (FacesException e) {
            refuse(faces);
        }
    }

    private static void refuse(FacesContext faces) {
        try {
            faces.getExternalContext()
                    .responseSendError(HttpServletResponse.SC_BAD_REQUEST, "The form is not that of its page");
            faces.responseComplete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
