package dev.plenum.platform.mongo;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Updates;
import dev.plenum.platform.graphql.language.Text;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;
import org.springframework.util.ReflectionUtils;

/**
 * A partial change of one document. Only the given fields are written, so that two people
 * who change different fields at the same time both succeed, and fields that this version
 * of the server does not know are preserved.
 */
public final class Fields {

	private final List<Bson> updates = new ArrayList<>();

	private final Set<String> names = new LinkedHashSet<>();

	private final List<Bson> firsts = new ArrayList<>();

	private final List<Bson> differences = new ArrayList<>();

	/**
	 * Sets a field. A record is set component by component, so that unknown fields inside
	 * it are preserved; lists and multilingual texts are replaced.
	 * @param name the path of the field, with dots
	 * @param value the value; null removes the field
	 * @return this
	 */
	public Fields set(String name, @Nullable Object value) {
		this.names.add(name);
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
	 * Returns the names of the fields that {@link #set} and {@link #input} set or remove.
	 * @return the paths with dots
	 */
	public Set<String> names() {
		return Set.copyOf(this.names);
	}

	/**
	 * Sets a field if others change. It is no reason to write by itself.
	 * @param name the path of the field
	 * @param value the value
	 * @return this
	 */
	public Fields along(String name, Object value) {
		this.updates.add(Updates.set(name, value));
		return this;
	}

	/**
	 * Removes a field if others change. It is no reason to write by itself.
	 * @param name the path of the field
	 * @return this
	 */
	public Fields without(String name) {
		this.updates.add(Updates.unset(name));
		return this;
	}

	/**
	 * Adds a value to a list that does not contain it.
	 * @param name the path of the list
	 * @param value the value
	 * @return this
	 */
	public Fields include(String name, Object value) {
		this.differences.add(Filters.ne(name, value));
		this.updates.add(Updates.addToSet(name, value));
		return this;
	}

	/**
	 * Removes a value from a list that contains it.
	 * @param name the path of the list
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
	 * Appends values to a list.
	 * @param name the list
	 * @param values the values, at least one
	 * @param most how many values the list keeps; the oldest ones are dropped
	 * @return this
	 */
	public Fields appendAll(String name, List<?> values, int most) {
		this.differences.add(Filters.nin(name, values));
		this.updates.add(Updates.pushEach(name, values, new PushOptions().slice(-most)));
		return this;
	}

	/**
	 * Sets a field to the present if others change. It is no reason to write by itself.
	 * The database's clock is used, since the clocks of servers differ.
	 * @param name the path of the field
	 * @return this
	 */
	public Fields now(String name) {
		this.updates.add(Updates.currentDate(name));
		return this;
	}

	/**
	 * Sets a field to a moment unless it has an earlier one, if others change. It is no
	 * reason to write by itself.
	 * @param name the path of the field
	 * @param value the moment
	 * @return this
	 */
	public Fields earliest(String name, Instant value) {
		this.updates.add(Updates.min(name, value));
		return this;
	}

	/**
	 * Increases a number if others change. It is no reason to write by itself.
	 * @param name the path of the field, a number of 32 bits
	 * @param by the amount to add, negative to subtract
	 * @return this
	 */
	public Fields raise(String name, int by) {
		this.updates.add(Updates.inc(name, by));
		return this;
	}

	/**
	 * Sets a field from an input field. If the input field is omitted, the stored field
	 * stays as it is; null removes it.
	 * @param name the path of the field
	 * @param value the input field
	 * @param toStored converts the value to the stored one
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
	 * Sets a field from an input field whose value is stored without conversion. If the
	 * input field is omitted, the stored field stays as it is; null removes it.
	 * @param name the path of the field
	 * @param value the input field
	 * @param <T> the type of the input field
	 * @return this
	 */
	public <T> Fields input(String name, ArgumentValue<T> value) {
		return input(name, value, Function.identity());
	}

	/**
	 * Sets a field if the document is created.
	 * @param name the path of the field
	 * @param value the value
	 * @return this
	 */
	public Fields first(String name, Object value) {
		this.firsts.add(Updates.setOnInsert(name, value));
		return this;
	}

	/**
	 * The condition that a document would be changed: one of the fields to set has
	 * another value.
	 * @return the condition; every document meets it if there is nothing to set
	 */
	public Bson differ() {
		return this.differences.isEmpty() ? Filters.empty() : Filters.or(this.differences);
	}

	/**
	 * The condition that a document already has all the given values.
	 * @return the condition; every document meets it if there is nothing to set
	 */
	public Bson same() {
		return this.differences.isEmpty() ? Filters.empty() : Filters.nor(this.differences);
	}

	/**
	 * Whether there is nothing to set, so that nothing is written.
	 * @return whether there is nothing to set
	 */
	public boolean isEmpty() {
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
	 * The update that creates a document and leaves an existing one as it is.
	 */
	Bson firstUpdate() {
		List<Bson> all = new ArrayList<>(this.firsts);
		all.add(Updates.setOnInsert("version", 1L));
		return Updates.combine(all);
	}

}
