package io.nightshift.test.server;

import io.nightshift.test.handler.Echo;
import java.io.File;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** The real EAR, and one jar more in its {@code lib/}: the handlers of the tests. */
public final class TestEar {

    public static final String NAME = "nightshift.ear";

    private TestEar() {}

    public static EnterpriseArchive archive() {
        JavaArchive handlers = ShrinkWrap.create(JavaArchive.class, "test-handlers.jar")
                .addPackage(Echo.class.getPackage())
                .addAsManifestResource(
                        new StringAsset("<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\""
                                + " bean-discovery-mode=\"annotated\"/>"),
                        "beans.xml");
        return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, Place.ear().toFile())
                .addAsLibrary(handlers);
    }

    static void write(Path file) {
        File target = file.toFile();
        archive().as(ZipExporter.class).exportTo(target, true);
    }
}
