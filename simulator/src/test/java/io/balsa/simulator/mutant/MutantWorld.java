package io.balsa.simulator.mutant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads the engine, the journal and the simulator anew, with some classes replaced: child first, so that all of them see the
 * broken ones, and nobody else does.
 */
final class MutantWorld extends ClassLoader {
    private static final String[] ANEW = {
        "io.balsa.client.",
        "io.balsa.core.",
        "io.balsa.node.",
        "io.balsa.journal.",
        "io.balsa.simulator.",
        "io.balsa.spi."
    };

    private final Map<String, byte[]> broken;

    MutantWorld(Map<String, byte[]> broken) {
        super(MutantWorld.class.getClassLoader());
        this.broken = broken;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            @Nullable Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return isAnew(name) ? define(name) : super.loadClass(name, resolve);
        }
    }

    private static boolean isAnew(String name) {
        for (String prefix : ANEW) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = broken.get(name);
        if (bytes == null) {
            bytes = read(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] read(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
