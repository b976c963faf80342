package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiIT extends DeployedTest {

    @Test
    void describesItselfSoThatAGeneratorAcceptsIt() {
        Reply yaml = as(User.SUBMITTER).get(Api.V1 + "/openapi.yaml").expect(200);

        ApiDocument api = ApiDocument.parse(yaml.text());

        assertThat(api.document().getOpenapi()).startsWith("3.");
        assertThat(api.document().getPaths().keySet())
                .contains("/jobs", "/jobs:batch", "/jobs/{id}", "/job-types", "/queues", "/schedules", "/rejects");
        List<String> ids = api.document().getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .map(operation -> String.valueOf(operation.getOperationId()))
                .toList();
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("null");
    }
}
