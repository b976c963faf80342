package io.nightshift.web.console.faces;

import jakarta.faces.application.Resource;
import jakarta.faces.application.ResourceHandler;
import jakarta.faces.application.ResourceHandlerWrapper;
import jakarta.faces.application.ResourceWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Puts a hash of the content into the URL of each of our resources, so that browsers may keep them for a year. */
public class VersionedResources extends ResourceHandlerWrapper {

    private static final String LIBRARY = "nightshift";

    private final Map<String, String> versions = new ConcurrentHashMap<>();

    /** Wraps the handler in place. */
    public VersionedResources(ResourceHandler wrapped) {
        super(wrapped);
    }

    @Override
    public @Nullable Resource createResource(String name, @Nullable String library) {
        Resource resource = super.createResource(name, library);
        return resource == null || !LIBRARY.equals(library) ? resource : versioned(resource);
    }

    private Resource versioned(Resource resource) {
        String version = versions.computeIfAbsent(resource.getResourceName(), name -> hash(resource));
        return new ResourceWrapper(resource) {
            @Override
            public String getRequestPath() {
                return super.getRequestPath() + "&v=" + version;
            }
        };
    }

    private static String hash(Resource resource) {
        CRC32 hash = new CRC32();
        try (InputStream content = resource.getInputStream()) {
            hash.update(content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read resource " + resource.getResourceName(), e);
        }
        return Long.toString(hash.getValue(), 36);
    }
}
