package io.nightshift.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parameter that the description names, with what no parameter can be; so a new operation is tested as it is described. */
class ParametersTest {

    private static final OpenAPI DOCUMENT = OpenApiTest.read();

    /** Only the filters are asked: a request that reaches a resource meets nothing there and is a fault. */
    private final Api api = Api.ofFilters("viewer", "submitter", "operator", "admin");

    @ParameterizedTest(name = "{0} {1} with NUL in {2}")
    @MethodSource("textParameters")
    void refusesNulWhereverItStands(String method, String path, String parameter, boolean inPath) {
        String filled = inPath ? path.replace("{" + parameter + "}", "a%00b") : path + "?" + parameter + "=a%00b";

        JsonNode problem = refused(method, filled.replaceAll("\\{[^}]*}", "a"));

        assertThat(problem.path("violations").path(0).path("field").asText()).isEqualTo(parameter);
        assertThat(problem.path("violations").path(0).path("message").asText()).contains("control characters");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("operations")
    void refusesParametersThatItDoesNotKnow(String method, String path, List<String> known) {
        JsonNode problem = refused(method, path.replaceAll("\\{[^}]*}", "a") + "?nobody=knows");

        JsonNode violation = problem.path("violations").path(0);
        assertThat(violation.path("field").asText()).isEqualTo("nobody");
        String message = violation.path("message").asText();
        assertThat(message).contains("is not known here");
        assertThat(known).allSatisfy(name -> assertThat(message).contains(name));
    }

    private JsonNode refused(String method, String path) {
        MockHttpResponse response = api.send(api.request(method, path)
                .contentType("application/json")
                .content("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(response.getStatus()).as(method + " " + path).isEqualTo(400);
        return Api.json(response);
    }

    static Stream<Arguments> textParameters() {
        List<Arguments> all = new ArrayList<>();
        DOCUMENT.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    for (Parameter parameter : parameters(item.getParameters(), operation.getParameters())) {
                        boolean inPath = "path".equals(parameter.getIn());
                        if (inPath || "query".equals(parameter.getIn())) {
                            all.add(Arguments.of(method.name(), path, parameter.getName(), inPath));
                        }
                    }
                }));
        return all.stream();
    }

    static Stream<Arguments> operations() {
        List<Arguments> all = new ArrayList<>();
        DOCUMENT.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> all.add(Arguments.of(
                                method.name(),
                                path,
                                parameters(item.getParameters(), operation.getParameters()).stream()
                                        .filter(parameter -> "query".equals(parameter.getIn()))
                                        .map(Parameter::getName)
                                        .toList()))));
        return all.stream();
    }

    private static List<Parameter> parameters(List<Parameter> ofPath, List<Parameter> ofOperation) {
        return Stream.of(ofPath, ofOperation)
                .filter(list -> list != null)
                .flatMap(List::stream)
                .toList();
    }
}
