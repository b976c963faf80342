package io.nightshift.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.api.job.JobState;
import io.nightshift.engine.control.JobControl;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.submit.Caller;
import io.nightshift.engine.submit.Submission;
import io.nightshift.engine.submit.Submitted;
import io.nightshift.engine.watch.CrowdedException;
import io.nightshift.engine.watch.JobEnds;
import io.nightshift.engine.why.Why;
import io.nightshift.store.port.JobSearch;
import io.nightshift.web.rest.job.BulkResource;
import io.nightshift.web.rest.job.JobsResource;
import io.nightshift.web.rest.job.WhyResource;
import io.nightshift.web.rest.json.Json;
import io.nightshift.web.rest.operation.OperationsResource;
import io.nightshift.web.rest.problem.ProblemMapper;
import io.nightshift.web.rest.request.JsonBody;
import io.nightshift.web.rest.request.ParameterFilter;
import io.nightshift.web.rest.request.RoleFilter;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.core.SynchronousDispatcher;
import org.jboss.resteasy.core.SynchronousExecutionContext;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.jspecify.annotations.Nullable;

/** The API in front of an engine of this test, asked as one user. */
class Api implements Submission, JobControl, JobSearch {

    static final JobId KNOWN = JobId.parse("0198c0de-0000-7000-8000-000000000001");

    /** Stands before {@link #KNOWN}, as that itself does. */
    static final JobId OTHERS = JobId.parse("0198c0de-0000-7000-8000-000000000002");

    final List<JobRequest> requests = new ArrayList<>();
    final Set<String> roles;
    Query query = Query.all(1);

    @Nullable
    RuntimeException failure;

    CancelReply cancelReply = CancelReply.CANCELLED;
    RetryReply retryReply = RetryReply.RETRIED;
    boolean created = true;
    final List<Row> rows = new ArrayList<>();
    final List<JobId> cancelled = new ArrayList<>();
    final StartedOperations operations = new StartedOperations();

    @Nullable
    JobSnapshot job;

    private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();

    Api(String... roles) {
        this(Set.of(roles));
        register();
        dispatcher
                .getRegistry()
                .addSingletonResource(new JobsResource(this, this, this, new Masking(), new NobodyWaits()));
        dispatcher.getRegistry().addSingletonResource(new BulkResource(this, this, this));
        dispatcher.getRegistry().addSingletonResource(new OperationsResource(operations));
        dispatcher.getRegistry().addSingletonResource(new WhyResource(this::why, this));
        dispatcher.getRegistry().addSingletonResource(new OpenApiResource());
    }

    private Api(Set<String> roles) {
        this.roles = roles;
    }

    /** Every resource with nothing behind it: what is not refused before is a fault. */
    static Api ofFilters(String... roles) {
        Api api = new Api(Set.of(roles));
        api.register();
        Resources.classes().forEach(type -> api.dispatcher.getRegistry().addSingletonResource(bare(type)));
        return api;
    }

