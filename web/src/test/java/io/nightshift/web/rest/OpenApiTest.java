package io.nightshift.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.bulk.BulkFilter;
import io.nightshift.api.bulk.BulkTarget;
import io.nightshift.api.job.AttemptError;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.ingress.RejectStore;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.stat.StatStore;
import io.nightshift.web.rest.Resources.Operation;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private static final Pattern ROLES = Pattern.compile("Roles?: ([a-z, ]+)\\.");

    private static final Map<String, Class<?>> SCHEMAS = Map.ofEntries(
            Map.entry("JobRequest", JobBody.class),
            Map.entry("Problem", Problem.class),
            Map.entry("Submitted", JobsResource.SubmittedView.class),
            Map.entry("SubmittedBatch", BulkResource.BatchView.class),
            Map.entry("Steered", JobsResource.Steered.class),
            Map.entry("Progress", JobView.ProgressView.class),
            Map.entry("JobRow", JobRow.class),
            Map.entry("JobPage", JobRow.PageView.class),
            Map.entry("Job", JobView.class),
            Map.entry("AttemptError", AttemptError.class),
            Map.entry("PastOutcome", JobSearch.PastOutcome.class),
            Map.entry("LogPage", JobsResource.LogView.class),
            Map.entry("JobType", JobTypesResource.JobTypeView.class),
            Map.entry("Why", WhyResource.WhyView.class),
            Map.entry("Reason", WhyResource.ReasonView.class),
            Map.entry("JobTypeSetting", JobTypesResource.SettingView.class),
            Map.entry("BreakerRule", BreakerBody.class),
            Map.entry("Breaker", BreakerView.class),
            Map.entry("Limits", LimitsView.class),
            Map.entry("Rate", LimitsView.RateView.class),
            Map.entry("Queue", QueueView.class),
            Map.entry("ScheduleRequest", ScheduleBody.class),
            Map.entry("Schedule", ScheduleView.class),
            Map.entry("Fire", ScheduleView.FireView.class),
            Map.entry("Binding", BindingsResource.BindingView.class),
            Map.entry("Reject", RejectStore.Reject.class),
            Map.entry("Node", NodeStore.Node.class),
            Map.entry("Minute", StatStore.Minute.class),
            Map.entry("Overview", ClusterResource.Overview.class),
            Map.entry("BulkFilter", BulkFilter.class),
            Map.entry("BulkTarget", BulkTarget.class),
            Map.entry("BulkRequest", OperationsResource.BulkBody.class),
            Map.entry("Count", OperationsResource.CountView.class),
            Map.entry("Operation", OperationsResource.OperationView.class),
            Map.entry("AuditEntry", AuditStore.Entry.class));

    private static OpenAPI document;

    @BeforeAll
    static void parse() throws IOException {
        try (InputStream file = OpenApiTest.class.getResourceAsStream(OpenApiResource.FILE)) {
            ParseOptions options = new ParseOptions();
            options.setResolve(true);
            SwaggerParseResult result = new OpenAPIV3Parser()
                    .readContents(new String(file.readAllBytes(), StandardCharsets.UTF_8), null, options);
            assertThat(result.getMessages()).isEmpty();
            document = result.getOpenAPI();
        }
    }

    @Test
    void describesEveryOperationAndNoOther() {
        Set<String> described = new TreeSet<>();
        document.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().keySet().forEach(method -> described.add(method + " " + path)));

        Set<String> coded =
                Resources.operations().stream().map(Operation::toString).collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(coded).isNotEmpty();
    }

    @Test
    void namesTheRolesThatTheCodeAsksFor() {
        for (Operation operation : Resources.operations()) {
            PathItem path = Objects.requireNonNull(document.getPaths().get(operation.path()));
            String description = Objects.requireNonNull(
                            path.readOperationsMap().get(PathItem.HttpMethod.valueOf(operation.method())))
                    .getDescription();
            Matcher matcher = ROLES.matcher(description);

            assertThat(matcher.find()).as("%s says its roles", operation).isTrue();
            assertThat(Set.of(matcher.group(1).split(", ")))
                    .as(operation.toString())
                    .isEqualTo(operation.roles());
        }
    }

    @Test
    void describesEveryFieldAndNoOther() {
        Map<String, Set<String>> described = new TreeMap<>();
        Map<String, Set<String>> coded = new TreeMap<>();
        SCHEMAS.forEach((name, type) -> {
            Schema<?> schema =
                    Objects.requireNonNull(document.getComponents().getSchemas().get(name), name);
            described.put(name, new TreeSet<>(schema.getProperties().keySet()));
            coded.put(
                    name,
                    Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getName)
                            .collect(Collectors.toCollection(TreeSet::new)));
        });

        assertThat(described).isEqualTo(coded);
    }

    @Test
    void everyOperationNeedsARole() {
        assertThat(Resources.operations())
                .allSatisfy(operation ->
                        assertThat(operation.roles()).as(operation.toString()).isNotEmpty());
    }
}
