package io.nightshift.engine.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** The server's folders: database, keys, logs. */
public final class Folders {

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private Folders() {}

    /**
     * Takes from everybody but its owner and group what they may do with a folder, and so with all that lies in it.
     *
     * @return false if it is somebody else's folder, or this system has no such permissions; nothing was changed
     */
    public static boolean closeToOthers(Path folder) {
        PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (view == null || !Files.isDirectory(folder)) {
            return false;
        }
        try {
            Set<PosixFilePermission> permissions =
                    EnumSet.copyOf(view.readAttributes().permissions());
            if (permissions.removeAll(OTHERS)) {
                view.setPermissions(permissions);
            }
            return true;
        } catch (IOException e) {
            // Not ours to change; the log says which.
            return false;
        }
    }
}
