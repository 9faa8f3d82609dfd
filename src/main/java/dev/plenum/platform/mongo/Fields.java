package dev.plenum.platform.mongo;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Updates;
import dev.plenum.platform.graphql.Text;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;
import org.springframework.util.ReflectionUtils;

/**
 * A partial change of one document: only what it names is written, so that two people who
 * change different fields at once both succeed, and fields that this version of the
 * server does not know survive.
 */
public final class Fields {

	private final List<Bson> updates = new ArrayList<>();

	private final List<Bson> firsts = new ArrayList<>();

	private final List<Bson> differences = new ArrayList<>();

	/**
	 * Gives a field a value. A record is set part by part, so that what a newer version
	 * says inside of it stays; lists, and texts with their languages, are set whole.
	 * @param name the field, with dots for the way into nested documents
	 * @param value its value; null takes the field away
	 * @return this
	 */
	public Fields set(String name, @Nullable Object value) {
		Map<String, @Nullable Object> parts = parts(value);
		if (parts.values().stream().anyMatch(Objects::nonNull)) {
			parts.forEach((part, its) -> set(name + '.' + part, its));
			return this;
		}
		this.differences.add((value != null) ? Filters.ne(name, value) : Filters.exists(name));
		this.updates.add((value != null) ? Updates.set(name, value) : Updates.unset(name));
		return this;
	}

	/**
	 * Gives a field a value whenever others change; it is no reason to write by itself.
	 * @param name the field
	 * @param value its value
	 * @return this
	 */
	public Fields along(String name, Object value) {
		this.updates.add(Updates.set(name, value));
		return this;
	}

	/**
	 * Puts a value into a list that does not have it yet.
	 * @param name the list
	 * @param value the value
	 * @return this
	 */
	public Fields include(String name, Object value) {
		this.differences.add(Filters.ne(name, value));
		this.updates.add(Updates.addToSet(name, value));
		return this;
	}

	/**
	 * Takes a value out of a list that has it.
	 * @param name the list
	 * @param value the value
	 * @return this
	 */
	public Fields exclude(String name, Object value) {
		this.differences.add(Filters.eq(name, value));
		this.updates.add(Updates.pull(name, value));
		return this;
	}

	/**
	 * Appends a value to a list that does not contain it.
	 * @param name the list
	 * @param value the value
	 * @param most how many values the list keeps; the oldest ones are dropped
	 * @return this
	 */
	public Fields append(String name, Object value, int most) {
		this.differences.add(Filters.ne(name, value));
		this.updates.add(Updates.pushEach(name, List.of(value), new PushOptions().slice(-most)));
		return this;
	}

	/**
	 * Raises a number whenever others change, beside the version.
	 * @param name the field, of 32 bits
	 * @param by by how much
	 * @return this
	 */
	public Fields raise(String name, int by) {
		this.updates.add(Updates.inc(name, by));
		return this;
	}

	/**
	 * Gives a field the value of an input field: what is left out of the input stays as
	 * it is, and null takes the field away.
	 * @param name the field
	 * @param value the input field
	 * @param toStored how the value is stored
	 * @param <T> the type of the input field
	 * @return this
	 */
	public <T> Fields input(String name, ArgumentValue<T> value, Function<T, ? extends @Nullable Object> toStored) {
		if (value.isOmitted()) {
			return this;
		}
		T given = value.value();
		return set(name, (given != null) ? toStored.apply(given) : null);
	}

	/**
	 * Gives a field the value of an input field that is stored as it is.
	 * @param name the field
	 * @param value the input field
	 * @param <T> the type of the input field
	 * @return this
	 */
	public <T> Fields input(String name, ArgumentValue<T> value) {
		return input(name, value, Function.identity());
	}

	/**
	 * Gives a field its first value, where the document is new.
	 * @param name the field
	 * @param value its value
	 * @return this
	 */
	public Fields first(String name, Object value) {
		this.firsts.add(Updates.setOnInsert(name, value));
		return this;
	}

	/**
	 * What holds of a document that this would change: one of the fields that are given a
	 * value has another one.
	 * @return the condition; empty if this {@link #isEmpty() would change none}
	 */
	public Bson differ() {
		return this.differences.isEmpty() ? Filters.empty() : Filters.or(this.differences);
	}

	/**
	 * What holds of a document that says all this already.
	 * @return the condition; every document meets it if no field is given a value
	 */
	public Bson same() {
		return this.differences.isEmpty() ? Filters.empty() : Filters.nor(this.differences);
	}

	/**
	 * Whether no field is given a value, so that there is nothing to write.
	 */
	boolean isEmpty() {
		return this.differences.isEmpty();
	}

	private static Map<String, @Nullable Object> parts(@Nullable Object value) {
		Map<String, @Nullable Object> parts = new LinkedHashMap<>();
		if (value instanceof Record && !(value instanceof Text)) {
			for (RecordComponent component : value.getClass().getRecordComponents()) {
				ReflectionUtils.makeAccessible(component.getAccessor());
				parts.put(component.getName(), ReflectionUtils.invokeMethod(component.getAccessor(), value));
			}
		}
		return parts;
	}

	Bson update() {
		List<Bson> all = new ArrayList<>(this.updates);
		all.addAll(this.firsts);
		all.add(Updates.inc("version", 1L));
		return Updates.combine(all);
	}

	/**
	 * The update that changes no document that is there.
	 */
	Bson firstUpdate() {
		List<Bson> all = new ArrayList<>(this.firsts);
		all.add(Updates.setOnInsert("version", 1L));
		return Updates.combine(all);
	}

}
