package io.balsa.simulator.mutant;

import io.balsa.simulator.spec.Troubled;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a mutant does in trouble, line by line, to be held against the specification. No checker watches. */
public final class MutantTrace {
    private final Mutant mutant;

    private MutantTrace(Mutant mutant) {
        this.mutant = mutant;
    }

    /** @throws java.util.NoSuchElementException when there is none of that name */
    public static MutantTrace of(String name) {
        return new MutantTrace(Mutant.all().stream()
                .filter(mutant -> mutant.name().equals(name))
                .findFirst()
                .orElseThrow());
    }

    /** The same sources, compiled and loaded in the same way, without the mistake. */
    public MutantTrace withoutMistake() {
        List<Mutant.Edit> none = mutant.edits().stream()
                .map(edit -> new Mutant.Edit(edit.file(), edit.replaced(), edit.replaced()))
                .toList();
        return new MutantTrace(
                new Mutant(mutant.name(), mutant.rule(), mutant.caughtBy(), mutant.alone(), "", mutant.seed(), none));
    }

    /** At least so many lines, or as many as there are when the engine or the simulator notices that something is broken. */
    public List<String> lines(long seed, int nodes, int lines) {
        List<String> trace = new ArrayList<>();
        Consumer<String> writer = trace::add;
        MethodHandle run = runIn(new MutantWorld(MemoryCompiler.compile(mutant.sources())));
        try {
            run.invokeExact(seed, nodes, lines, writer);
        } catch (Throwable noticed) {
            // Of whatever class, and that of another world: what was done until then is what counts.
            return trace;
        }
        return trace;
    }

    private static MethodHandle runIn(MutantWorld world) {
        try {
            Class<?> troubled = world.loadClass(Troubled.class.getName());
            MethodType type = MethodType.methodType(void.class, long.class, int.class, int.class, Consumer.class);
            return MethodHandles.lookup().findStatic(troubled, "run", type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
