package io.balsa.simulator.nemesis;

import io.balsa.config.Spelling;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Actions as text: {@code power-cut node=2 fate=by-chance}. What is printed is parsed to an equal action. */
public final class Wording {
    private static final Map<String, Class<?>> TYPES = new TreeMap<>();
    private static final Map<Class<?>, Kind> KINDS = new LinkedHashMap<>();

    private record Kind(String name, String family) {}

    static {
        for (Class<?> family : Action.class.getPermittedSubclasses()) {
            for (Class<?> type : family.getPermittedSubclasses()) {
                TYPES.put(nameOf(type), type);
                KINDS.put(
                        type,
                        new Kind(nameOf(type), words(family.getSimpleName().replace("Action", ""))));
            }
        }
    }

    private Wording() {}

    /** What kind of action it is: {@code power-cut}. */
    public static String kind(Action action) {
        return kindOf(action).name();
    }

    /** What kind of thing it is done to: {@code life} of a process, {@code link}. */
    static String family(Action action) {
        return kindOf(action).family();
    }

    private static Kind kindOf(Action action) {
        return Objects.requireNonNull(KINDS.get(action.getClass()));
    }

    /** The whole action in one line, without a semicolon. */
    public static String print(Action action) {
        StringBuilder line = new StringBuilder(kind(action));
        for (RecordComponent component : action.getClass().getRecordComponents()) {
            line.append(' ').append(component.getName()).append('=').append(print(read(component, action)));
        }
        return line.toString();
    }

    /**
     * Parses what {@link #print} made.
     *
     * @throws IllegalArgumentException when it is no action; the message says why
     */
    public static Action parse(String line) {
        String[] words = line.trim().split("\\s+");
        Class<?> type = TYPES.get(words[0]);
        if (type == null) {
            throw new IllegalArgumentException(
                    "there is no action '" + words[0] + "'; " + Spelling.advice(words[0], TYPES.keySet()));
        }
        RecordComponent[] components = type.getRecordComponents();
        if (words.length - 1 != components.length) {
            throw new IllegalArgumentException("'" + line.trim() + "' needs " + namesOf(components));
        }
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = parse(components[i], words[i + 1], line.trim());
        }
        return make(type, arguments);
    }

    /** {@code BY_CHANCE} and {@code PowerCut} as people write them. */
    static String words(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    private static String nameOf(Class<?> type) {
        return words(type.getSimpleName());
    }

    private static String namesOf(RecordComponent[] components) {
        return components.length == 0
                ? "no arguments"
                : Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.joining("= ", "", "="));
    }

    private static String print(Object value) {
        return switch (value) {
            case Enum<?> constant -> words(constant.name());
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining("+"));
            default -> value.toString();
        };
    }

    private static Object parse(RecordComponent component, String word, String line) {
        String start = component.getName() + "=";
        String text = word.substring(Math.min(word.length(), start.length()));
        if (!word.startsWith(start) || text.isEmpty()) {
            throw new IllegalArgumentException("'" + line + "' has '" + word + "' where " + start + " belongs");
        }
        try {
            return parse(component.getType(), text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + line + "' cannot have '" + word + "': " + e.getMessage(), e);
        }
    }

    private static Object parse(Class<?> type, String text) {
        try {
            if (type == int.class) {
                return Integer.parseInt(text);
            }
            if (type == long.class) {
                return Long.parseLong(text);
            }
            if (type == List.class) {
                return Arrays.stream(text.split("\\+")).map(Integer::valueOf).toList();
            }
        } catch (NumberFormatException e) {
            String form = type == List.class ? "write node numbers as 1+2" : "it needs a whole number";
            throw new IllegalArgumentException(form, e);
        }
        List<String> known = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = words(((Enum<?>) constant).name());
            if (name.equals(text)) {
                return constant;
            }
            known.add(name);
        }
        throw new IllegalArgumentException(Spelling.advice(text, known));
    }

    static Object read(RecordComponent component, Action action) {
        try {
            return component.getAccessor().invoke(action);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    static Action make(Class<?> type, Object[] arguments) {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        try {
            return (Action) constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }
}
