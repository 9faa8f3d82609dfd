package dev.plenum.changelog;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.plenum.platform.Sha256;
import dev.plenum.platform.mongo.Unknown;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * A short hash of values that is the same on every server. A component of a record that
 * is null or empty does not count, so that a new component changes nothing until it is
 * used.
 */
public final class Fingerprint {

	/**
	 * To be raised by a change of this class, or if a {@link Visible} leaves out more or
	 * less of what is stored: servers with different rules then do not compare.
	 */
	static final int SCHEME = 2;

	private static final ClassValue<Component[]> COMPONENTS = new ClassValue<>() {

		@Override
		protected Component[] computeValue(Class<?> type) {
			return Stream.of(type.getRecordComponents()).map(Component::of).toArray(Component[]::new);
		}

	};

	private final StringBuilder text = new StringBuilder();

	private Fingerprint() {
	}

	/**
	 * Computes the hash of a record without some of its components.
	 * @param value the record
	 * @param without the names of the components
	 * @return the hash
	 * @throws IllegalArgumentException if the record does not have such a component
	 */
	public static long without(Record value, String... without) {
		Set<String> names = Set.of(without);
		Component[] components = COMPONENTS.get(value.getClass());
		if (Arrays.stream(components).filter((component) -> names.contains(component.name())).count() != names.size()) {
			throw new IllegalArgumentException(value.getClass() + " does not have all of " + names);
		}
		Fingerprint print = new Fingerprint();
		print.add(components, value, names);
		return print.hash();
	}

	/**
	 * Computes the hash of some values.
	 * @param values the values: records, collections, maps, and what has a name or a text
	 * @return the hash
	 */
	public static long of(@Nullable Object... values) {
		Fingerprint print = new Fingerprint();
		Arrays.stream(values).forEach(print::add);
		return print.hash();
	}

	private void add(@Nullable Object value) {
		switch (value) {
			case null -> this.text.append('-');
			case Record record -> add(COMPONENTS.get(record.getClass()), record, Set.of());
			case Map<?, ?> map -> {
				this.text.append('{');
				new TreeMap<>(map).forEach((key, one) -> {
					add(key);
					add(one);
				});
				this.text.append('}');
			}
			case Collection<?> collection -> {
				this.text.append('[');
				collection.forEach(this::add);
				this.text.append(']');
			}
			case Enum<?> constant -> add(constant.name());
			default -> {
				String plain = value.toString();
				this.text.append(plain.length()).append(':').append(plain);
			}
		}
	}

	private void add(Component[] components, Record value, Set<String> without) {
		this.text.append('(');
		for (Component component : components) {
			Object part = without.contains(component.name()) ? null : component.of(value);
			if (!isEmpty(part)) {
				this.text.append(component.name()).append('=');
				add(part);
			}
		}
		this.text.append(')');
	}

	private static boolean isEmpty(@Nullable Object value) {
		return switch (value) {
			case null -> true;
			case Collection<?> collection -> collection.isEmpty();
			case Map<?, ?> map -> map.isEmpty();
			case Unknown _ -> true;
			default -> false;
		};
	}

	private long hash() {
		return ByteBuffer.wrap(Sha256.of(this.text.toString())).getLong();
	}

	private record Component(String name, Method accessor) {

		static Component of(RecordComponent component) {
			Method accessor = component.getAccessor();
			ReflectionUtils.makeAccessible(accessor);
			return new Component(component.getName(), accessor);
		}

		@Nullable Object of(Record value) {
			return ReflectionUtils.invokeMethod(this.accessor, value);
		}

	}

}
