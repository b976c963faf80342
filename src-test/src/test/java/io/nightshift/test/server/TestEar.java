package io.nightshift.test.server;

import io.nightshift.test.handler.Echo;
import java.io.File;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** The real EAR, and with it what an application brings: a jar of handlers in its {@code lib/}, and a data source of their own. */
public final class TestEar {

    public static final String NAME = "nightshift.ear";

    private TestEar() {}

    /** With the shop in memory. */
    public static EnterpriseArchive archive() {
        return archive(Shop.IN_MEMORY);
    }

    private static EnterpriseArchive archive(Shop shop) {
        JavaArchive handlers = ShrinkWrap.create(JavaArchive.class, "test-handlers.jar")
                .addPackage(Echo.class.getPackage())
                .addAsManifestResource(
                        new StringAsset("<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\""
                                + " bean-discovery-mode=\"annotated\"/>"),
                        "beans.xml");
        return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, Place.ear().toFile())
                .addAsManifestResource(new StringAsset(shop.dataSource()), "shop-ds.xml")
                .addAsLibrary(handlers);
    }

    static void write(Path file, Shop shop) {
        File target = file.toFile();
        archive(shop).as(ZipExporter.class).exportTo(target, true);
    }
}
