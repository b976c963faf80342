package io.nightshift.web.security;

import io.nightshift.web.rest.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes a problem document where JAX-RS is not yet, or no longer, in charge. */
final class Answers {

    private Answers() {}

    static void problem(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(problem.json().getBytes(StandardCharsets.UTF_8));
    }
}
