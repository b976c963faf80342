package io.nightshift.web.security;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A request of somebody who is not known. Faces makes a session for every page it shows; here it is given one that is gone with
 * the request, so that whoever passes by leaves nothing in the server.
 */
final class Stranger extends HttpServletRequestWrapper {

    private @Nullable HttpSession passing;

    Stranger(HttpServletRequest request) {
        super(request);
    }

    @Override
    public HttpSession getSession() {
        HttpSession session = super.getSession(false);
        if (session != null) {
            return session;
        }
        HttpSession own = passing;
        if (own == null) {
            own = new Passing(getServletContext());
            passing = own;
        }
        return own;
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return create ? getSession() : super.getSession(false);
    }

    /** A session that nobody comes back to. */
    private static final class Passing implements HttpSession {

        private final Map<String, Object> attributes = new ConcurrentHashMap<>();
        private final ServletContext context;

        Passing(ServletContext context) {
            this.context = context;
        }

        @Override
        public long getCreationTime() {
            return 0;
        }

        @Override
        public String getId() {
            return "passing";
        }

        @Override
        public long getLastAccessedTime() {
            return 0;
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public void setMaxInactiveInterval(int interval) {
            // It ends with the request.
        }

        @Override
        public int getMaxInactiveInterval() {
            return 1;
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return attributes.get(name);
        }

        @Override
        public Enumeration<String> getAttributeNames() {
            return Collections.enumeration(attributes.keySet());
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            if (value == null) {
                attributes.remove(name);
            } else {
                attributes.put(name, value);
            }
        }

        @Override
        public void removeAttribute(String name) {
            attributes.remove(name);
        }

        @Override
        public void invalidate() {
            attributes.clear();
        }

        @Override
        public boolean isNew() {
            return true;
        }
    }
}