    private static Object bare(Class<?> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void register() {
        dispatcher.getProviderFactory().registerProvider(JsonBody.class);
        dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
        dispatcher.getProviderFactory().registerProvider(RoleFilter.class);
        dispatcher.getProviderFactory().registerProvider(ParameterFilter.class);
        ((SynchronousDispatcher) dispatcher).getDefaultContextObjects().put(SecurityContext.class, new User());
    }

    private Optional<Why.Answer> why(JobId id) {
        List<Why.Reason> reasons = List.of(new Why.Reason(
                Why.Gate.ORDERING_KEY,
                "It waits for job " + KNOWN + " and job " + OTHERS + ".",
                List.of(KNOWN, OTHERS),
                Instant.parse("2026-05-01T12:00:00Z")));
        return id.equals(KNOWN) ? Optional.of(new Why.Answer(id, JobState.BLOCKED, reasons)) : Optional.empty();
    }

    MockHttpResponse get(String path) {
        return send(request("GET", path));
    }

    MockHttpResponse post(String path, String json) {
        return send(request("POST", path)
                .contentType("application/json")
                .content(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    MockHttpRequest request(String method, String path) {
        try {
            return MockHttpRequest.create(method, path);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    MockHttpResponse send(MockHttpRequest request) {
        MockHttpResponse response = new MockHttpResponse();
        request.setAsynchronousContext(
                new SynchronousExecutionContext((SynchronousDispatcher) dispatcher, request, response));
        dispatcher.invoke(request, response);
        return response;
    }

    static JsonNode json(MockHttpResponse response) {
        try {
            return Json.MAPPER.readTree(response.getContentAsString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void failIfTold() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public Submitted submit(JobRequest request, Caller caller) {
        failIfTold();
        requests.add(request);
        return new Submitted(KNOWN, created);
    }

    @Override
    public List<Submitted> submitAll(List<JobRequest> all, Caller caller) {
        failIfTold();
        requests.addAll(all);
        return all.stream().map(request -> new Submitted(KNOWN, created)).toList();
    }

    @Override
    public CancelReply cancel(JobId id, String by) {
        cancelled.add(id);
        return cancelReply;
    }

    @Override
    public RetryReply retry(JobId id, String by) {
        return retryReply;
    }

    @Override
    public Map<JobId, CancelReply> cancelAll(Collection<JobId> ids, String by) {
        Map<JobId, CancelReply> replies = new LinkedHashMap<>();
        cancelled.addAll(ids);
        ids.forEach(id -> replies.put(id, cancelReply));
        return replies;
    }

    @Override
    public Map<JobId, RetryReply> retryAll(Collection<JobId> ids, String by) {
        Map<JobId, RetryReply> replies = new LinkedHashMap<>();
        ids.forEach(id -> replies.put(id, retryReply));
        return replies;
    }

    @Override
    public Optional<JobSnapshot> find(JobId id) {
        failIfTold();
        return Optional.ofNullable(job);
    }

    @Override
    public Map<JobId, Row> rows(Collection<JobId> ids) {
        return rows.stream().filter(row -> ids.contains(row.id())).collect(Collectors.toMap(Row::id, row -> row));
    }

    @Override
    public Page search(Query asked) {
        query = asked;
        return new Page(List.of(), KNOWN, KNOWN, false);
    }

    @Override
    public List<LogLine> log(JobId id, @Nullable LogPosition after, int limit) {
        return List.of(new LogLine(new LogPosition(1, 1), Instant.EPOCH, "INFO", "said"));
    }

    @Override
    public List<PastOutcome> history(JobId id) {
        return List.of();
    }

    static UUID uuid() {
        return KNOWN.value();
    }

    private final class User implements SecurityContext {
        @Override
        public @Nullable Principal getUserPrincipal() {
            return roles.isEmpty() ? null : () -> "ada";
        }

        @Override
        public boolean isUserInRole(String role) {
            return roles.contains(role);
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return BASIC_AUTH;
        }
    }

    /** Shows the arguments of every type but one. */
    private static final class Masking implements JobTypes {
        @Override
        public List<JobType> all() {
            return List.of();
        }

        @Override
        public Optional<JobType> find(String name) {
            return Optional.empty();
        }

        @Override
        public String retries(String name) {
            return "";
        }

        @Override
        public String shown(String type, String args) {
            return type.equals("masked") ? "{\"n\":\"***\"}" : args;
        }

        @Override
        public Optional<String> misfit(String type, String args) {
            return Optional.empty();
        }
    }

    /** What waits is asked of a real server. */
    private static final class NobodyWaits implements JobEnds {

        @Override
        public Watch watch(JobId id, Duration most, Runnable then) {
            throw new CrowdedException(0);
        }

        @Override
        public void close() {
            // Nobody is there.
        }

        @Override
        public int watchers() {
            return 0;
        }
    }
}
