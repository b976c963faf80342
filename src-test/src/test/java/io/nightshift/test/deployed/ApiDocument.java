package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The API's own description, read with the parser that the OpenAPI generators use. */
record ApiDocument(OpenAPI document) {

    private static final Pattern ROLES = Pattern.compile("Roles?: ([a-z, ]+)\\.");

    /**
     * One thing that can be asked for.
     *
     * @param path below the API's root, with a name in place of each variable
     * @param roles who may ask
     */
    record Call(String method, String path, Set<String> roles) {}

    static ApiDocument parse(String yaml) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(yaml, List.of(), options);
        assertThat(result.getMessages()).isEmpty();
        return new ApiDocument(result.getOpenAPI());
    }

    List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> calls.add(call(path, method, operation))));
        return calls;
    }

    private static Call call(String path, PathItem.HttpMethod method, Operation operation) {
        String said = operation.getDescription() == null ? "" : operation.getDescription();
        Matcher roles = ROLES.matcher(said);
        assertThat(roles.find())
                .as("%s %s names its roles: %s", method, path, said)
                .isTrue();
        return new Call(
                method.name(),
                path.replaceAll("\\{[a-z]+}", "0198c0de-0000-7000-8000-000000000000"),
                Stream.of(roles.group(1).split(",")).map(String::strip).collect(Collectors.toSet()));
    }
}
